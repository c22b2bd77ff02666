using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Web.Map;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>Sites, ONTs and ONUs where they stand. Pictures from elsewhere are allowed to this page alone, and only from the server that the config names.</summary>
internal sealed class MapModel(ApiContext api, MapReader map, CollectorConfig config, Viewer viewer) : PageModel
{
    public MapPicture Picture { get; private set; } = new([], [], 0);

    /// <summary>Null: points without a background.</summary>
    public MapTiles? Tiles => config.Map;

    /// <summary>What is to be placed, as its page said it; null: nothing yet.</summary>
    public string? Place { get; private set; }

    public IReadOnlyList<string> Categories { get; private set; } = [];

    public void OnGet(string? place)
    {
        (Place, Categories) = (place, api.Read(db => PlaceStore.Categories(db, viewer.Scope.Allows)));
        Picture = map.Read(viewer.Scope);
        if (Tiles is not { } tiles) return;
        var policy = Response.Headers.ContentSecurityPolicy.ToString();
        Response.Headers.ContentSecurityPolicy = policy.Replace("img-src 'self' data:", $"img-src 'self' data: {tiles.Origin}", StringComparison.Ordinal);
        Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
    }
}
