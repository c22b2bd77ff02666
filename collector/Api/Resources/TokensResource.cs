using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>A token, without what is secret of it.</summary>
/// <param name="Id">As the audit names it.</param>
/// <param name="Name">Who or what uses it.</param>
/// <param name="Role"><c>viewer, technician, noc, admin</c>; <c>operator</c> is another word for noc.</param>
/// <param name="Sites">The sites that it sees; left out: all.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UsedAt">When it was used last, to the minute.</param>
/// <param name="RevokedAt">Since when it is of no use.</param>
internal sealed record TokenView(string Id, string Name, string Role, IReadOnlyList<string>? Sites, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt)
{
    public static TokenView Of(TokenRow row) => new(row.Id, row.Name, row.Role, row.Person.Scope is { IsAll: false } scope ? scope.Sites : null, DbTime.Time(row.CreatedMs), Time(row.UsedMs), Time(row.RevokedMs));

    private static DateTimeOffset? Time(long? ms) => ms is { } known ? DbTime.Time(known) : null;
}

/// <summary>A token to be made.</summary>
/// <param name="Name">Who or what uses it.</param>
/// <param name="Role"><c>viewer, technician, noc, admin</c>, or <c>operator</c>, which is noc.</param>
/// <param name="Sites">The sites that it sees; left out: all. A technician's needs at least one.</param>
internal sealed record TokenBody(string Name, string Role, IReadOnlyList<string>? Sites);

/// <summary>A new token: shown this once.</summary>
internal sealed record NewTokenView(string Id, string Token);

/// <summary><c>/tokens</c>: who may use this API.</summary>
internal static class TokensResource
{
    private const string List = "/api/v1/tokens";

    public static void MapTokens(this RouteGroupBuilder v1)
    {
        v1.MapGet("/tokens", (ApiContext api) => Results.Ok(new EntryList<TokenView>(api.Read(TokenStore.All).ConvertAll(TokenView.Of))))
            .ForAdmins().Gives<EntryList<TokenView>>("All tokens, without their secrets");

        v1.MapPost("/tokens", async (ApiContext api, HttpContext http) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, Read);
            if (body is null) return refused!;
            var (id, token) = api.Change((db, now) =>
            {
                var made = TokenStore.Add(db, body.Name, body.Role, body.Sites is { } sites ? SiteScope.Of(sites) : SiteScope.All, now);
                ChangeLog.Note(db, now, Caller.Of(http.User), "token.add", made.Id, null, $"{body.Name} ({body.Role}{(body.Sites is null ? "" : $": {string.Join(", ", body.Sites)}")})");
                return made;
            });
            http.Response.Headers.CacheControl = "no-store";
            return Results.Created($"{List}/{id}", new NewTokenView(id, token));
        }).ForAdmins().Takes<TokenBody>().Gives<NewTokenView>("Make a token; it is shown this once", StatusCodes.Status201Created).Refuses(400);

        v1.MapDelete("/tokens/{id}", (ApiContext api, HttpContext http, string id) => api.Change((db, now) =>
        {
            if (!TokenStore.Revoke(db, id, now)) return Problems.NotFound($"token {ConfigSection.Quoted(id)} that is in use", List);
            ChangeLog.Note(db, now, Caller.Of(http.User), "token.revoke", id, null, null);
            return Results.NoContent();
        })).ForAdmins().GivesNothing("Revoke a token").Refuses(404);
    }

    private static TokenBody Read(ConfigSection section)
    {
        var name = EntryText.Line(section, "name", required: true) ?? "";
        var role = EntryText.Word(section, "role", [.. UserRoles.All, Roles.Operator]);
        var sites = ScopeReader.Read(section, UserRoles.Parse(role)!.Value);
        return new TokenBody(name, role, sites.IsAll ? null : sites.Sites);
    }
}
