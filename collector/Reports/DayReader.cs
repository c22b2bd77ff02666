using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Reports;

/// <summary>What the database holds for reports beside the lists of the OLTs.</summary>
internal static class DayReader
{
    private const int MaxIncidents = 20;
    private const int MaxDown = 10;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Open incidents of these sites, the gravest first; those beyond twenty count, but are not written out.</summary>
    public static IReadOnlyList<OpenIncidentLine> OpenIncidents(Db db, Func<string, bool> sites, MessageStyle style, DateTimeOffset now)
    {
        var open = db.Query<Incident>("SELECT * FROM incidents WHERE closed_ms IS NULL ORDER BY number").Where(incident => sites(incident.Site))
            .OrderByDescending(incident => incident.Severity).ThenBy(incident => incident.Number).ToList();
        return [.. open.Select((incident, index) => new OpenIncidentLine(incident.Number, index < MaxIncidents ? FirstLine(db, incident, style, now) : ""))];
    }

    public static DayFigures Read(Db db, Func<string, bool> sites, IReadOnlyList<NetworkOlt> olts, DateTimeOffset now)
    {
        var sinceMs = DbTime.Ms(now - Day);
        var begun = db.Query<Counted>("SELECT site, COUNT(*) AS number FROM incidents WHERE opened_ms >= @sinceMs GROUP BY site", new { sinceMs });
        var ended = db.Query<Counted>("SELECT site, COUNT(*) AS number FROM incidents WHERE closed_ms >= @sinceMs GROUP BY site", new { sinceMs });
        var notes = db.Query<Counted>(
            """
            SELECT site, kind, COUNT(*) AS number FROM events
            WHERE kind IN ('onu.new', 'onu.replaced', 'onu.removed') AND received_ms >= @sinceMs GROUP BY site, kind
            """,
            new { sinceMs }).Where(note => sites(note.Site)).ToLookup(note => note.Kind, note => note.Number, StringComparer.Ordinal);

        // Those of an open incident stand there already.
        var down = db.Query<Alert>(
            """
            SELECT a.* FROM alerts a LEFT JOIN incidents i ON i.number = a.incident
            WHERE a.cleared_ms IS NULL AND a.kind = 'onu.down' AND (i.number IS NULL OR i.closed_ms IS NOT NULL) ORDER BY a.raised_ms, a.id
            """).Where(alert => sites(alert.Site)).ToList();
        return new DayFigures(
            begun.Where(row => sites(row.Site)).Sum(row => row.Number),
            ended.Where(row => sites(row.Site)).Sum(row => row.Number),
            down.Count,
            [.. down.Take(MaxDown).Select(alert => new OnuLine(NameOf(db, alert.Site), alert.Device, alert.Entity, alert.Labels.GetValueOrDefault("name"), null, alert.Raised))],
            [
                .. olts.SelectMany(olt => olt.Weakest.Select(onu => (Olt: olt.Figures, Onu: onu))).OrderBy(weak => weak.Onu.RxDbm).Take(OltReading.MaxWeak)
                    .Select(weak => new OnuLine(Place.Site(weak.Olt.Site, weak.Olt.SiteTitle), weak.Olt.Device, weak.Onu.Entity, weak.Onu.Name, weak.Onu.RxDbm, null)),
            ],
            notes["onu.new"].Sum(),
            notes["onu.replaced"].Sum(),
            notes["onu.removed"].Sum());
    }

    public static AliveFigures Alive(Db db, DateTimeOffset now)
    {
        var sites = SiteStore.All(db).Where(site => site.State is not SiteState.Stopped).ToList();
        var online = sites.Count(site => NetworkFigures.SilenceOf(site, now) is null);
        return new AliveFigures(
            now,
            online,
            sites.Count - online,
            db.First<long>("SELECT COUNT(*) FROM incidents WHERE closed_ms IS NULL"),
            db.First<long>("SELECT COUNT(*) FROM outbox WHERE state = 'accepted' AND finished_ms >= @sinceMs", new { sinceMs = DbTime.Ms(now - Day) }));
    }

    private static string FirstLine(Db db, Incident incident, MessageStyle style, DateTimeOffset now)
    {
        var profile = SiteProfile.Of(db, incident.Site);
        var model = IncidentModels.Of(incident, profile, IncidentStore.Alerts(db, incident.Number), [], now);

        // All is well again and only its recovery is not told yet.
        return model.Alerts.Count == 0
            ? $"🟢 #{incident.Number} {Place.Site(incident.Site, model.SiteTitle)}"
            : MessageText.FirstLine(model, profile.Style(style.Language));
    }

    private static string NameOf(Db db, string site) => Place.Site(site, SiteProfile.Of(db, site).Title);

    private sealed record Counted
    {
        public string Site { get; init; } = "";
        public string Kind { get; init; } = "";
        public long Number { get; init; }
    }
}
