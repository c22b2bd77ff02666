using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>Somebody who signs in to the console, without what is secret of him.</summary>
/// <param name="Id">What he signs in with.</param>
/// <param name="Name">What people see.</param>
/// <param name="Role"><c>viewer, technician, noc, admin</c>.</param>
/// <param name="Sites">The sites that he sees; left out: all.</param>
/// <param name="Disabled">He cannot sign in.</param>
/// <param name="LockedUntil">After wrong passwords nobody is let in as him until then.</param>
/// <param name="CreatedAt">Since when he is known.</param>
internal sealed record UserView(string Id, string Name, string Role, IReadOnlyList<string>? Sites, bool Disabled, DateTimeOffset? LockedUntil, DateTimeOffset CreatedAt)
{
    public static UserView Of(User user) => new(
        user.Id, user.Name, UserRoles.Word(user.Kind), user.Scope is { IsAll: false } scope ? scope.Sites : null, user.IsDisabled,
        user.LockedUntilMs is { } ms ? DbTime.Time(ms) : null, DbTime.Time(user.CreatedMs));
}

/// <summary>Somebody to be made or changed.</summary>
/// <param name="Name">What people see.</param>
/// <param name="Role"><c>viewer, technician, noc, admin</c>.</param>
/// <param name="Sites">The sites that he sees; left out: all. A technician has at least one.</param>
/// <param name="Disabled">He cannot sign in; left out: he can.</param>
/// <param name="Password">10 to 200 characters; a new one needs it, left out the old one stays.</param>
internal sealed record UserBody(string Name, string Role, IReadOnlyList<string>? Sites, bool? Disabled, string? Password);

/// <summary>A browser that somebody is signed in with.</summary>
/// <param name="Id">By which it is ended.</param>
/// <param name="Address">Where it was when it signed in.</param>
/// <param name="Agent">As it calls itself.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="SeenAt">Used last, to the minute.</param>
/// <param name="ExpiresAt">When it ends, unless it is used before.</param>
internal sealed record SessionView(string Id, string Address, string Agent, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt)
{
    public static SessionView Of(UserSession session) =>
        new(session.Id, session.Address, session.Agent, DbTime.Time(session.CreatedMs), DbTime.Time(session.SeenMs), DbTime.Time(session.ExpiresMs));
}

/// <summary><c>/users</c>: who signs in to the console, and where he is signed in.</summary>
internal static class UsersResource
{
    private const string List = "/api/v1/users";

    public static void MapUsers(this RouteGroupBuilder v1)
    {
        v1.MapGet("/users", (ApiContext api) => Results.Ok(new EntryList<UserView>(api.Read(UserStore.All).ConvertAll(UserView.Of))))
            .ForAdmins().Gives<EntryList<UserView>>("All who sign in to the console");

        v1.MapPut("/users/{id}", async (ApiContext api, Passwords passwords, HttpContext http, string id) =>
        {
            if (!User.IsId(id)) return Problems.Invalid("id", "is no name to sign in with", "use 1 to 64 lower-case letters, digits and . _ @ -, a letter or digit first");
            var (body, refused) = await JsonBody.ReadAsync(http.Request, section => Read(section, id));
            if (body is null) return refused!;
            var hash = body.Password is { } password ? passwords.Hash(password) : null;
            var entry = new UserEntry(id, body.Name, UserRoles.Parse(body.Role)!.Value, body.Sites is { } sites ? SiteScope.Of(sites) : SiteScope.All, body.Disabled == true);
            return api.Change((db, now) => UserActions.Put(db, entry, hash, Caller.Of(http.User), now) is ActionResult.Refused not
                ? Not(not, id)
                : Results.Ok(UserView.Of(UserStore.Find(db, id)!)));
        }).ForAdmins().Takes<UserBody>().Gives<UserView>("Make or change somebody; with another password or disabled he is signed out").Refuses(400, 409);

        v1.MapDelete("/users/{id}", (ApiContext api, HttpContext http, string id) => api.Change((db, now) => UserActions.Remove(db, id, Caller.Of(http.User), now)) switch
        {
            ActionResult.Refused not => Not(not, id),
            ActionResult.NotFound => Problems.NotFound($"user {ConfigSection.Quoted(id)}", List),
            _ => Results.NoContent(),
        }).ForAdmins().GivesNothing("Remove somebody, and sign him out").Refuses(404, 409);

        v1.MapGet("/users/{id}/sessions", (ApiContext api, string id) => api.Read(db => UserStore.Find(db, id) is null
            ? Problems.NotFound($"user {ConfigSection.Quoted(id)}", List)
            : Results.Ok(new EntryList<SessionView>(SessionStore.Of(db, id, api.Now).ConvertAll(SessionView.Of)))))
            .ForAdmins().Gives<EntryList<SessionView>>("The browsers that somebody is signed in with").Refuses(404);

        v1.MapDelete("/users/{id}/sessions", (ApiContext api, HttpContext http, string id) => api.Change((db, now) =>
        {
            if (UserStore.Find(db, id) is null) return Problems.NotFound($"user {ConfigSection.Quoted(id)}", List);
            UserActions.SignOut(db, id, null, Caller.Of(http.User), now);
            return Results.NoContent();
        })).ForAdmins().GivesNothing("Sign somebody out everywhere").Refuses(404);
    }

    private static UserBody Read(ConfigSection section, string id)
    {
        var name = EntryText.Line(section, "name", required: true) ?? "";
        var role = EntryText.Word(section, "role", UserRoles.All);
        var scope = ScopeReader.Read(section, UserRoles.Parse(role)!.Value);
        var password = section.Text("password");
        if (password is not null && Passwords.Fault(password, id) is { } fault)
        {
            section.Error("password", null, fault switch
            {
                PasswordFault.TooShort => "is too short",
                PasswordFault.TooLong => "is too long",
                PasswordFault.HoldsName => "holds the name",
                _ => "is too simple",
            }, $"write {Passwords.Shortest} to {Passwords.Longest} characters that are not his name, several words for instance");
        }

        return new UserBody(name, role, scope.IsAll ? null : scope.Sites, section.Flag("disabled", fallback: false), password);
    }

    private static IResult Not(ActionResult.Refused refused, string id) => refused.Reason == "no_password"
        ? Problems.Invalid("password", "is missing", "a new user needs one")
        : Problems.Of(StatusCodes.Status409Conflict, "It cannot be done as it stands", $"{id} is the last administrator", "make another one first");
}
