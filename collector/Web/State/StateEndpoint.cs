using System.Text.Json;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeNoc.Collector.Web.State;

/// <summary><c>/export</c> and <c>/import</c>: the whole state as one document, and tables as CSV.</summary>
internal static class StateEndpoint
{
    public static void MapState(this RouteGroupBuilder v1)
    {
        v1.MapGet("/export", async (ApiContext api, HttpContext http) => await StateExport.WriteAsync(api, http.Response, http.RequestAborted))
            .ForAdmins().WithSummary("All that the office keeps, without passwords").WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(JsonElement), ["application/json"]));

        v1.MapPost("/import", async (ApiContext api, HttpContext http, string? apply) =>
        {
            var query = new Query();
            var isApplied = query.Choice("apply", apply, "true", "false") == "true";
            if (query.Refused is { } refused) return refused;
            if (!http.Request.HasJsonContentType()) return Kind("application/json");
            if (await BodyAsync(http) is not { } body) return TooLarge();
            using var bytes = new MemoryStream();
            await body.CopyToAsync(bytes, http.RequestAborted);
            var view = StateImport.Run(api, bytes.ToArray(), isApplied, Caller.Of(http.User));
            return view.Errors.Count > 0 ? Problems.Invalid(view.Errors) : Results.Ok(view);
        }).ForAdmins().Accepts<JsonElement>("application/json").Gives<StateImportView>("Look at what /export gave, or with apply=true take it, all of it or nothing").Refuses(400, 413, 415);

        v1.MapPost("/import/{table}", async (ApiContext api, HttpContext http, string table, string? apply) =>
        {
            var query = new Query();
            var isApplied = query.Choice("apply", apply, "true", "false") == "true";
            if (query.Refused is { } refused) return refused;
            if (ImportTables.Find(table) is not { } kind) return Problems.NotFound($"table {Common.Config.ConfigSection.Quoted(table)}: there are {string.Join(", ", ImportTables.All.Select(one => one.Name))}", "/api/v1/export");
            if (http.Request.ContentType?.Split(';')[0].Trim() != "text/csv") return Kind("text/csv");
            if (await BodyAsync(http) is not { } body) return TooLarge();
            var view = TableImport.Run(api, kind, body, isApplied, Caller.Of(http.User));
            return view.Unusable is { } unusable ? Problems.Invalid("", unusable, "nothing was taken") : Results.Ok(view);
        }).ForAdmins().Accepts<string>("text/csv").Gives<TableImportView>("Look at a list of sites, devices, contacts or groups, or with apply=true take the good lines of it").Refuses(400, 404, 413, 415);
    }

    /// <summary>What is large lies in a file meanwhile; null: larger than anything that is taken.</summary>
    private static async Task<Stream?> BodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > StateImport.MostBytes) return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = StateImport.MostBytes;
        http.Request.EnableBuffering();
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            return null;
        }

        http.Request.Body.Position = 0;
        return http.Request.Body;
    }

    private static IResult TooLarge() => Problems.Of(StatusCodes.Status413PayloadTooLarge, "The list is too large", "at most 64 MB are taken", "split it");

    private static IResult Kind(string type) => Problems.Of(StatusCodes.Status415UnsupportedMediaType, "The body is of another kind", $"the request has no body of the type {type}", $"send it as it was saved, with the header \"Content-Type: {type}\"");
}
