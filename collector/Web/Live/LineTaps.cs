using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Web.Traffic;

namespace EdgeNoc.Collector.Web.Live;

/// <summary>Both books that hear telemetry as it passes.</summary>
internal sealed class LineTaps(LiveBook book, InterfaceBook interfaces) : ILineTap
{
    public void Hear(string site, ReadOnlySpan<byte> line, long timestampMs)
    {
        book.Hear(site, line, timestampMs);
        interfaces.Hear(site, line, timestampMs);
    }
}
