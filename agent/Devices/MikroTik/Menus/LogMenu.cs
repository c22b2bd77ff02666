using EdgeNoc.Agent.Devices.MikroTik.Api;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>A line of the router's log, its time in the router's own words.</summary>
internal sealed record RouterLogLine(string Time, string Topics, string Message);

/// <summary><c>/log</c>: the router gives all it has, the oldest first.</summary>
internal static class LogMenu
{
    public static IReadOnlyList<RouterLogLine> Last(IReadOnlyList<Sentence> rows, int count) =>
    [
        .. rows.Skip(Math.Max(0, rows.Count - count)).Select(sentence => new MenuRow(sentence, new Drops()))
            .Select(row => new RouterLogLine(row.Text("time"u8) ?? "", row.Text("topics"u8) ?? "", row.Text("message"u8) ?? "")),
    ];
}
