using System.Collections.Concurrent;
using System.Text.Json;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>Keeps the retained list of open incidents of each known site as the database has it.</summary>
internal sealed class IncidentsPublisher(CollectorDatabase database, ISitePublisher publisher, TimeProvider time)
{
    // What the broker holds, as far as this process knows; only a cache that spares repeats.
    private volatile ConcurrentDictionary<string, string> _published = new(StringComparer.Ordinal);

    /// <summary>After a new connection the broker may have lost everything.</summary>
    public void Forget() => _published = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Publishes the lists that changed. What does not get through is tried on the next pass.</summary>
    public async Task PublishAsync(CancellationToken ct)
    {
        if (!publisher.IsConnected) return;

        // A connection made meanwhile starts another cache: what went out before it proves nothing there.
        var published = _published;
        foreach (var (site, incidents) in database.Write(Read))
        {
            // Compared without the time of writing.
            var now = time.GetUtcNow();
            var content = Json(DateTimeOffset.UnixEpoch, incidents);
            if (published.GetValueOrDefault(site) == Text(content)) continue;
            if (!await publisher.PublishAsync(Topics.Incidents(site), Json(now, incidents), retain: true, ct)) return;
            published[site] = Text(content);
        }
    }

    private static List<(string Site, List<OpenIncident> Incidents)> Read(Db db)
    {
        var open = db.Query<Incident>("SELECT * FROM incidents WHERE closed_ms IS NULL ORDER BY number")
            .ToLookup(incident => incident.Site, StringComparer.Ordinal);
        return SiteStore.All(db).ConvertAll(site => (site.Name, open[site.Name].Select(OnTheWire).ToList()));
    }

    private static OpenIncident OnTheWire(Incident incident) => new(
        incident.Number, incident.Severity, incident.Kind, incident.Device, incident.Entity, DbTime.Time(incident.SinceMs), AcknowledgedBy: null, MaintenanceUntil: null);

    private static byte[] Json(DateTimeOffset at, List<OpenIncident> incidents) =>
        JsonSerializer.SerializeToUtf8Bytes(new IncidentsMessage(at, incidents), WireJson.Default.IncidentsMessage);

    private static string Text(byte[] json) => System.Text.Encoding.UTF8.GetString(json);
}
