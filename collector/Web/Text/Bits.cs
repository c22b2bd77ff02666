namespace EdgeNoc.Collector.Web.Text;

/// <summary>Rates as people read them: <c>94.2 Mbit/s</c>, by thousands, as lines are sold.</summary>
internal static class Bits
{
    public static string Of(double bps, Viewer viewer) => bps switch
    {
        < 1e3 => $"{viewer.Number(Math.Round(bps))} bit/s",
        < 1e6 => $"{Short(bps / 1e3, viewer)} kbit/s",
        < 1e9 => $"{Short(bps / 1e6, viewer)} Mbit/s",
        < 1e12 => $"{Short(bps / 1e9, viewer)} Gbit/s",
        _ => $"{Short(bps / 1e12, viewer)} Tbit/s",
    };

    private static string Short(double number, Viewer viewer) => viewer.Number(Math.Round(number, number < 100 ? 1 : 0));
}
