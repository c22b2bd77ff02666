namespace EdgeNoc.Collector.Ingest;

/// <summary>Hears lines of live telemetry while they pass; never those of the backlog, which tell of another time.</summary>
internal interface ILineTap
{
    /// <summary>A line that is fine, without its site tag; on a writer's thread, which must not be held up, and for each line: it must not throw and should not allocate.</summary>
    void Hear(string site, ReadOnlySpan<byte> line, long timestampMs);
}
