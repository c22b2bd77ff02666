namespace EdgeNoc.Collector.Store;

/// <summary>The step that keeps the peaks of sessions over a restart.</summary>
internal static class PeakSchema
{
    public const string Step =
        """
        CREATE TABLE session_peaks (
            site TEXT NOT NULL,
            hour BIGINT NOT NULL,              -- since 1970
            most BIGINT NOT NULL,              -- subscribers online at once
            PRIMARY KEY (site, hour));
        """;
}
