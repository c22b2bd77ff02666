using System.Text;
using System.Text.Json;

namespace EdgeNoc.Demo.Reckoning;

/// <summary>The summary for a person: the same names as in the file.</summary>
internal static class SummaryText
{
    public static string Of(DemoSummary summary)
    {
        using var json = JsonDocument.Parse(summary.ToJson());
        var text = new StringBuilder();
        foreach (var figure in json.RootElement.EnumerateObject().Where(figure => figure.Value.ValueKind != JsonValueKind.Array))
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{figure.Name,-26} {figure.Value}");
        foreach (var missing in summary.FirstMissing) text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"missing: {missing}");
        return text.AppendLine(Verdict(summary)).ToString();
    }

    private static string Verdict(DemoSummary summary) => summary switch
    {
        { PointsPolled: 0 } => "✘ nothing was polled: see the agent's log",
        { PointsLost: > 0 } => "✘ values were lost",
        { EndedEarly: true } => "✔ nothing lost; stopped early, so nobody waited for the messages",
        { MessagesSent: < 2 } => "✘ nothing lost, but fewer than two messages came: a problem and its end should have been told",
        _ => "✔ nothing lost, and the messages came",
    };
}
