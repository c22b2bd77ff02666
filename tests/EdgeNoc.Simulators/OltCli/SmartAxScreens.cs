using System.Text.RegularExpressions;

namespace EdgeNoc.Simulators.OltCli;

/// <summary>What an MA5800 with numbered ONTs says, 32 of them on a port of board 0/1; of eight one is without power, one without light, one was reset.</summary>
internal static partial class SmartAxScreens
{
    private const int OntsAPort = 32;
    private const string Rule = "  ------------------------------------------------------------------------------";

    /// <summary>Null for a command that the box does not have.</summary>
    public static string? Of(string command, int onts, OltCliFault fault) => command switch
    {
        "display board 0" => $"{Rule}\n  SlotID  BoardName  Status          SubType0 SubType1    Online/Offline\n{Rule}\n  0     \n  1       H901GPHF   Normal\n  9       H901MPLA   Active_normal   CPCF\n  10      H901MPLA   Standby_normal  CPCF\n{Rule}",
        "display version" when fault != OltCliFault.StatesAlone => "  VERSION : MA5800V100R019C10\n  PATCH   : SPH108\n  PRODUCT : MA5800-X7\n\n  Uptime is 20 day(s), 23 hour(s), 19 minute(s), 16 second(s)",
        _ when SummaryPattern().Match(command) is { Success: true } place => Summary(place.Groups["port"], onts, fault),
        _ => null,
    };

    private static string Summary(Group port, int onts, OltCliFault fault)
    {
        var ports = ((onts - 1) / OntsAPort) + 1;
        if (fault == OltCliFault.NoOnus) return "  Failure: There is no ONT available";
        if (!port.Success) return fault == OltCliFault.OtherForm ? ParameterError : string.Join('\n', Enumerable.Range(0, ports).Select(one => OfPort(one, onts, fault)));
        return int.Parse(port.ValueSpan) is var number && number < ports ? OfPort(number, onts, fault) : ParameterError;
    }

    private const string ParameterError = "                              ^\n  % Parameter error, the error locates at '^'";

    private static string OfPort(int port, int onts, OltCliFault fault)
    {
        var own = Enumerable.Range(port * OntsAPort, Math.Min(OntsAPort, onts - (port * OntsAPort))).ToList();
        return $"{Rule}\n  In port 0/ 1/{port}, the total of ONTs are: {own.Count}, online: {own.Count(ont => Cause(ont) is null)}\n{Rule}\n"
            + $"  ONT  Run     Last                Last                Last\n  ID   State   UpTime              DownTime            DownCause\n{Rule}\n"
            // The cause of the last loss stands there for an ONT that is online, too.
            + Rows(own, ont => $"  {ont % OntsAPort,-4} {(Cause(ont) is null ? "online " : "offline")} 2026-01-01 00:00:00 2026-01-02 00:00:00 {Cause(ont) ?? (ont % 2 == 0 ? "dying-gasp" : "-")}")
            + $"\n{Rule}\n  ONT        SN        Type          Distance Rx/Tx power  Description\n  ID                                    (m)      (dBm)\n{Rule}\n"
            + Rows(own, ont => $"  {ont % OntsAPort,-3} 48575443{ont + 1:X8} EG8145X6-10   {(Cause(ont) is null ? $"{1000 + ont,-5} -20.{ont % 100:00}/2.{ont % 100:00}" : "-     -/-        ")}  {Name(ont, fault)}")
            + $"\n{Rule}";
    }

    private static string? Cause(int ont) => (ont % 8) switch { 3 => "dying-gasp", 5 => "LOSi/LOBi", 7 => "ONT is reset by ONT comma", _ => null };

    private static string Name(int ont, OltCliFault fault) => fault != OltCliFault.PromptLikeNames ? $"CLIENT-{ont:000}" : (ont % 3) switch { 0 => "MA5800-X7#", 1 => "---- More ( Press 'Q' to break ) ----", _ => "Password:" };

    private static string Rows(List<int> onts, Func<int, string> row) => string.Join('\n', onts.Select(row));

    [GeneratedRegex(@"^display ont info summary 0/1(?:/(?<port>\d{1,2}))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SummaryPattern();
}
