using System.Runtime.CompilerServices;
using EdgeNoc.Collector.Downsampling;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest.Reception;

namespace EdgeNoc.Bench.Dashboards;

/// <summary>Looks at each write how much more memory is held than at the beginning.</summary>
internal sealed class HeapWatch(InfluxFigures store) : IFigureStore, IDisposable
{
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

    public double MostHeldMb { get; private set; }

    public long WrittenBytes { get; private set; }

    public InfluxStore Totals => store.Totals;

    public async IAsyncEnumerable<InfluxRows> QueryAsync(string influxql, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var piece in store.QueryAsync(influxql, ct)) yield return piece;
    }

    public Task<WriteOutcome> WriteAsync(InfluxStore target, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        MostHeldMb = Math.Max(MostHeldMb, (GC.GetTotalMemory(forceFullCollection: true) - _before) / 1048576.0);
        WrittenBytes += body.Length;
        return store.WriteAsync(target, body, ct);
    }

    public void Dispose() => store.Dispose();
}

/// <summary>No late data.</summary>
internal sealed class NothingTouched : ITouchedWindows
{
    public TakenWindows Take(int limit) => new([], 0);

    public void Done(TakenWindows taken)
    {
    }
}
