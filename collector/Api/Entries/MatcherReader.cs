using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>Reads <c>matchers</c>: <c>[{"name":"site","op":"=","value":"kdr-03"}]</c>.</summary>
internal static class MatcherReader
{
    public static IReadOnlyList<Matcher> Read(ConfigSection section, bool required)
    {
        var entries = EntryText.AtMost(section, "matchers", section.List("matchers", required), Matcher.MaxMatchers);
        if (required && section.HasList("matchers") && entries.Count == 0)
            section.Error("matchers", null, "has no entry that can be used", "write 1 to 20, such as {\"name\":\"site\",\"op\":\"=\",\"value\":\"kdr-03\"}");
        return [.. entries.Select(One)];
    }

    private static Matcher One(ConfigSection section)
    {
        // A value may be empty: it then means what is missing.
        var matcher = new Matcher(section.Text("name", required: true) ?? "", Operator(section.Choice("op", "=", "=", "!=", "=~", "!~")), section.TextOrEmpty("value"));
        if (matcher.Name.Length > 0 && matcher.Problem() is { } problem) section.Error(null, null, problem, "see the matchers in the documentation of alerts");
        section.Finish();
        return matcher;
    }

    private static MatchOperator Operator(string text) => text switch
    {
        "!=" => MatchOperator.NotEqual,
        "=~" => MatchOperator.Matches,
        "!~" => MatchOperator.NotMatches,
        _ => MatchOperator.Equal,
    };
}
