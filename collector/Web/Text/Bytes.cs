namespace EdgeNoc.Collector.Web.Text;

/// <summary>Amounts of data as people read them: <c>1.25 GB</c>, by thousands, as operators sell it.</summary>
internal static class Bytes
{
    public static string Of(long bytes, Viewer viewer) => bytes switch
    {
        < 1_000 => $"{viewer.Number(bytes)} B",
        < 1_000_000 => $"{viewer.Number(bytes / 1e3)} kB",
        < 1_000_000_000 => $"{viewer.Number(bytes / 1e6)} MB",
        < 1_000_000_000_000 => $"{viewer.Number(bytes / 1e9)} GB",
        _ => $"{viewer.Number(bytes / 1e12)} TB",
    };
}
