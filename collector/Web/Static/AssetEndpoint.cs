namespace EdgeNoc.Collector.Web.Static;

/// <summary><c>GET /assets/{mark}/{path}</c>, for everybody: there is nothing in them that is not in the package.</summary>
internal static class AssetEndpoint
{
    public static void MapAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{mark}/{**path}", (ConsoleAssets assets, HttpContext http, string mark, string path) =>
        {
            if (assets.Find(path) is not { } asset) return Results.NotFound();

            // Of another version's mark this is another file: it is given, but not to keep.
            http.Response.Headers.CacheControl = mark == assets.Mark ? "public, max-age=31536000, immutable" : "no-cache";
            http.Response.Headers.Vary = "Accept-Encoding";
            if (asset.Gzip is null || !http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase)) return Results.Bytes(asset.Bytes, asset.ContentType);
            http.Response.Headers.ContentEncoding = "gzip";
            return Results.Bytes(asset.Gzip, asset.ContentType);
        }).ExcludeFromDescription();
}
