using System.Text.Json.Serialization;

namespace EdgeNoc.Agent.Cabinet;

/// <summary>The cabinet as it is now; replaced as a whole whenever something of it changes.</summary>
/// <param name="Panel">What the lamps show, also during a test of them.</param>
/// <param name="Mode">Why they show that.</param>
/// <param name="Since">Since when.</param>
/// <param name="Buzzer">What the buzzer does.</param>
/// <param name="Contacts">The dry contacts that the config names, in the order mains, door, battery_low.</param>
/// <param name="Simulated">No lamp is wired: all of this happens in memory.</param>
/// <param name="Faults">What does not work and what to do about it: a chip that is missing, a line that is busy, a stuck button; empty when all is well.</param>
public sealed record CabinetSnapshot(
    PanelState Panel,
    PanelMode Mode,
    DateTimeOffset Since,
    BuzzerState Buzzer,
    IReadOnlyList<ContactState> Contacts,
    bool Simulated,
    IReadOnlyList<string> Faults);

/// <summary>What the lamps are doing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PanelMode>))]
public enum PanelMode
{
    /// <summary>They tell how the site does.</summary>
    [JsonStringEnumMemberName("live")] Live,

    /// <summary>All lit, at the start and after a long press.</summary>
    [JsonStringEnumMemberName("lamp_test")] LampTest,

    /// <summary>The full check that a long press began is under way.</summary>
    [JsonStringEnumMemberName("checking")] Checking,

    /// <summary>All steady: the check found nothing. All fast: it found something.</summary>
    [JsonStringEnumMemberName("check_result")] CheckResult,

    /// <summary>All in double blinks: the button was held on, and the page opens without the PIN to the phone that comes first.</summary>
    [JsonStringEnumMemberName("config_open")] ConfigOpen,

    /// <summary>All dark: polling or storing has come to a stop, and a hung agent must not look healthy.</summary>
    [JsonStringEnumMemberName("hung")] Hung,
}

/// <summary>The buzzer.</summary>
/// <param name="Sounding">Now.</param>
/// <param name="Causes">Kinds of the alerts that it stands for, also while it is silent; empty when there is none.</param>
/// <param name="Why">Why it is silent although there is a cause; null while it sounds or has none.</param>
public sealed record BuzzerState(bool Sounding, IReadOnlyList<string> Causes, BuzzerSilence? Why)
{
    public static readonly BuzzerState Idle = new(false, [], null);

    public bool Equals(BuzzerState? other) => other is not null && Sounding == other.Sounding && Why == other.Why && Causes.SequenceEqual(other.Causes, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Sounding, Why, Causes.Count);
}

/// <summary>Why the buzzer is silent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BuzzerSilence>))]
public enum BuzzerSilence
{
    /// <summary>Somebody pressed the button.</summary>
    [JsonStringEnumMemberName("silenced")] Silenced,

    /// <summary>It has sounded long enough.</summary>
    [JsonStringEnumMemberName("spent")] Spent,

    /// <summary>People sleep.</summary>
    [JsonStringEnumMemberName("quiet_hours")] QuietHours,

    /// <summary>The office has the cause in maintenance.</summary>
    [JsonStringEnumMemberName("maintenance")] Maintenance,
}

/// <summary>A dry contact.</summary>
/// <param name="Name"><c>mains</c>, <c>door</c> or <c>battery_low</c>.</param>
/// <param name="Alarm">Mains lost, door open, battery low.</param>
/// <param name="Since">When it last changed, or the start.</param>
public sealed record ContactState(string Name, bool Alarm, DateTimeOffset Since);

/// <summary>What others may see of the cabinet and ask of it.</summary>
public interface ICabinet
{
    /// <summary>Any thread may ask.</summary>
    CabinetSnapshot Now { get; }

    /// <summary>Returns the first snapshot that is not <paramref name="seen"/>: at once when that is out of date.</summary>
    Task<CabinetSnapshot> NextAsync(CabinetSnapshot seen, CancellationToken cancellationToken);

    /// <summary>As a short press of the button: the buzzer is quiet about what stands now.</summary>
    void Silence();
}
