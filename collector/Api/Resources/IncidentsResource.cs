using System.Security.Claims;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>How long an incident is to be mute.</summary>
/// <param name="Minutes">1 to 10,080.</param>
internal sealed record MuteBody(int Minutes);

/// <summary>Something to be written down of an incident.</summary>
/// <param name="Text">At most 2,000 characters.</param>
internal sealed record NoteBody(string Text);

/// <summary>Who is to look after an incident.</summary>
/// <param name="To">A user's id; left out or empty: nobody.</param>
internal sealed record AssignBody(string To);

/// <summary>What was done.</summary>
/// <param name="Id">The incident's number, or the silence's.</param>
/// <param name="Until">When it ends by itself.</param>
internal sealed record ActionDone(long Id, DateTimeOffset? Until);

/// <summary><c>/incidents</c>: what people are told about, and what they do with it.</summary>
internal static class IncidentsResource
{
    private const string Path = "/api/v1/incidents";

    public static void MapIncidents(this RouteGroupBuilder v1)
    {
        v1.MapGet("/incidents", (ApiContext api, ClaimsPrincipal user, string? site, string? device, string? kind, string? severity, string? state, string? assigned, string? q, string? since, string? cursor, string? limit) =>
        {
            var query = new Query();
            var filter = new IncidentFilter(
                query.Site(site), query.Device(device), query.Kind(kind), query.Severity(severity), query.Choice("state", state, "open", "acked", "standing", "closed"),
                query.Time("since", since), query.Number("cursor", cursor), query.Limit(limit))
            { Scope = Person.ScopeOf(user), Assigned = query.Text("assigned", assigned), Text = query.Text("q", q) };
            return query.Refused ?? Results.Ok(api.Read(db => IncidentQuery.List(db, filter)));
        }).MindsSites().Gives<Page<IncidentView>>("Incidents, the newest first").Refuses(400);

        v1.MapGet("/incidents/{number:long}", (ApiContext api, ClaimsPrincipal user, long number) =>
            api.Read(db => IncidentQuery.Find(db, number, Person.ScopeOf(user))) is { } incident ? Results.Ok(incident) : Problems.NotFound($"incident {number}", Path))
            .MindsSites().Gives<IncidentDetail>("One incident with its alerts, decisions and messages").Refuses(404);

        v1.MapPost("/incidents/{number:long}/ack", (ApiContext api, HttpContext http, long number) =>
            Act(api, http, number, (db, actor, now) => IncidentActions.Acknowledge(db, number, actor, now)))
            .ForOperators().MindsSites().Gives<ActionDone>("You have it: nobody else is woken and nobody is reminded").Refuses(404, 409);

        v1.MapPost("/incidents/{number:long}/unack", (ApiContext api, HttpContext http, long number) =>
            Act(api, http, number, (db, actor, now) => IncidentActions.Unacknowledge(db, number, actor, now)))
            .ForOperators().MindsSites().Gives<ActionDone>("Nobody has it any more: its escalation goes on").Refuses(404, 409);

        v1.MapPost("/incidents/{number:long}/mute", async (ApiContext api, HttpContext http, long number) =>
        {
            var (mute, refused) = await JsonBody.ReadAsync(http.Request, section =>
            {
                if (!section.Has("minutes")) section.Error("minutes", null, "is missing", "write how many minutes");
                return new MuteBody(section.Integer("minutes", 60, 1, (int)IncidentActions.LongestMute.TotalMinutes));
            });
            return mute is null ? refused! : Act(api, http, number, (db, actor, now) => IncidentActions.Mute(db, number, TimeSpan.FromMinutes(mute.Minutes), actor, now));
        }).ForOperators().MindsSites().Takes<MuteBody>().Gives<ActionDone>("Nothing more of it for so long, but its end").Refuses(400, 404, 409);

        v1.MapPost("/incidents/{number:long}/notes", async (ApiContext api, HttpContext http, long number) =>
        {
            var (note, refused) = await JsonBody.ReadAsync(http.Request, section => new NoteBody(section.Text("text", required: true) ?? ""));
            return note is null ? refused! : Act(api, http, number, (db, actor, now) => IncidentActions.Note(db, number, note.Text, actor, now));
        }).ForOperators().MindsSites().Takes<NoteBody>().Gives<ActionDone>("Write something down for whoever looks at it later; its number").Refuses(400, 404, 409);

        v1.MapPost("/incidents/{number:long}/assign", async (ApiContext api, HttpContext http, long number) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, section => new AssignBody(section.Has("to") ? section.TextOrEmpty("to") : ""));
            return body is null ? refused! : Act(api, http, number, (db, actor, now) => IncidentDesk.Assign(db, number, body.To, actor, now));
        }).ForOperators().MindsSites().Takes<AssignBody>().Gives<ActionDone>("Name the user who is to look after it; left out: nobody any more").Refuses(400, 404, 409);
    }

    private static IResult Act(ApiContext api, HttpContext http, long number, Func<Db, Actor, DateTimeOffset, ActionResult> act) =>
        api.Change((db, now) => IncidentDesk.Do(db, Person.ScopeOf(http.User), number, () => act(db, Caller.Of(http.User), now))) is var result && result is ActionResult.Done done
            ? Results.Ok(new ActionDone(done.Id, done.Until))
            : Problems.Of(result, $"incident {number}", $"{Path}/{number}");
}
