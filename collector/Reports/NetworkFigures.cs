using System.Text.Json;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Reports;

/// <summary>An OLT with its weakest ONUs, for a report.</summary>
internal sealed record NetworkOlt(OltFigures Figures, IReadOnlyList<WeakOnu> Weakest);

/// <summary>All OLTs as their last lists have them. Each list is read by itself, so that events and messages wait for none of it.</summary>
internal static class NetworkFigures
{
    // A heartbeat comes every minute.
    private static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(3);

    public static IReadOnlyList<NetworkOlt> Read(CollectorDatabase database, DateTimeOffset now)
    {
        var olts = database.Write(db => Olts(db, now));
        return [.. olts.Select(olt => Read(database, olt))];
    }

    /// <summary>Since when nothing is known of a site; null: it speaks.</summary>
    public static Staleness? SilenceOf(Site site, DateTimeOffset now)
    {
        if (site.State is SiteState.Online && site.LastSeenMs is { } seen && now - DbTime.Time(seen) < SilentAfter) return null;
        return new Staleness(site.LastSeenMs is { } last ? DbTime.Time(last) : null);
    }

    private static NetworkOlt Read(CollectorDatabase database, OltFigures olt)
    {
        var json = database.Write(db => db.First<string>("SELECT content_json FROM tables WHERE site = @Site AND device = @Device AND name = 'onus'", new { olt.Site, olt.Device }));
        if (json is null) return new NetworkOlt(olt with { Stale = olt.Stale ?? new Staleness(null) }, []);
        var reading = Parse(json) is { } table ? OltReading.Of(new TableRows(table), AlertLines.WeakRxDbm) : OltReading.Nothing;
        var figures = olt with { Total = reading.Total, Online = reading.Online, TempC = reading.TempC, RxDbm = reading.RxDbm };
        return new NetworkOlt(figures, olt.Stale is null ? reading.Weakest : []);
    }

    /// <summary>Null when it is no table.</summary>
    public static TableMessage? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, WireJson.Default.TableMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<OltFigures> Olts(Db db, DateTimeOffset now)
    {
        var listed = db.Query<Row>("SELECT site, device FROM tables WHERE name = 'onus'").ToLookup(row => row.Site, row => row.Device, StringComparer.Ordinal);
        var silent = db.Query<Row>(
            """
            SELECT site, device, MIN(raised_ms) AS since_ms FROM alerts
            WHERE cleared_ms IS NULL AND kind IN ('device.unreachable', 'device.mgmt_down', 'device.auth_failed', 'device.host_key_changed') GROUP BY site, device
            """).ToDictionary(row => (row.Site, row.Device), row => DbTime.Time(row.SinceMs));
        var olts = new List<OltFigures>();
        foreach (var site in SiteStore.All(db))
        {
            var title = SiteProfile.Of(db, site.Name).Title;
            var silence = SilenceOf(site, now);
            olts.AddRange(Configured(site).Union(listed[site.Name], StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(device => new OltFigures(
                site.Name, title, device, 0, 0, null, null, silence ?? (silent.TryGetValue((site.Name, device), out var since) ? new Staleness(since) : null))));
        }

        return olts;
    }

    private static IEnumerable<string> Configured(Site site) => site.DevicesJson is null
        ? []
        : (JsonSerializer.Deserialize(site.DevicesJson, WireJson.Default.IReadOnlyListStatusDevice) ?? []).Where(device => device.Kind == "olt").Select(device => device.Id);

    private sealed record Row
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public long SinceMs { get; init; }
    }
}
