using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Analytics;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Charts;

namespace EdgeNoc.Collector.Web.Talkers;

/// <summary>Asks who carried most: ports, PONs and queues of the database of measurements, accounts and guests of the collector's own.</summary>
internal sealed class TalkerReader(ChartReader charts, ApiContext api, CollectorConfig config)
{
    public static IReadOnlyList<string> Kinds { get; } = ["interfaces", "pons", "queues", "ppp", "hotspot"];

    /// <summary>Never throws but for <paramref name="ct"/>.</summary>
    /// <param name="what">One of <see cref="Kinds"/>.</param>
    /// <param name="stretch">How far back.</param>
    /// <param name="scope">Whoever asks sees these sites.</param>
    /// <param name="site">Of one; null: of all those.</param>
    /// <param name="down">What is said when the database of measurements does not answer.</param>
    /// <param name="ct">Nobody waits any more.</param>
    public async Task<TopTalkers> ReadAsync(string what, TalkerStretch stretch, SiteScope scope, string? site, string down, CancellationToken ct)
    {
        var bounds = TalkerQuery.Bounds(stretch, api.Now);
        var none = new TopTalkers(what, stretch.Word, bounds.From, bounds.To, []);
        if (!TalkerSource.All.TryGetValue(what, out var source))
        {
            var filter = new UsageFilter(what, (int)Math.Ceiling(stretch.Length.TotalDays), site, null) { Scope = scope };
            return none with { Items = api.Read(db => SessionTalkers.Read(db, filter, new Span(DbTime.Ms(bounds.From), DbTime.Ms(bounds.To)), TopTalkers.Most)) };
        }

        if (TalkerQuery.Where(bounds, scope, site) is not { } where) return none;

        // An hour of raw points is little, and its figures are not all there yet; InfluxDB 3.x cannot name another store within a query.
        if (stretch.Length > TimeSpan.FromHours(1) && config.Influx.Generation != InfluxGeneration.Three)
        {
            var figures = new TalkerQuery.Sums(source);
            if (await charts.EachAsync(TalkerQuery.OfFigures(source, where), figures.Take, ct) is WriteOutcome.Unavailable) return none with { Problem = down };
            if (!figures.IsEmpty) return none with { Items = figures.Top(TopTalkers.Most) };
        }

        var sums = new TalkerQuery.Sums(source);
        foreach (var statement in TalkerQuery.OfPoints(source, where))
        {
            if (await charts.EachAsync(statement, sums.Take, ct) is not null) return none with { Problem = down };
        }

        return none with { Items = sums.Top(TopTalkers.Most) };
    }
}
