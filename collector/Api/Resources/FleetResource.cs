using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>A version of a site's config.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Source"><c>office, adopted</c> (made at the POP)<c>, again</c> (over what was made at the POP).</param>
/// <param name="MadeAt">When.</param>
/// <param name="MadeBy">Who.</param>
/// <param name="Config">What it says; left out in lists.</param>
internal sealed record ConfigView(long Version, string Source, DateTimeOffset MadeAt, string MadeBy, JsonElement? Config);

/// <summary><c>/fleet</c>: how all sites do; <c>/sites/{id}/config</c>: what their agents are to run, and what they do run.</summary>
internal static class FleetResource
{
    private const string List = "/api/v1/sites";

    public static void MapFleet(this RouteGroupBuilder v1)
    {
        v1.MapGet("/fleet", (ApiContext api, ClaimsPrincipal user) =>
        {
            var scope = Person.ScopeOf(user);
            return Results.Ok(new EntryList<FleetSite>([.. api.Read(FleetView.All).Where(site => scope.Allows(site.Site))]));
        })
            .MindsSites().Gives<EntryList<FleetSite>>("How all sites do: version, config, clock, outbox, last seen, last failed change");

        v1.MapGet("/fleet/{id}", (ApiContext api, ClaimsPrincipal user, string id) => Person.ScopeOf(user).Allows(id) && api.Read(db => FleetView.Find(db, id)) is { } site ? Results.Ok(site) : NoSite(id))
            .MindsSites().Gives<FleetSite>("How one site does").Refuses(404);

        v1.MapGet("/sites/{id}/config", (ApiContext api, HttpContext http, string id) => api.Read(db => ConfigStore.Latest(db, id)) is { } latest ? View(http, latest) : NoConfig(id))
            .ForOperators().Gives<ConfigView>("What a site's agent is to run; its ETag is what If-Match wants").Refuses(404);

        v1.MapGet("/sites/{id}/config/versions", (ApiContext api, string id) => Results.Ok(new EntryList<ConfigView>([.. api.Read(db => ConfigStore.All(db, id)).Select(version => Of(version, null))])))
            .ForOperators().Gives<EntryList<ConfigView>>("The versions of a site's config that are kept, the newest first");

        v1.MapGet("/sites/{id}/config/versions/{version}", (ApiContext api, HttpContext http, string id, string version) =>
                long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && api.Read(db => ConfigStore.Find(db, id, number)) is { } found ? View(http, found) : NoConfig(id))
            .ForOperators().Gives<ConfigView>("One version of a site's config").Refuses(404);

        v1.MapGet("/sites/{id}/config/diff", (ApiContext api, string id) => api.Read(db => SiteRow.Find(db, id) is null ? NoSite(id) : Results.Ok(ConfigDifference.Of(db, id))))
            .ForOperators().Gives<ConfigDifference>("What a site runs against what the office wants").Refuses(404);

        v1.MapPut("/sites/{id}/config", async (ApiContext api, HttpContext http, string id) =>
        {
            var (bytes, refused) = await JsonBody.BytesAsync(http.Request);
            if (bytes is null) return refused!;
            if (!Topics.IsSiteId(id)) return Problems.Invalid("id", "is no site id", "use 1 to 40 lower-case letters, digits and dashes, a letter or digit first");
            return api.Change((db, now) =>
            {
                if (SiteRow.Find(db, id) is not { } site) return NoSite(id);
                var latest = ConfigStore.Latest(db, id);
                if (Edition.Refusal(http.Request, latest is null ? null : Text(latest), $"config of site {id}") is { } refusal) return latest is null || http.Request.Headers.IfMatch.Count == 0 ? refusal : Stale(db, http, latest);
                return Saved(db, http, id, ConfigActions.Save(db, site, bytes, "body", isWhole: false, ConfigOrigin.Office, Caller.Of(http.User), now));
            });
        }).ForAdmins().Takes<SiteConfigBody>().Gives<ConfigView>("Say what a site's agent polls; it tries that, and goes back when it fails").Refuses(400, 404, 409, 412);

        v1.MapPost("/sites/{id}/config/adopt", (ApiContext api, HttpContext http, string id) => api.Change((db, now) =>
        {
            if (SiteRow.Find(db, id) is not { } site) return NoSite(id);
            return ConfigActions.Adopt(db, site, Caller.Of(http.User), now) is { } saved
                ? Saved(db, http, id, saved)
                : Problems.Of(StatusCodes.Status409Conflict, "It cannot be done as it stands", $"{id} does not run a config that was made there", $"see what it runs with GET /api/v1/fleet/{id}");
        })).ForAdmins().Gives<ConfigView>("Make what was made at the POP the office's own").Refuses(400, 404, 409);

        v1.MapPost("/sites/{id}/config/overwrite", (ApiContext api, HttpContext http, string id) => api.Change((db, now) =>
        {
            if (SiteRow.Find(db, id) is not { } site) return NoSite(id);
            return ConfigActions.Overwrite(db, site, Caller.Of(http.User), now) is { } version ? View(http, ConfigStore.Find(db, id, version)!) : NoConfig(id);
        })).ForAdmins().Gives<ConfigView>("Send what the office wants once more, over what was made at the POP").Refuses(404);
    }

    /// <summary>Two people at one config: the second is told who was first, and what that changed, as long as the version that he read is kept.</summary>
    private static IResult Stale(Db db, HttpContext http, ConfigVersion latest)
    {
        var read = ConfigStore.All(db, latest.Site).FirstOrDefault(version => Edition.IsOf(http.Request, Text(version)));
        return Problems.Of(
            StatusCodes.Status412PreconditionFailed, "It was changed meanwhile", string.Create(CultureInfo.InvariantCulture, $"{latest.MadeBy} made version {latest.Version} of the config of site {latest.Site} at {DbTime.Time(latest.MadeMs):yyyy-MM-dd HH:mm} UTC; you have read {(read is null ? "one that is not kept any more" : string.Create(CultureInfo.InvariantCulture, $"version {read.Version}"))}"),
            read is null ? "read it again, and change that" : "see in differs what that changed, read it again, and change that",
            differs: read is null ? null : ConfigDiff.Lines(SiteConfig.Indent(read.ConfigJson), SiteConfig.Indent(latest.ConfigJson)));
    }

    private static IResult Saved(Db db, HttpContext http, string id, ConfigSaved saved) => saved.Version is { } version
        ? View(http, ConfigStore.Find(db, id, version)!)
        : Problems.Invalid([.. saved.Errors.Select(ApiError.Of)]);

    private static IResult View(HttpContext http, ConfigVersion version)
    {
        http.Response.Headers.ETag = Edition.Of(Text(version));
        using var config = JsonDocument.Parse(version.ConfigJson);
        return Results.Ok(Of(version, config.RootElement.Clone()));
    }

    private static ConfigView Of(ConfigVersion version, JsonElement? config) => new(version.Version, DbName.Of(version.Source), DbTime.Time(version.MadeMs), version.MadeBy, config);

    // The number alone would do, but for a backup that was put back.
    private static string Text(ConfigVersion version) => $"{version.Version} {version.MadeMs} {version.ConfigJson}";

    private static IResult NoSite(string id) => Problems.NotFound($"site {ConfigSection.Quoted(id)}", List);

    private static IResult NoConfig(string id) => Problems.NotFound($"config of site {ConfigSection.Quoted(id)}", "/api/v1/fleet");
}
