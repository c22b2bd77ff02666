using System.Text;
using System.Text.Json;

namespace EdgeNoc.Collector.Web.Live;

/// <summary>Events as server-sent events; JSON has no line ends of its own, so that one line is all of it. Pure.</summary>
internal static class LiveFrames
{
    /// <summary>Lets a browser know that it is still heard, and the collector that the browser is gone.</summary>
    public static readonly byte[] Beat = "event: beat\ndata: {}\n\n"u8.ToArray();

    /// <summary>All that somebody sees, at the beginning.</summary>
    public static byte[] Picture(IReadOnlyList<SiteFigures> figures) => Frame("picture", JsonSerializer.Serialize(figures, ConsoleJson.Default.IReadOnlyListSiteFigures), "retry: 3000\n");

    public static byte[] Site(SiteFigures figures) => Frame("site", JsonSerializer.Serialize(figures, ConsoleJson.Default.SiteFigures));

    /// <summary>Incidents of the site began, ended, or somebody took one.</summary>
    public static byte[] Incidents(string site) => Frame("incidents", JsonSerializer.Serialize(new SiteName(site), ConsoleJson.Default.SiteName));

    /// <summary>The door of the site's cabinet shows something else.</summary>
    public static byte[] Panel(string site) => Frame("panel", JsonSerializer.Serialize(new SiteName(site), ConsoleJson.Default.SiteName));

    private static byte[] Frame(string name, string json, string before = "") => Encoding.UTF8.GetBytes($"{before}event: {name}\ndata: {json}\n\n");
}

/// <summary>Which site.</summary>
internal sealed record SiteName(string Site);
