using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Import;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>Something about a line of a list.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="IsRefused">Something is not taken because of it; else it is worth a look.</param>
/// <param name="Problem">What stands there.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ImportFindingView(int Line, bool IsRefused, string Problem, string Remedy);

/// <summary>What became of a list.</summary>
/// <param name="Applied">It was taken; else it was only looked at.</param>
/// <param name="New">ONTs that the site did not have.</param>
/// <param name="Changed">Those that it had otherwise.</param>
/// <param name="Same">Those that stood there just so.</param>
/// <param name="Refused">Rows, or values of them, that were not taken.</param>
/// <param name="Remarks">Doubles and the like.</param>
/// <param name="Findings">The first 500.</param>
internal sealed record ImportView(bool Applied, int New, int Changed, int Same, int Refused, int Remarks, IReadOnlyList<ImportFindingView> Findings)
{
    public static ImportView Of(OntImportReport report, bool applied) => new(
        applied, report.New, report.Changed, report.Same, report.Refused, report.Remarks,
        [.. report.Findings.Select(finding => new ImportFindingView(finding.Line, finding.Mark == ImportMark.Refused, finding.Problem, finding.Remedy))]);
}

/// <summary><c>/sites/{id}/onts/import</c>: a list of ONTs, CSV or JSON, of up to 64 MB.</summary>
internal static class ImportResource
{
    public static void MapImport(this RouteGroupBuilder v1) => v1.MapPost("/sites/{id}/onts/import", async (ApiContext api, HttpContext http, string id, bool? apply, string? group) =>
    {
        if (http.Request.ContentType?.Split(';')[0].Trim() is not ("text/csv" or "application/json"))
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "The body must be a list", "the request has neither text/csv nor application/json", "send the list as it was saved, with its type");
        if (group is not null && !Topics.IsName(group)) return Problems.Invalid("group", "is no name of a group", "use 1 to 64 letters, digits, dots, dashes and underscores");
        if (api.Read(db => SiteRow.Find(db, id)) is not { } site) return Problems.NotFound($"site {ConfigSection.Quoted(id)}", "/api/v1/sites");
        if (http.Request.ContentLength > OntImport.MostBytes) return TooLarge();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = OntImport.MostBytes;
        http.Request.EnableBuffering();
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            return TooLarge();
        }

        var report = OntImport.Read(http.Request.Body, group ?? "onts", site.ConfigJson);
        if (report.Unusable is { } unusable) return Problems.Invalid("", unusable, "nothing was taken");
        if (apply != true || report.Taken.Count == 0) return Results.Ok(ImportView.Of(report, applied: false));
        return api.Change((db, now) => SiteDevicesResource.Of(DeviceActions.PutOnts(db, id, report.Taken, Caller.Of(http.User), now), id, () => Results.Ok(ImportView.Of(report, applied: true))));
    }).ForAdmins().Accepts<System.Text.Json.JsonElement>("application/json", "text/csv").Gives<ImportView>("Look at a list of ONTs, or with apply=true take what is good of it").Refuses(400, 404, 409, 413, 415);

    private static IResult TooLarge() => Problems.Of(StatusCodes.Status413PayloadTooLarge, "The list is too large", "at most 64 MB are taken", "split it");
}
