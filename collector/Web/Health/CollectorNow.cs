using System.Diagnostics;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Collector.Web.Live;

namespace EdgeNoc.Collector.Web.Health;

/// <summary>A part of the collector.</summary>
/// <param name="Name">As <c>/healthz</c> has it.</param>
/// <param name="Well">Whether it is well.</param>
/// <param name="Detail">What is so, or what to do.</param>
internal sealed record CollectorPart(string Name, bool Well, string Detail);

/// <summary>How the collector itself does; counts are from its start.</summary>
/// <param name="Instance">Its name.</param>
/// <param name="StartedAt">Since when it runs.</param>
/// <param name="Parts">Each with a remedy when it is not well.</param>
/// <param name="Points">Lines that the database stored.</param>
/// <param name="Batches">Bodies that the database took.</param>
/// <param name="Refused">Lines that went to the dead letters.</param>
/// <param name="Dropped">Messages that found no room; their agents send them again.</param>
/// <param name="Queue">Messages that wait now.</param>
/// <param name="Viewers">Browsers and programs that look at the stream.</param>
/// <param name="RssMb">Its memory.</param>
internal sealed record CollectorView(
    string Instance, DateTimeOffset StartedAt, IReadOnlyList<CollectorPart> Parts, long Points, long Batches, long Refused, long Dropped, int Queue, int Viewers, double RssMb);

/// <summary>Reads it, from memory alone.</summary>
internal sealed class CollectorNow(CollectorConfig config, IEnumerable<IHealthProbe> probes, IngestCounters counters, IngestQueue queue, LiveHub hub)
{
    private readonly DateTimeOffset _started = new(Process.GetCurrentProcess().StartTime);

    public CollectorView Read() => new(
        config.Instance, _started, [.. probes.Select(probe => (probe.Name, Health: probe.Check())).Select(part => new CollectorPart(part.Name, part.Health.Healthy, part.Health.Detail))],
        counters.Points, counters.Batches, counters.Refused, counters.Dropped, queue.Count, hub.Viewers, Math.Round(Environment.WorkingSet / 1048576.0, 1));
}
