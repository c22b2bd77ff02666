using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Updates;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>A package that sites can have.</summary>
internal sealed record PackageView(string Version, string Arch, long Size, string Sha256, string? MinVersion, DateTimeOffset AddedAt, string AddedBy);

/// <summary>A version on its way.</summary>
/// <param name="Ring"><c>bench, first, all</c>: where it is.</param>
/// <param name="State"><c>running, halted, done</c>.</param>
/// <param name="Reason">Why it was halted.</param>
internal sealed record RolloutView(long Id, string Version, bool Downgrade, string Ring, string State, DateTimeOffset StartedAt, string StartedBy, DateTimeOffset? EndedAt, string? Reason)
{
    public static RolloutView Of(Rollout rollout) => new(
        rollout.Id, rollout.Version, rollout.Downgrade, rollout.Ring, rollout.State, DbTime.Time(rollout.StartedMs), rollout.StartedBy,
        rollout.EndedMs is { } ended ? DbTime.Time(ended) : null, rollout.Reason);
}

/// <summary>What a site runs, is to run, and could not run.</summary>
/// <param name="Stage"><c>download, verify, install, restart, prove, go_back</c>.</param>
internal sealed record SiteUpdateView(
    string Site, string Ring, string? Running, string? Arch, string? Wanted, string? Stage, string? WaitsFor, string? FailedVersion, string? FailedStage, string? FailedReason, DateTimeOffset? FailedAt)
{
    public static SiteUpdateView Of(SiteUpdate site) => new(
        site.Site, site.Ring, site.Running, site.Arch, site.Wanted, site.Stage, site.WaitsFor, site.FailedVersion, site.FailedStage, site.FailedReason,
        site.FailedMs is { } failed ? DbTime.Time(failed) : null);
}

/// <summary>All that is known of updates.</summary>
internal sealed record UpdatesView(IReadOnlyList<PackageView> Packages, IReadOnlyList<RolloutView> Rollouts, IReadOnlyList<SiteUpdateView> Sites);

/// <summary>A version to bring to the sites, ring by ring.</summary>
/// <param name="Downgrade">Sites that run a newer one go back to it.</param>
internal sealed record RolloutBody(string Version, bool Downgrade);

/// <summary>Where a site belongs: <c>bench, first, all</c>.</summary>
internal sealed record RingBody(string Ring);

/// <summary><c>/updates</c>: which version sites run and are to run.</summary>
internal static class UpdatesResource
{
    private const string List = "/api/v1/updates";

    public static void MapUpdates(this RouteGroupBuilder v1)
    {
        v1.MapGet("/updates", (ApiContext api) => Results.Ok(api.Read(db => new UpdatesView(
            UpdateStore.Packages(db).ConvertAll(package => new PackageView(package.Version, package.Arch, package.Size, package.Sha256, package.MinVersion, DbTime.Time(package.AddedMs), package.AddedBy)),
            UpdateStore.Rollouts(db).ConvertAll(RolloutView.Of),
            UpdateStore.All(db).ConvertAll(SiteUpdateView.Of))))).Gives<UpdatesView>("Packages, rollouts, and what each site runs, is to run and could not run");

        v1.MapPost("/updates/rollouts", async (ApiContext api, HttpContext http) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, section => new RolloutBody(EntryText.Line(section, "version", required: true) ?? "", section.Flag("downgrade", false)));
            if (body is null) return refused!;
            return api.Change((db, now) => UpdateActions.Start(db, body.Version, body.Downgrade, Caller.Of(http.User), now) is ActionResult.Done done
                ? Results.Json(RolloutView.Of(UpdateStore.Rollouts(db).First(rollout => rollout.Id == done.Id)), ApiJson.Default.RolloutView, statusCode: StatusCodes.Status201Created)
                : Problems.Of(new ActionResult.Refused(UpdateStore.RunningRollout(db) is null ? "no_package" : "running"), $"version {ConfigSection.Quoted(body.Version)}", List));
        }).ForAdmins().Takes<RolloutBody>().Gives<RolloutView>("Bring a version to the sites: bench, one POP, all; halted when the first one fails", StatusCodes.Status201Created).Refuses(400, 409);

        v1.MapPost("/updates/halt", (ApiContext api, HttpContext http) => api.Change((db, now) =>
            UpdateActions.Halt(db, $"halted by {Caller.Of(http.User).Name}", Caller.Of(http.User), now) is ActionResult.Done done
                ? Results.Ok(RolloutView.Of(UpdateStore.Rollouts(db).First(rollout => rollout.Id == done.Id)))
                : Problems.NotFound("version on its way", List))).ForOperators().Gives<RolloutView>("Stop bringing a version to more sites; of one that a site has stopped: leave it so").Refuses(404);

        v1.MapPut("/updates/rings/{id}", async (ApiContext api, HttpContext http, string id) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, section => new RingBody(EntryText.Word(section, "ring", Rings.Names)));
            if (body is null) return refused!;
            return api.Change((db, now) => UpdateActions.SetRing(db, id, body.Ring, Caller.Of(http.User), now) is ActionResult.Done
                ? Results.NoContent()
                : Problems.NotFound($"site {ConfigSection.Quoted(id)}", "/api/v1/sites"));
        }).ForAdmins().Takes<RingBody>().GivesNothing("Say when a site gets new versions: bench, first, all").Refuses(400, 404);
    }
}
