using EdgeNoc.Agent.Cabinet.Patterns;

namespace EdgeNoc.Agent.Cabinet;

/// <summary>Tests that somebody began. Pure; times are on a clock that only goes forward.</summary>
/// <param name="TestFrom">When the lamp test began; null when there is none.</param>
/// <param name="ByHand">With the buzzer and for longer; otherwise it is the one at the start.</param>
/// <param name="Checking">The full check is under way.</param>
/// <param name="Result">How the check ended, and from when that is shown: a lamp test comes to its end first.</param>
internal sealed record PanelShow(TimeSpan? TestFrom, bool ByHand, bool Checking, (bool Well, TimeSpan At)? Result)
{
    public static readonly TimeSpan StartTest = TimeSpan.FromSeconds(3);

    public static readonly TimeSpan HandTest = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan ResultShows = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan OpenBeep = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BuzzerTest = TimeSpan.FromSeconds(1);

    /// <summary>Since when the page is open to a phone without the PIN; null while it is not.</summary>
    public TimeSpan? OpenFrom { get; init; }

    public static PanelShow AtStart(TimeSpan now) => new(now, ByHand: false, Checking: false, null);

    public PanelShow Checked(bool well, TimeSpan now) =>
        this with { Checking = false, Result = (well, TestFrom is { } from && from + HandTest > now ? from + HandTest : now) };

    /// <summary>What stands before the panel now.</summary>
    public PanelMode Mode(bool alive, TimeSpan now)
    {
        if (!alive) return PanelMode.Hung;
        if (OpenFrom is not null) return PanelMode.ConfigOpen;
        if (TestFrom is { } from && now - from < (ByHand ? HandTest : StartTest)) return PanelMode.LampTest;
        if (Result is { } result && now - result.At < ResultShows) return PanelMode.CheckResult;
        return Checking ? PanelMode.Checking : PanelMode.Live;
    }

    /// <summary>The lamps in a mode.</summary>
    public PanelState Lamps(PanelMode mode, SiteState site) => mode switch
    {
        PanelMode.Hung => PanelState.All(LampPattern.Off),
        PanelMode.LampTest => PanelState.All(LampPattern.Steady),
        PanelMode.ConfigOpen => PanelState.All(LampPattern.DoubleBlink),
        PanelMode.CheckResult => PanelState.All(Result is { Well: true } ? LampPattern.Steady : LampPattern.Fast),
        _ => Panel.From(site),
    };

    /// <summary>The buzzer in a mode: one second in a test, one beep when the page opens and for a good result and three for a bad one, also at night, for somebody stands there and asked.</summary>
    public Blink Buzzer(PanelMode mode, bool sounding, TimeSpan now) => mode switch
    {
        PanelMode.Hung => Blinks.Off,
        PanelMode.ConfigOpen when now - OpenFrom < OpenBeep => Blinks.Beep,
        PanelMode.LampTest when ByHand => now - TestFrom < BuzzerTest ? Blinks.Steady : Blinks.Off,
        PanelMode.CheckResult when now - Result!.Value.At < TimeSpan.FromSeconds(Result.Value.Well ? 1 : 3) => Blinks.Beep,
        _ => sounding ? Blinks.Beep : Blinks.Off,
    };
}
