using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Uplink;

namespace EdgeNoc.Agent.Metered;

/// <summary>What the way to the office allows now. Pure; replaced as a whole when something changes.</summary>
/// <param name="Metered">Each byte costs.</param>
/// <param name="MainExpected">There is another way that costs nothing, and it will be back.</param>
/// <param name="Spent">This month's bytes are used up.</param>
internal sealed record UplinkTerms(bool Metered, bool MainExpected, bool Spent)
{
    /// <summary>Nothing costs.</summary>
    public static readonly UplinkTerms Free = new(Metered: false, MainExpected: false, Spent: false);

    /// <summary>The word of the status: a site whose only way is metered has that as its main one.</summary>
    public string Word => Metered && MainExpected ? "backup" : "main";

    /// <summary>Rows that can wait are stored for later. Where no other way will ever come they are not even written: nobody could fetch them for less.</summary>
    public bool KeepsRest => MainExpected;

    /// <summary>What lies on disk waits: for the main way, or for the next month.</summary>
    public bool HoldsBacklog => Metered && (MainExpected || Spent);

    /// <summary>What has to wait, in words for a person; null when nothing has to.</summary>
    public string? HeldBack => (Metered, MainExpected, Spent) switch
    {
        (false, _, _) => null,
        (_, true, true) => "the month's data are used up: telemetry and tables wait for the main uplink or the next month",
        (_, false, true) => "the month's data are used up: telemetry and tables wait for the next month",
        (_, true, false) => "the backlog and what can wait go when the main uplink is back",
        _ => null,
    };

    /// <summary>Events, what is raised and the heartbeat always leave.</summary>
    public OpenLanes Open => new(Events: true, Tables: !(Metered && Spent), Live: !(Metered && Spent), Backlog: !HoldsBacklog);

    /// <param name="config">What the operator says.</param>
    /// <param name="defaultInterface">Of the default route; null when there is none.</param>
    /// <param name="before">What was known: without any route the way is as it was, for it is no way at all.</param>
    /// <param name="spent">This month's bytes are used up.</param>
    public static UplinkTerms Of(UplinkConfig config, string? defaultInterface, UplinkTerms before, bool spent) => config.Metered switch
    {
        MeteredMode.Always => new UplinkTerms(Metered: true, MainExpected: false, spent),
        MeteredMode.Never => Free,
        _ => new UplinkTerms(defaultInterface is null ? before.Metered : InterfaceName.IsOneOf(config.MeteredInterfaces, defaultInterface), MainExpected: true, spent),
    };
}

/// <summary>Names of interfaces as an operator writes them: <c>wwan0</c>, or <c>usb*</c> for all that begin so.</summary>
internal static class InterfaceName
{
    public static bool IsOneOf(IReadOnlyList<string> patterns, string name) => patterns.Any(pattern =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern);
}
