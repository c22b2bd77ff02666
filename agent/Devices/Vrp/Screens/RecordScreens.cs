using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary>What is a list of happenings and no time series: active alarms and failed logins. They become tables.</summary>
internal static partial class RecordScreens
{
    private static readonly string[] AlarmColumns = ["sequence", "alarm", "level", "at", "description"];
    private static readonly HashSet<string> NoneVolatile = new(StringComparer.Ordinal);
    private static readonly string[] FailColumns = ["id", "name", "address", "mac", "at", "reason", "domain", "interface"];

    /// <summary><c>display alarm active</c> with and without <c>verbose</c>, and <c>display alarm all</c>. Descriptions are broken at their column, also inside words.</summary>
    public static Reading Alarms(VrpAnswer answer)
    {
        var facts = Paragraphs(answer, key => key is "Sequence").ToList();
        IEnumerable<IReadOnlyList<string>> rows = facts.Count > 0
            ? facts.Select(alarm => (IReadOnlyList<string>)[Of(alarm, "Sequence"), Of(alarm, "AlarmId", "Alarm ID", "AlarmName"), Of(alarm, "AlarmLevel", "Level", "Severity").ToLowerInvariant(), Of(alarm, "AlarmOccurTime", "OccurTime", "Occur Time", "StartTime", "Date Time", "Time"), Of(alarm, "Description")])
            : Wrapped(answer);
        return new Reading { Tables = [new DeviceTable("alarms", AlarmColumns, NoneVolatile, [.. rows])] };
    }

    /// <summary><c>display aaa online-fail-record</c>, in full or <c>brief</c>: why subscribers do not come online.</summary>
    public static Reading OnlineFails(VrpAnswer answer)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var fail in Paragraphs(answer, key => key is "User name"))
        {
            rows.Add([Of(fail, "User ID"), Of(fail, "User name"), Of(fail, "User IP address"), Mac(Of(fail, "User MAC")), Of(fail, "User login time", "Login time", "User online fail time", "Online fail time"), Of(fail, "Online fail reason", "User online fail reason", "User offline reason"), Of(fail, "Domain name"), Of(fail, "User access interface")]);
        }

        if (rows.Count == 0)
        {
            Match? head = null;
            foreach (var line in answer.Lines)
            {
                if (BriefRow().Match(line) is { Success: true } row) head = row;
                else if (head is not null && line.Length > 0 && line[0] == ' ' && !VrpValue.IsRule(line))
                {
                    rows.Add([head.Groups["id"].Value, head.Groups["name"].Value, Known(head.Groups["address"].Value), Mac(head.Groups["mac"].Value), "", line.Trim(), "", ""]);
                    head = null;
                }
            }
        }

        return new Reading { Tables = [new DeviceTable("log", FailColumns, NoneVolatile, rows)] };
    }

    /// <summary>00e0-fc12-3456, and 00-e0-fc-12-34-56 of newer releases, as all MACs are written.</summary>
    internal static string Mac(string text)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal);
        return digits.Length == 12 && digits.All(char.IsAsciiHexDigit) ? string.Join(':', digits.ToUpperInvariant().Chunk(2).Select(pair => new string(pair))) : "";
    }

    /// <summary>Lines of <c>Key : value</c>; a new one begins where its first key comes again.</summary>
    private static IEnumerable<Dictionary<string, string>> Paragraphs(VrpAnswer answer, Func<string, bool> isFirst)
    {
        Dictionary<string, string>? current = null;
        string? last = null;
        foreach (var line in answer.Lines)
        {
            if (Fact().Match(line) is { Success: true } fact)
            {
                var key = fact.Groups["key"].Value.TrimEnd();
                if (isFirst(key))
                {
                    if (current is not null) yield return current;
                    current = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                }

                last = key;
                current?.TryAdd(key, fact.Groups["value"].Value.Trim());
            }
            else if (current is not null && last is not null && line.StartsWith("     ", StringComparison.Ordinal) && current[last].Length < 2_000)
            {
                current[last] += line.Trim();
            }
        }

        if (current is not null) yield return current;
    }

    private static string Of(Dictionary<string, string> facts, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (facts.TryGetValue(key, out var value)) return Known(value);
        }

        return "";
    }

    private static string Known(string value) => value is "-" or "--" or "NA" ? "" : value;

    private static IEnumerable<IReadOnlyList<string>> Wrapped(VrpAnswer answer)
    {
        string[]? row = null;
        var text = new StringBuilder();
        int width = 0, before = 0;
        foreach (var line in answer.Lines)
        {
            if (VrpValue.IsRule(line)) width = line.Length;
            if (AlarmRow().Match(line) is { Success: true } start)
            {
                if (row is not null) yield return Closed(row, text);
                row = [start.Groups["sequence"].Value, start.Groups["alarm"].Value, Level(start.Groups["level"].Value), $"{start.Groups["date"].Value} {start.Groups["time"].Value}".TrimEnd(), ""];
                text.Clear().Append(start.Groups["text"].Value);
            }
            else if (row is not null && line.Length > 0 && line[0] == ' ' && !VrpValue.IsRule(line) && text.Length < 4_000)
            {
                var rest = line.Trim();
                // The time stands below its date, with the text going on behind it.
                if (Time().Match(rest) is { Success: true } time && row[3].Length == 10)
                {
                    row[3] += $" {time.Groups["time"].Value}";
                    rest = rest[time.Length..].TrimStart();
                }

                // The blank at which a line was broken is cut off at its end; one that fills the table is broken inside a word.
                if (before == width - 1) text.Append(' ');
                text.Append(rest);
            }

            before = line.Length;
        }

        if (row is not null) yield return Closed(row, text);
    }

    private static string[] Closed(string[] row, StringBuilder text)
    {
        row[4] = text.ToString().Trim();
        return row;
    }

    private static string Level(string word) => word switch { "1" => "critical", "2" => "major", "3" => "minor", "4" => "warning", _ => word.ToLowerInvariant() };

    [GeneratedRegex(@"^\s{0,4}(?<key>[A-Za-z][A-Za-z /\-]{1,40}?)\s*:\s*(?<value>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Fact();

    // 24  0x8520003  2  2020-01-18 The interface ... / 1  Critical 2020-03-23 20:56:54  Current license ...
    [GeneratedRegex(@"^\s{0,2}(?<sequence>\d{1,10})\s+(?:(?<alarm>0x[0-9A-Fa-f]{1,12})\s+)?(?<level>[1-5]|Critical|Major|Minor|Warning|Info\w*)\s+(?<date>\d{4}-\d{2}-\d{2})(?:\s+(?<time>\d{2}:\d{2}:\d{2}))?\s+(?<text>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AlarmRow();

    [GeneratedRegex(@"^(?<time>\d{2}:\d{2}:\d{2})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Time();

    [GeneratedRegex(@"^\s*(?<id>\d{1,10})\s+(?<name>\S{1,253})\s+(?<address>\S{1,45})\s+(?<mac>[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}|(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}|-)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BriefRow();
}
