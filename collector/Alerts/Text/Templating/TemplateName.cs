using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Text.Templating;

/// <summary>The texts that people may rewrite; in the database and the API <c>problem</c>, <c>hourly</c> …</summary>
internal enum TemplateName
{
    Problem,
    Update,
    Recovery,
    Reminder,
    Digest,
    Hourly,
    Daily,
}

/// <summary>Names as people write them.</summary>
internal static class TemplateNames
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<TemplateName>().Select(DbName.Of)];

    public static TemplateName? Parse(string? name)
    {
        foreach (var known in Enum.GetValues<TemplateName>())
        {
            if (DbName.Of(known) == name) return known;
        }

        return null;
    }

    /// <summary>Whether its message is about one incident: then its number stands in the first line, for people answer to it.</summary>
    public static bool IsOfIncident(TemplateName name) => name is TemplateName.Problem or TemplateName.Update or TemplateName.Recovery or TemplateName.Reminder;
}
