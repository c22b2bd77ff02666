using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Cabinet;

/// <summary>How a lamp is lit; told apart by rhythm, never by colour alone.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LampPattern>))]
public enum LampPattern
{
    [JsonStringEnumMemberName("off")] Off,
    [JsonStringEnumMemberName("steady")] Steady,
    [JsonStringEnumMemberName("slow_blink")] SlowBlink,
    [JsonStringEnumMemberName("double_blink")] DoubleBlink,
    [JsonStringEnumMemberName("fast")] Fast,
}

/// <summary>The four lamps of the cabinet.</summary>
/// <param name="Owner">For whoever owns the place. Steady: all is well, or the office knows. Slow blink: call the office.</param>
/// <param name="Uplink">Steady: the database acknowledged within 2 minutes. Slow blink: no broker, data is kept here. Double blink: a broker, but nobody acknowledges. Off: no network.</param>
/// <param name="Devices">Steady: all answer. Slow blink: some do not. Fast: none does. Off: there are none.</param>
/// <param name="Alarm">Fast: something critical that nobody took on. Steady: something critical that somebody works on. Slow blink: something less urgent. Off: nothing.</param>
public sealed record PanelState(LampPattern Owner, LampPattern Uplink, LampPattern Devices, LampPattern Alarm);

/// <summary>All that the lamps depend on.</summary>
public sealed record PanelInputs
{
    /// <summary>An interface is up and has an address.</summary>
    public required bool NetworkUp { get; init; }

    public required bool BrokerConnected { get; init; }

    /// <summary>Since the last acknowledgement of the database; null when there was none in this run.</summary>
    public required TimeSpan? LastAckAge { get; init; }

    public required int DevicesUp { get; init; }

    /// <summary>Devices that were polled at least once.</summary>
    public required int DevicesKnown { get; init; }

    /// <summary>The severest alert that this site has raised; null when none.</summary>
    public required Severity? Raised { get; init; }

    /// <summary>The retained incidents of the office; null until it told.</summary>
    public required IReadOnlyList<OpenIncident>? Incidents { get; init; }

    public required DateTimeOffset Now { get; init; }
}

/// <summary>Decides what the lamps show.</summary>
public static class Panel
{
    /// <summary>An acknowledgement is fresh for so long: twice the heartbeat.</summary>
    public static readonly TimeSpan FreshAck = TimeSpan.FromMinutes(2);

    public static PanelState From(PanelInputs inputs)
    {
        var uplink = Uplink(inputs);
        return new PanelState(Owner(inputs, uplink), uplink, Devices(inputs), Alarm(inputs));
    }

    private static LampPattern Uplink(PanelInputs inputs)
    {
        if (!inputs.NetworkUp) return LampPattern.Off;
        if (!inputs.BrokerConnected) return LampPattern.SlowBlink;
        return inputs.LastAckAge <= FreshAck ? LampPattern.Steady : LampPattern.DoubleBlink;
    }

    private static LampPattern Devices(PanelInputs inputs)
    {
        if (inputs.DevicesKnown == 0) return LampPattern.Off;
        if (inputs.DevicesUp == inputs.DevicesKnown) return LampPattern.Steady;
        return inputs.DevicesUp == 0 ? LampPattern.Fast : LampPattern.SlowBlink;
    }

    private static LampPattern Alarm(PanelInputs inputs)
    {
        var open = Open(inputs).ToList();
        if (open.Exists(incident => incident is { Severity: Severity.Critical, AcknowledgedBy: null })) return LampPattern.Fast;
        if (open.Exists(incident => incident.Severity == Severity.Critical)) return LampPattern.Steady;
        return open.Count > 0 || inputs.Raised >= Severity.Medium ? LampPattern.SlowBlink : LampPattern.Off;
    }

    /// <summary>The owner need not call about what the office has on its list; about what it cannot know or has not noticed he should.</summary>
    private static LampPattern Owner(PanelInputs inputs, LampPattern uplink)
    {
        var wellHere = inputs.Raised is null or < Severity.High;
        if (uplink != LampPattern.Steady) return LampPattern.SlowBlink;
        return wellHere || Open(inputs).Any() ? LampPattern.Steady : LampPattern.SlowBlink;
    }

    private static IEnumerable<OpenIncident> Open(PanelInputs inputs) =>
        (inputs.Incidents ?? []).Where(incident => !(incident.MaintenanceUntil > inputs.Now));
}
