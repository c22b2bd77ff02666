using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Replies;

/// <summary>Open incidents, one a line, with who has them.</summary>
internal static class IncidentLines
{
    private const int Most = 10;

    /// <param name="db">The transaction.</param>
    /// <param name="site">Null: all sites.</param>
    /// <param name="language">The reader's; null: each site's.</param>
    /// <param name="now">When it is told.</param>
    public static IEnumerable<string> Open(Db db, string? site, string? language, DateTimeOffset now)
    {
        var words = Language.Of(language);
        var count = db.First<long>("SELECT COUNT(*) FROM incidents WHERE closed_ms IS NULL AND (@site = '' OR site = @site)", new { site = site ?? "" });
        if (count == 0) return [words.Replies.NoIncidents];
        var open = db.Query<Incident>(
            "SELECT * FROM incidents WHERE closed_ms IS NULL AND (@site = '' OR site = @site) ORDER BY CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 ELSE 2 END, number DESC LIMIT @Most",
            new { site = site ?? "", Most });
        List<string> lines = [words.Replies.OpenIncidents(count) + ":"];
        lines.AddRange(open.Select(incident => $"{Line(db, incident, language, now)}, {Has(incident, words)}"));
        if (count > open.Count) lines.Add(words.Messages.More(count - open.Count));
        return lines;
    }

    private static string Has(Incident incident, Language words) =>
        incident.AckedBy is { } by ? words.Messages.HasIt(HostileText.Clean(by, 48)) : words.Commands.NobodyHasIt;

    private static string Line(Db db, Incident incident, string? language, DateTimeOffset now)
    {
        var profile = SiteProfile.Of(db, incident.Site);
        var alerts = IncidentStore.Alerts(db, incident.Number);
        var model = IncidentModels.Of(incident, profile, alerts, [], now);

        // Between its last clear and its close nothing stands: then it is named by what stood.
        if (model.Alerts.Count == 0) model = model with { Alerts = [.. alerts.Where(alert => !alert.IsChild)] };
        return model.Alerts.Count == 0 ? $"#{incident.Number} {Place.Site(incident.Site, profile.Title)}" : MessageText.FirstLine(model, profile.Style(language));
    }
}
