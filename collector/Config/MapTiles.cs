using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Config;

/// <summary>Where the background of the map comes from: browsers of the console fetch it there.</summary>
/// <param name="Url"><c>https://tiles.example.net/{z}/{x}/{y}.png</c>.</param>
/// <param name="Attribution">What its owner wants to be named.</param>
/// <param name="MaxZoom">The closest that there is. Default 19.</param>
public sealed record MapTiles(string Url, string Attribution, int MaxZoom)
{
    /// <summary><c>https://tiles.example.net</c>.</summary>
    public string Origin => new Uri(Plain(Url)).GetLeftPart(UriPartial.Authority);

    internal static MapTiles Read(ConfigSection section)
    {
        var url = section.Text("tiles", required: true) ?? "";
        var isUsable = Uri.TryCreate(Plain(url), UriKind.Absolute, out var place) && place.Scheme is "http" or "https" && place.UserInfo.Length == 0 && place.Host.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-')
            && new[] { "{z}", "{x}", "{y}" }.All(part => url.Contains(part, StringComparison.Ordinal));
        if (section.Has("tiles") && !isUsable) section.Error("tiles", ConfigSection.Quoted(url), "is no address of tiles", "write it as https://tiles.example.net/{z}/{x}/{y}.png");
        var tiles = new MapTiles(isUsable ? url : "https://localhost/{z}/{x}/{y}.png", section.Text("attribution") ?? "", section.Integer("max_zoom", 19, 1, 24));
        section.Finish();
        return tiles;
    }

    private static string Plain(string url) => url.Replace("{z}", "0", StringComparison.Ordinal).Replace("{x}", "0", StringComparison.Ordinal).Replace("{y}", "0", StringComparison.Ordinal);
}
