using System.Collections.Concurrent;
using System.Text.Json;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>Keeps the retained list of open incidents of each known site as the database has it.</summary>
internal sealed class IncidentsPublisher(CollectorDatabase database, ISitePublisher publisher, TimeProvider time)
{
    // What the broker holds, as far as this process knows; only a cache that spares repeats.
    private volatile ConcurrentDictionary<string, IReadOnlyList<OpenIncident>> _published = new(StringComparer.Ordinal);

    /// <summary>After a new connection the broker may have lost everything.</summary>
    public void Forget() => _published = new ConcurrentDictionary<string, IReadOnlyList<OpenIncident>>(StringComparer.Ordinal);

    /// <summary>Publishes the lists that changed. What does not get through is tried on the next pass.</summary>
    public async Task PublishAsync(CancellationToken ct)
    {
        if (!publisher.IsConnected) return;

        // A connection made meanwhile starts another cache: what went out before it proves nothing there.
        var published = _published;
        foreach (var (site, incidents) in database.Write(Read))
        {
            if (published.TryGetValue(site, out var known) && known.SequenceEqual(incidents)) continue;
            var message = JsonSerializer.SerializeToUtf8Bytes(new IncidentsMessage(time.GetUtcNow(), incidents), WireJson.Default.IncidentsMessage);
            if (!await publisher.PublishAsync(Topics.Incidents(site), message, retain: true, ct)) return;
            published[site] = incidents;
        }
    }

    private static List<(string Site, List<OpenIncident> Incidents)> Read(Db db)
    {
        var open = db.Query<Incident>("SELECT * FROM incidents WHERE closed_ms IS NULL ORDER BY number")
            .ToLookup(incident => incident.Site, StringComparer.Ordinal);
        return db.Query<string>("SELECT site FROM sites ORDER BY site").ConvertAll(site => (site, open[site].Select(OnTheWire).ToList()));
    }

    private static OpenIncident OnTheWire(Incident incident) => new(
        incident.Number, incident.Severity, incident.Kind, incident.Device, incident.Entity, DbTime.Time(incident.SinceMs), incident.AckedBy,
        incident.MaintenanceUntilMs is { } until ? DbTime.Time(until) : null);
}
