using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display alarm active</c> with and without <c>verbose</c>, and <c>display alarm all</c>.</summary>
internal static partial class AlarmScreen
{
    public static Reading Parse(VrpAnswer answer)
    {
        // A list that the box does not show is no list without alarms.
        if (answer.Refusal is not null) return new Reading();
        var facts = FactParagraphs.Read(answer, key => key is "Sequence").ToList();
        return new Reading { Alarms = facts.Count > 0 ? [.. facts.Select(Verbose)] : [.. Table(answer)] };
    }

    private static AlarmRecord Verbose(Dictionary<string, string> facts) => new(
        FactParagraphs.Of(facts, "Sequence"),
        FactParagraphs.Of(facts, "AlarmId", "Alarm ID", "AlarmName"),
        Level(FactParagraphs.Of(facts, "AlarmLevel", "Alarm Level", "Level", "Severity")),
        FactParagraphs.Of(facts, "AlarmOccurTime", "OccurTime", "Occur Time", "StartTime", "Start Time", "Date Time", "Time"),
        FactParagraphs.Of(facts, "Description"));

    /// <summary>Texts are broken at the table's edge, also inside words; the time may stand below its date.</summary>
    private static IEnumerable<AlarmRecord> Table(VrpAnswer answer)
    {
        AlarmRecord? alarm = null;
        var text = new StringBuilder();
        int width = 0, before = 0, column = 0;
        foreach (var line in answer.Lines)
        {
            if (VrpValue.IsRule(line)) width = line.Length;
            else if (Title().Match(line) is { Success: true } title) column = title.Groups["text"].Index;
            else if (AlarmRow().Match(line) is { Success: true } start)
            {
                if (alarm is not null) yield return alarm with { Description = text.ToString().Trim() };
                alarm = new(start.Groups["sequence"].Value, start.Groups["alarm"].Value, Level(start.Groups["level"].Value), $"{start.Groups["date"].Value} {start.Groups["time"].Value}".TrimEnd(), "");
                text.Clear().Append(start.Groups["text"].Value);
            }
            else if (alarm is not null && line.Length > 0 && line[0] == ' ' && text.Length < 4_000)
            {
                var time = alarm.At.Length == 10 ? TimeBelow().Match(line) : Match.Empty;
                if (time.Success) alarm = alarm with { At = $"{alarm.At} {time.Groups["time"].Value}" };
                var from = time.Success ? time.Length : 0;
                // The blank at which a line was broken is cut off at its end; one that fills the table is broken inside a word.
                if (before == width - 1) text.Append(' ');
                text.Append(column >= from && line.Length > column && string.IsNullOrWhiteSpace(line[from..column]) ? line[column..] : line[from..].Trim());
            }

            before = line.Length;
        }

        if (alarm is not null) yield return alarm with { Description = text.ToString().Trim() };
    }

    private static string Level(string word) => word switch { "1" => "critical", "2" => "major", "3" => "minor", "4" => "warning", _ => word.ToLowerInvariant() };

    [GeneratedRegex(@"^\s*(?:Sequence|Index)\s.*\b(?<text>Description|Info)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Title();

    // 24  0x8520003  2  2020-01-18 The interface ... / 1  Critical 2020-03-23 20:56:54  Current license ...
    [GeneratedRegex(@"^\s{0,2}(?<sequence>\d{1,10})\s+(?:(?<alarm>0x[0-9A-Fa-f]{1,12})\s+)?(?<level>[1-5]|Critical|Major|Minor|Warning|Info\w*)\s+(?<date>\d{4}-\d{2}-\d{2})(?:\s+(?<time>\d{2}:\d{2}:\d{2}))?\s+(?<text>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AlarmRow();

    [GeneratedRegex(@"^\s+(?<time>\d{2}:\d{2}:\d{2})(?=\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeBelow();
}
