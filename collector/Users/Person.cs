using System.Security.Claims;
using EdgeNoc.Collector.Alerts;

namespace EdgeNoc.Collector.Users;

/// <summary>Who asks, by a session or a token: what he is called, what he may do, and at which sites.</summary>
internal sealed record Person(string Id, string Name, UserRole Role, SiteScope Scope)
{
    /// <summary>How the audit names the way in.</summary>
    public const string ViaApi = "api";

    public const string ViaConsole = "console";

    private const string RoleClaim = "edgenoc:role";
    private const string SitesClaim = "edgenoc:sites";
    private const string SessionClaim = "edgenoc:session";
    private const string LanguageClaim = "edgenoc:language";
    private const string ThemeClaim = "edgenoc:theme";
    private const string ZoneClaim = "edgenoc:zone";

    /// <summary>The session's name; null: he came with a token.</summary>
    public string? Session { get; init; }

    public string? Language { get; init; }

    public string? Theme { get; init; }

    public string? Zone { get; init; }

    public bool May(Role needed) => UserRoles.Rights(Role) >= needed;

    public ClaimsPrincipal Principal(string scheme)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, Id), new(ClaimTypes.Name, Name), new(ClaimTypes.Role, Rights), new(RoleClaim, UserRoles.Word(Role))];
        Add(SitesClaim, Scope.ToJson());
        Add(SessionClaim, Session);
        Add(LanguageClaim, Language);
        Add(ThemeClaim, Theme);
        Add(ZoneClaim, Zone);
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));

        void Add(string type, string? value)
        {
            if (value is not null) claims.Add(new Claim(type, value));
        }
    }

    public static Person Of(User user, UserSession session) => new(user.Id, user.Name, user.Kind, user.Scope)
    {
        Session = session.Id, Language = user.Language, Theme = user.Theme, Zone = user.Zone ?? session.Zone,
    };

    /// <summary>Null: nobody is signed in.</summary>
    public static Person? Of(ClaimsPrincipal user) => UserRoles.Parse(user.FindFirstValue(RoleClaim)) is not { } role ? null
        : new Person(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", user.FindFirstValue(ClaimTypes.Name) ?? "", role, SiteScope.OfJson(user.FindFirstValue(SitesClaim)))
        {
            Session = user.FindFirstValue(SessionClaim), Language = user.FindFirstValue(LanguageClaim), Theme = user.FindFirstValue(ThemeClaim), Zone = user.FindFirstValue(ZoneClaim),
        };

    /// <summary>The sites that he sees; who is nobody sees none.</summary>
    public static SiteScope ScopeOf(ClaimsPrincipal user) => Of(user)?.Scope ?? SiteScope.Of([]);

    /// <summary>His time zone; UTC where he has none.</summary>
    public static TimeZoneInfo ZoneOf(ClaimsPrincipal user) => Of(user)?.Zone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    public Actor Actor => new(Id, Name, Session is null ? ViaApi : ViaConsole);

    private string Rights => UserRoles.Rights(Role) switch { Alerts.Role.Admin => Roles.Admin, Alerts.Role.Operator => Roles.Operator, _ => Roles.Viewer };
}
