using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>A claim: shown this once.</summary>
/// <param name="Claim">As text.</param>
/// <param name="ExpiresAt">When it ends, used or not.</param>
/// <param name="FileName">What the file is to be called on the card's boot partition.</param>
/// <param name="File">Its content.</param>
/// <param name="QrSvg">The claim as a picture.</param>
internal sealed record NewClaimView(string Claim, DateTimeOffset ExpiresAt, string FileName, string File, string QrSvg);

/// <summary>Which machine a site is.</summary>
/// <param name="State"><c>none, enrolled, moved</c> (waits for an approval)<c>, revoked</c>.</param>
/// <param name="Serial">The machine's serial number.</param>
/// <param name="MovedSerial">The machine that its card asks from.</param>
/// <param name="EnrolledAt">Since when.</param>
internal sealed record MachineView(string State, string? Serial, string? MovedSerial, DateTimeOffset? EnrolledAt);

/// <summary>A site was revoked.</summary>
/// <param name="BrokerDone">Whether its broker user is gone already; else it is within seconds, or when the broker is back.</param>
/// <param name="Passwords">What the machine knew and people have to change.</param>
internal sealed record RevokedView(bool BrokerDone, IReadOnlyList<KnownPassword> Passwords);

/// <summary><c>/sites/{id}/…</c>: claims, and the machines that they make sites.</summary>
internal static class SiteMachinesResource
{
    private const string List = "/api/v1/sites";

    public static void MapSiteMachines(this RouteGroupBuilder v1)
    {
        v1.MapPost("/sites/{id}/claims", (ApiContext api, CollectorConfig config, HttpContext http, string id) =>
        {
            if (config.Enrolment is not { } enrolment)
                return Problems.Of(StatusCodes.Status409Conflict, "It cannot be done as it stands", "this collector is not set up for claims", "give its config a section \"enrolment\"");
            return api.Change((db, now) =>
            {
                if (SiteRow.Find(db, id) is not { } site) return Problems.NotFound($"site {ConfigSection.Quoted(id)}", List);
                var (secret, expires) = SiteActions.Claim(db, id, Caller.Of(http.User), now);
                var paper = ClaimPaper.Of(enrolment, id, site.Title, secret, expires);
                http.Response.Headers.CacheControl = "no-store";
                return Results.Json(new NewClaimView(paper.Text, expires, ClaimPaper.FileName, paper.File, paper.QrSvg()), ApiJson.Default.NewClaimView, statusCode: StatusCodes.Status201Created);
            });
        }).ForAdmins().Gives<NewClaimView>("Make a claim for a site's machine; it is shown this once, and voids the one before", StatusCodes.Status201Created).Refuses(404, 409);

        v1.MapGet("/sites/{id}/machine", (ApiContext api, string id) => api.Read(db => SiteRow.Find(db, id) is null
            ? Problems.NotFound($"site {ConfigSection.Quoted(id)}", List)
            : Results.Ok(Of(IdentityStore.Find(db, id))))).Gives<MachineView>("Which machine a site is").Refuses(404);

        v1.MapPost("/sites/{id}/approve", (ApiContext api, HttpContext http, string id) => api.Change((db, now) => SiteActions.Approve(db, id, Caller.Of(http.User), now) switch
        {
            ActionResult.Done => Results.Ok(Of(IdentityStore.Find(db, id))),
            ActionResult.Refused => Problems.Of(StatusCodes.Status409Conflict, "It cannot be done as it stands", $"the card of {id} is in the machine that is known", $"see how it stands with GET {List}/{id}/machine"),
            _ => Problems.NotFound($"machine of site {ConfigSection.Quoted(id)}", List),
        })).ForOperators().Gives<MachineView>("Let a card go on in another machine").Refuses(404, 409);

        v1.MapPost("/sites/{id}/revoke", async (ApiContext api, CollectorConfig config, HttpContext http, string id) =>
        {
            if (config.BrokerAdmin is null)
                return Problems.Of(StatusCodes.Status409Conflict, "It cannot be done as it stands", "this collector can lock nobody out of the broker", "give its config a section \"broker_admin\"");
            if (api.Change((db, now) => SiteActions.Revoke(db, id, Caller.Of(http.User), now)) is not { } known) return Problems.NotFound($"site {ConfigSection.Quoted(id)}", List);
            for (var look = 0; look < 50 && api.Read(db => IdentityStore.IsDueAtBroker(db, id)); look++) await Task.Delay(100, http.RequestAborted);
            return Results.Ok(new RevokedView(!api.Read(db => IdentityStore.IsDueAtBroker(db, id)), known));
        }).ForAdmins().Gives<RevokedView>("Lock a site's machine out; lists the passwords that it knew").Refuses(404, 409);
    }

    private static MachineView Of(Identity? identity) => identity switch
    {
        null => new("none", null, null, null),
        { RevokedMs: not null } => new("revoked", identity.Serial.Length > 0 ? identity.Serial : null, null, null),
        _ => new(identity.MoveState is null ? "enrolled" : "moved", identity.Serial, identity.MovedSerial, DbTime.Time(identity.EnrolledMs)),
    };
}

/// <summary>The devices of a site and whatever else an agent's config may say of them, see <c>agent/Config/agent.schema.json</c>.</summary>
internal sealed record SiteConfigBody(IReadOnlyList<IReadOnlyDictionary<string, string>> Devices);
