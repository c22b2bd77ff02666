using System.Collections.Concurrent;
using System.Text.Json;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>Keeps the retained list of open incidents of each known site as the database has it.</summary>
internal sealed class IncidentsPublisher(CollectorDatabase database, ISitePublisher publisher, TimeProvider time)
{
    // A storm over many sites is not told to them one round trip after the other.
    private const int AtOnce = 32;

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
        var changed = database.Write(Read).Where(list => !published.TryGetValue(list.Site, out var known) || !known.SequenceEqual(list.Incidents));
        await Parallel.ForEachAsync(changed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (list, token) =>
        {
            var message = JsonSerializer.SerializeToUtf8Bytes(new IncidentsMessage(time.GetUtcNow(), list.Incidents), WireJson.Default.IncidentsMessage);
            if (await publisher.PublishAsync(Topics.Incidents(list.Site), message, retain: true, token)) published[list.Site] = list.Incidents;
        });
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
