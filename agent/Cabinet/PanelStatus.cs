using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Cabinet;

/// <summary>What the office is told of the door. Pure.</summary>
internal static class PanelStatus
{
    public static StatusPanel Of(CabinetSnapshot now) => new(Word(now.Panel.Owner), Word(now.Panel.Uplink), Word(now.Panel.Devices), Word(now.Panel.Alarm), now.Buzzer.Sounding, Word(now.Mode))
    {
        Simulated = now.Simulated ? true : null,
    };

    private static string Word(LampPattern pattern) => pattern switch
    {
        LampPattern.Steady => "steady",
        LampPattern.SlowBlink => "slow_blink",
        LampPattern.DoubleBlink => "double_blink",
        LampPattern.Fast => "fast",
        _ => "off",
    };

    private static string Word(PanelMode mode) => mode switch
    {
        PanelMode.LampTest => "lamp_test",
        PanelMode.Checking => "checking",
        PanelMode.CheckResult => "check_result",
        PanelMode.ConfigOpen => "config_open",
        PanelMode.Hung => "hung",
        _ => "live",
    };
}
