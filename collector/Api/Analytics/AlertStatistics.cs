using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Analytics;

/// <summary>Of what the statistics are.</summary>
/// <param name="Days">How far back, 1 to 400.</param>
/// <param name="Site">Of one site; null: of all that whoever asks sees.</param>
internal sealed record StatisticsFilter(int Days, string? Site)
{
    public SiteScope Scope { get; init; } = SiteScope.All;

    /// <summary>What a day is.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}

/// <summary>Alerts of a kind.</summary>
/// <param name="Kind">Of which.</param>
/// <param name="Alerts">How many began.</param>
/// <param name="Open">How many of these stand.</param>
/// <param name="Told">How many came into an incident.</param>
/// <param name="MeanS">How long those that are over lasted, on average.</param>
internal sealed record KindStatistics(string Kind, long Alerts, long Open, long Told, double? MeanS);

/// <summary>Incidents of a site.</summary>
/// <param name="Site">Of which; empty: of all.</param>
/// <param name="Incidents">How many began.</param>
/// <param name="Open">How many of these are not over.</param>
/// <param name="Acked">How many somebody acknowledged.</param>
/// <param name="AckMedianS">The time from the incident to that: half took longer.</param>
/// <param name="AckP90S">One of ten took longer.</param>
/// <param name="CloseMedianS">The time from the incident to its end: half took longer.</param>
internal sealed record SiteStatistics(string Site, long Incidents, long Open, long Acked, double? AckMedianS, double? AckP90S, double? CloseMedianS);

/// <summary>A day.</summary>
/// <param name="Day">In the zone that was asked for.</param>
/// <param name="Incidents">How many began on it.</param>
/// <param name="Grave">How many of these are high or critical.</param>
internal sealed record DayStatistics(DateOnly Day, long Incidents, long Grave);

/// <summary>What was wrong how often, and how long it took people.</summary>
/// <param name="Total">All together.</param>
/// <param name="Kinds">By kind, the most frequent first.</param>
/// <param name="Sites">By site, the most incidents first.</param>
/// <param name="Days">By day, the oldest first; days without any too.</param>
internal sealed record AlertStatistics(SiteStatistics Total, IReadOnlyList<KindStatistics> Kinds, IReadOnlyList<SiteStatistics> Sites, IReadOnlyList<DayStatistics> Days);

/// <summary>Reads and counts them.</summary>
internal static class StatisticsQuery
{
    public const int MaxDays = 400;

    /// <summary>More incidents than any office can have had.</summary>
    private const int Most = 500_000;

    public static AlertStatistics Read(Db db, StatisticsFilter filter, DateTimeOffset now)
    {
        var since = now - TimeSpan.FromDays(filter.Days);
        var alerts = new Where().And("raised_ms >= @sinceMs", "sinceMs", DbTime.Ms(since)).And("site = @site", "site", filter.Site).And(filter.Scope);
        var kinds = db.Query<KindRow>(
            $"""
            SELECT kind, COUNT(*) AS alerts, SUM(CASE WHEN cleared_ms IS NULL THEN 1 ELSE 0 END) AS open, SUM(CASE WHEN incident IS NOT NULL THEN 1 ELSE 0 END) AS told,
                AVG(CASE WHEN cleared_ms IS NOT NULL THEN (cleared_ms - raised_ms) / 1000.0 END) AS mean_s
            FROM alerts{alerts} GROUP BY kind ORDER BY COUNT(*) DESC, kind
            """,
            alerts.Values);
        var where = new Where().And("opened_ms >= @sinceMs", "sinceMs", DbTime.Ms(since)).And("site = @site", "site", filter.Site).And(filter.Scope);
        where.Values.Add("Most", Most);
        var incidents = db.Query<IncidentTimes>($"SELECT site, severity, opened_ms, acked_ms, closed_ms FROM incidents{where} ORDER BY opened_ms DESC LIMIT @Most", where.Values);
        return new AlertStatistics(
            Of("", incidents),
            kinds.ConvertAll(row => new KindStatistics(row.Kind, row.Alerts, row.Open, row.Told, row.MeanS)),
            [.. incidents.GroupBy(one => one.Site, StringComparer.Ordinal).Select(site => Of(site.Key, [.. site])).OrderByDescending(site => site.Incidents).ThenBy(site => site.Site, StringComparer.Ordinal)],
            DaysOf(incidents, filter, since, now));
    }

    /// <summary>The value below which this share lies; null without any. Pure.</summary>
    internal static double? Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        if (sorted.Count == 0) return null;
        var place = share * (sorted.Count - 1);
        var (below, rest) = ((int)place, place - (int)place);
        return below + 1 < sorted.Count ? sorted[below] + (rest * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static SiteStatistics Of(string site, IReadOnlyList<IncidentTimes> incidents)
    {
        var acks = incidents.Where(one => one.AckedMs is not null).Select(one => Math.Max(0, one.AckedMs!.Value - one.OpenedMs) / 1000.0).ToList();
        var ends = incidents.Where(one => one.ClosedMs is not null).Select(one => Math.Max(0, one.ClosedMs!.Value - one.OpenedMs) / 1000.0);
        return new SiteStatistics(site, incidents.Count, incidents.Count(one => one.ClosedMs is null), acks.Count, Quantile(acks, 0.5), Quantile(acks, 0.9), Quantile(ends, 0.5));
    }

    private static List<DayStatistics> DaysOf(IReadOnlyList<IncidentTimes> incidents, StatisticsFilter filter, DateTimeOffset since, DateTimeOffset now)
    {
        var byDay = incidents.ToLookup(one => Day(DbTime.Time(one.OpenedMs)));
        var days = new List<DayStatistics>();
        for (var day = Day(since); day <= Day(now); day = day.AddDays(1))
            days.Add(new DayStatistics(day, byDay[day].Count(), byDay[day].Count(one => one.Severity is "high" or "critical")));
        return days;

        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, filter.Zone).DateTime);
    }

    private sealed record KindRow
    {
        public string Kind { get; init; } = "";
        public long Alerts { get; init; }
        public long Open { get; init; }
        public long Told { get; init; }
        public double? MeanS { get; init; }
    }

    private sealed record IncidentTimes
    {
        public string Site { get; init; } = "";
        public string Severity { get; init; } = "";
        public long OpenedMs { get; init; }
        public long? AckedMs { get; init; }
        public long? ClosedMs { get; init; }
    }
}
