using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>All routes in the order in which they are to be tried.</summary>
internal sealed record RouteOrderBody(IReadOnlyList<string> Ids);

/// <summary>Who is on call when.</summary>
/// <param name="Starts">From then on.</param>
/// <param name="Ends">The first moment after it.</param>
/// <param name="Contact">Left out: nobody.</param>
/// <param name="IsOverride">Somebody took over.</param>
internal sealed record ShiftView(DateTimeOffset Starts, DateTimeOffset Ends, string? Contact, bool IsOverride);

/// <summary><c>/routes/order</c>, <c>/routes/trial</c>, <c>/rotations/{id}/calendar</c>: what people do with routes and rotations besides changing one.</summary>
internal static class RoutesResource
{
    public const int MostShifts = 1_000;
    public const int MostDays = 92;
    private const int UsualDays = 28;
    private const int MostLabels = 32;
    private const string Remedy = "write a time of this century or the next";

    public static void MapRoutes(this RouteGroupBuilder v1)
    {
        v1.MapPost("/routes/order", async (ApiContext api, HttpContext http) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, section => new RouteOrderBody([.. section.Texts("ids", required: true, "the ids of all routes").Select(id => id.Text)]));
            if (body is null) return refused!;
            return api.Change((db, now) => RouteOrder.Set(db, body.Ids, Caller.Of(http.User), now)
                ? Results.Ok(new EntryList<RouteEntry>(PeopleEntries.Routes(db)))
                : Problems.Of(StatusCodes.Status409Conflict, "It was changed meanwhile", "these are not all routes that there are, each once", "read them again with GET /api/v1/routes"));
        }).ForAdmins().Takes<RouteOrderBody>().Gives<EntryList<RouteEntry>>("Put all routes in order").Refuses(400, 409);

        v1.MapPost("/routes/trial", async (ApiContext api, HttpContext http) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, Read);
            return body is null ? refused! : Results.Ok(api.Read(db => RouteTrialQuery.Of(db, body, api.Rules, api.Now)));
        }).Takes<TrialBody>().Gives<TrialView>("Who would be told of an alert, and why; nothing is sent or kept").Refuses(400);

        v1.MapGet("/rotations/{id}/calendar", (ApiContext api, string id, string? since, string? days) =>
        {
            var query = new Query();
            var (from, length) = (query.Time("since", since) ?? api.Now, query.Number("days", days, 1, MostDays) ?? UsualDays);
            if (query.Refused is { } refused) return refused;
            if (!IsNearEnough(from)) return Problems.Invalid("since", "is too far away", Remedy);
            return api.Read(db => RotationStore.All(db).FirstOrDefault(rotation => rotation.Id == id)) is { } found
                ? Results.Ok(new EntryList<ShiftView>([.. found.Calendar(from, from.AddDays(length), MostShifts).Select(shift => new ShiftView(shift.Starts, shift.Ends, shift.Contact, shift.IsOverride))]))
                : Problems.NotFound($"rotation {ConfigSection.Quoted(id)}", "/api/v1/rotations");
        }).Gives<EntryList<ShiftView>>("Who is on call when, with those who take over").Refuses(400, 404);
    }

    private static TrialBody Read(ConfigSection section)
    {
        var (site, kind) = (section.Text("site", required: true) ?? "", section.Text("kind", required: true) ?? "");
        if (site.Length > 0 && !Topics.IsSiteId(site) && site != AlertScope.Office) section.Error("site", ConfigSection.Quoted(site), "is no site id", "see the sites with GET /api/v1/sites");
        if (kind.Length > 0 && !EventRules.IsKind(kind)) section.Error("kind", ConfigSection.Quoted(kind), "is no kind", "write a kind such as pon.down");
        var entity = EntryText.Line(section, "entity");
        if (entity is not null && !EventRules.IsEntity(entity)) section.Error("entity", null, "is too long", "write such as pon/0/3");
        var severity = section.Has("severity") ? section.Choice("severity", "medium", "info", "low", "medium", "high", "critical") : null;
        var at = EntryText.Time(section, "at");
        if (at is { } time && !IsNearEnough(time)) section.Error("at", null, "is too far away", Remedy);
        var labels = EntryText.AtMost(section, "labels", section.TextsByName("labels"), MostLabels).DistinctBy(label => label.Name, StringComparer.Ordinal).ToDictionary(label => label.Name, label => label.Text, StringComparer.Ordinal);
        return new TrialBody(site, EntryText.Line(section, "device"), entity, kind, severity, EntryText.Line(section, "reason"), EntryText.Line(section, "cause"), labels, at);
    }

    // Calendars have an end, and times of steps are counted from it.
    private static bool IsNearEnough(DateTimeOffset time) => time.Year is > 2000 and < 2200;
}
