using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.SmartAxCli;

/// <summary>What the box says of itself: version, running time, boards, temperatures, processor and memory.</summary>
internal static partial class SmartAxBox
{
    public static PollResult ParseVersion(CommandAnswer answer)
    {
        var device = new DeviceRecord { Version = Fact(answer, "VERSION"), Model = Fact(answer, "PRODUCT"), UptimeS = Uptime(answer) };
        return device is { Version: null, Model: null } ? new PollResult.Failed(AnswerErrors.Without(answer, "version")) : new PollResult.Read(new Reading { Device = device });
    }

    public static PollResult ParseUptime(CommandAnswer answer) =>
        Uptime(answer) is { } uptime ? new PollResult.Read(new Reading { Device = new DeviceRecord { UptimeS = uptime } }) : new PollResult.Failed(AnswerErrors.Without(answer, "running time"));

    public static PollResult ParseCpu(CommandAnswer answer) => Share(answer, "CPU", (device, percent) => device with { CpuPct = percent });

    public static PollResult ParseMemory(CommandAnswer answer) => Share(answer, "Memory", (device, percent) => device with { MemUsedPct = percent });

    public static PollResult ParseTemperatures(CommandAnswer answer)
    {
        var boards = answer.Lines.Select(line => TemperaturePattern().Match(line)).Where(row => row.Success)
            .Select(row => new BoardRecord { Slot = $"0/{row.Groups["slot"].Value}", TempC = CliValue.TempC(row.Groups["celsius"].Value) })
            .Where(board => board.TempC is not null).DistinctBy(board => board.Slot, StringComparer.Ordinal).ToList();
        return boards.Count > 0
            ? new PollResult.Read(new Reading { Boards = boards, Device = new DeviceRecord { TempC = boards.Max(board => board.TempC) } })
            : new PollResult.Failed(AnswerErrors.Without(answer, "temperatures"));
    }

    /// <summary>The boards with something in them, by slot, and whether they work.</summary>
    public static PollResult ParseBoards(CommandAnswer answer)
    {
        var boards = Boards(answer);
        return boards.Count > 0
            ? new PollResult.Read(new Reading { Boards = [.. boards.Select(board => new BoardRecord { Slot = $"0/{board.Slot}", Up = board.IsWell, Status = board.Status, Role = board.Name })] })
            : new PollResult.Failed(AnswerErrors.Without(answer, "boards"));
    }

    /// <summary>Slot, name, the box's own word for its state, and whether that is a good one.</summary>
    public static IReadOnlyList<(int Slot, string Name, string Status, bool IsWell)> Boards(CommandAnswer answer) =>
        [.. answer.Lines.Select(line => BoardPattern().Match(line)).Where(row => row.Success)
            .Select(row => (int.Parse(row.Groups["slot"].ValueSpan), row.Groups["name"].Value, row.Groups["rest"].Value.Split(' ')[0].ToLowerInvariant(), !BadPattern().IsMatch(row.Groups["rest"].Value)))
            .DistinctBy(board => board.Item1)];

    private static PollResult Share(CommandAnswer answer, string what, Func<DeviceRecord, double?, DeviceRecord> set)
    {
        var percent = answer.Lines.Select(line => SharePattern().Match(line)).FirstOrDefault(row => row.Success && row.Groups["what"].Value.Equals(what, StringComparison.OrdinalIgnoreCase));
        return percent is not null && CliValue.Percent(percent.Groups["percent"].Value) is { } value
            ? new PollResult.Read(new Reading { Device = set(new DeviceRecord(), value) })
            : new PollResult.Failed(AnswerErrors.Without(answer, "occupancy"));
    }

    private static string? Fact(CommandAnswer answer, string key) =>
        answer.Lines.Select(line => FactPattern().Match(line)).FirstOrDefault(fact => fact.Success && fact.Groups["key"].Value == key) is { } found ? CliValue.Text(found.Groups["value"].Value) : null;

    private static long? Uptime(CommandAnswer answer) =>
        answer.Lines.Select(line => UptimePattern().Match(line)).FirstOrDefault(row => row.Success) is { } row ? CliValue.Seconds(row.Groups["duration"].Value) : null;

    [GeneratedRegex(@"^\s*(?<key>VERSION|PRODUCT)\s*:\s*(?<value>\S.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FactPattern();

    // Uptime is 20 day(s), 23 hour(s), … and System up time: 11 day 22 hour 5 minute 17 second
    [GeneratedRegex(@"^\s*(?:Uptime is|System up time\s*:)\s*(?<duration>\d.{1,70})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex UptimePattern();

    [GeneratedRegex(@"^\s*(?<what>CPU|Memory) occupancy\s*:\s*(?<percent>\d{1,3}(?:\.\d+)?)\s*%", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SharePattern();

    // SlotID:  4      BoardName: H805GPFD       Temperature:   57C( 134F)
    [GeneratedRegex(@"SlotID\s*:\s*(?<slot>\d{1,3})\b.{0,60}Temperature\s*:\s*(?<celsius>-?\d{1,3})\s*C", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex TemperaturePattern();

    // 4       A123ABCDE  Standby_failed  CPCF                 Offline
    [GeneratedRegex(@"^\s*(?<slot>\d{1,3})\s+(?<name>[A-Za-z]\w{3,19})\s+(?<rest>[A-Za-z]\w+.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BoardPattern();

    [GeneratedRegex(@"fail|fault|offline|mismatch|prohibit|auto_find", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex BadPattern();
}
