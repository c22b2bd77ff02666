using System.Diagnostics;

namespace EdgeNoc.Bench.Ingest;

/// <summary>What the sites send, and how long it takes.</summary>
internal static class IngestLoad
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    /// <summary>All batches as fast as the windows allow.</summary>
    /// <returns>From the first publish to the last ack.</returns>
    public static async Task<TimeSpan> FlatOutAsync(int brokerPort, IReadOnlyList<Batch> batches, CancellationToken ct)
    {
        await using var sites = await SiteAgents.ConnectAsync(brokerPort);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(batches.GroupBy(batch => batch.Site).Select(async mine =>
        {
            var agent = sites[mine.Key];
            var sends = new List<Task>();
            // Not waiting for PUBACK: the window counts acks, as an agent's does.
            foreach (var batch in mine) sends.Add(agent.SendAsync(batch, ct));
            await Task.WhenAll(sends);
            await agent.DrainAsync(ct);
        }));
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>20 messages of 1,000 lines a second, the sites in turn.</summary>
    /// <returns>Milliseconds from publish to ack, ascending.</returns>
    public static async Task<IReadOnlyList<double>> PacedAsync(int brokerPort, IReadOnlyList<Batch> batches, int messages, CancellationToken ct)
    {
        await using var sites = await SiteAgents.ConnectAsync(brokerPort);
        var sends = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < messages; number++)
        {
            var wait = (Pace * number) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, ct);
            sends.Add(sites[batches[number].Site].SendAsync(batches[number], ct));
        }

        await Task.WhenAll(sends);
        await sites.DrainAsync(ct);
        return sites.Latencies();
    }

    private sealed class SiteAgents : IAsyncDisposable
    {
        private readonly Dictionary<string, SiteAgent> _agents = new(StringComparer.Ordinal);

        public SiteAgent this[string site] => _agents[site];

        public static async Task<SiteAgents> ConnectAsync(int brokerPort)
        {
            var sites = new SiteAgents();
            for (var site = 0; site < PointSource.Sites; site++) sites._agents[PointSource.Site(site)] = new SiteAgent(PointSource.Site(site), brokerPort);
            await Task.WhenAll(sites._agents.Values.Select(agent => agent.StartAsync()));
            return sites;
        }

        public Task DrainAsync(CancellationToken ct) => Task.WhenAll(_agents.Values.Select(agent => agent.DrainAsync(ct)));

        public IReadOnlyList<double> Latencies() => [.. _agents.Values.SelectMany(agent => agent.Latencies).Order()];

        public async ValueTask DisposeAsync()
        {
            foreach (var agent in _agents.Values) await agent.DisposeAsync();
        }
    }
}
