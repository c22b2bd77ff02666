using System.Text.Json;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Config;
using Speech = EdgeNoc.Collector.Alerts.Text.Languages.Language;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>A text that people may rewrite.</summary>
/// <param name="Name">Which: <c>problem, update, recovery, reminder, digest, hourly, daily</c>.</param>
/// <param name="Language"><c>id</c>, <c>pt</c>, <c>en</c>.</param>
/// <param name="IsShipped">Nobody rewrote it.</param>
/// <param name="Content">What somebody wrote; left out: the shipped text, which is no template.</param>
/// <param name="Preview">What it makes of the sample: a fibre cut of 28 of 32 ONUs.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="Failure">Why the shipped text went out instead, the first time that it did.</param>
/// <param name="FailedAt">When.</param>
internal sealed record TemplateView(
    string Name, string Language, bool IsShipped, string? Content, string Preview, string? Author, DateTimeOffset? ChangedAt, string? Failure, DateTimeOffset? FailedAt);

/// <summary>A template to be tried.</summary>
/// <param name="Name">Which text it is instead of.</param>
/// <param name="Language"><c>id</c>, <c>pt</c>, <c>en</c>.</param>
/// <param name="Content">Handlebars.</param>
/// <param name="Incident">On this one; left out: on the sample.</param>
/// <param name="IsOfNow">Of a report: on how the network is now.</param>
internal sealed record PreviewBody(string Name, string Language, string Content, long? Incident, bool? IsOfNow);

/// <summary>What a template makes of the sample, of an incident, or of how the network is now.</summary>
/// <param name="Text">What people would read.</param>
/// <param name="Channels">How many messages that is on each channel, and what they cost.</param>
internal sealed record PreviewView(string Text, IReadOnlyList<PreviewChannel> Channels);

/// <summary><c>/templates</c>: the shipped texts and what people made of them.</summary>
internal static class TemplatesResource
{
    private const string List = "/api/v1/templates";

    // The shipped text in a template's own words.
    public const string Shipped = "{{head}}\n{{body}}";

    public static void MapTemplates(this RouteGroupBuilder v1)
    {
        v1.MapGet("/templates", (ApiContext api) => Results.Ok(new EntryList<TemplateView>(
            api.Read(db => Enum.GetValues<TemplateName>().SelectMany(name => Speech.All.Select(language => View(db, name, language.Code))).ToList()))))
            .Gives<EntryList<TemplateView>>("All texts, shipped and rewritten");

        v1.MapGet("/templates/{name}/{language}", (ApiContext api, HttpContext http, string name, string language) =>
        {
            if (Which(name, language) is not { } which) return Unknown(name, language);
            var view = api.Read(db => View(db, which, language));
            if (!view.IsShipped) http.Response.Headers.ETag = Edition.Of(Json(view));
            return Results.Ok(view);
        }).Gives<TemplateView>("One text").Refuses(404);

        v1.MapPut("/templates/{name}/{language}", async (ApiContext api, HttpContext http, string name, string language) =>
        {
            if (Which(name, language) is not { } which) return Unknown(name, language);
            var (entry, refused) = await JsonBody.ReadAsync(http.Request, section => TemplateReader.Read(section, name, language));
            return entry is null ? refused! : api.Change((db, now) => Put(db, now, http, which, entry));
        }).ForAdmins().Takes<TemplateBody>().Gives<TemplateView>("Rewrite a text").Refuses(400, 404, 409, 412);

        v1.MapDelete("/templates/{name}/{language}", (ApiContext api, HttpContext http, string name, string language) =>
            Which(name, language) is { } which ? api.Change((db, now) => Remove(db, now, http, which, language)) : Unknown(name, language))
            .ForAdmins().GivesNothing("Back to the shipped text").Refuses(404, 412);

        v1.MapPost("/templates/preview", async (ApiContext api, CollectorDatabase database, TimeProvider time, HttpContext http) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, ReadPreview);
            if (body is null) return refused!;
            var which = TemplateNames.Parse(body.Name)!.Value;
            if (body.Incident is not null && !TemplateNames.IsOfIncident(which)) return Problems.Invalid("incident", "is not what this text is about", "leave it out");
            var result = body.Incident is { } number ? api.Read(db => TemplateTrial.OnIncident(db, which, body.Language, body.Content, number, api.Now))
                : body.IsOfNow == true && which is TemplateName.Hourly or TemplateName.Daily ? TemplateTrial.OnNetwork(database, which, body.Language, body.Content, Person.ZoneOf(http.User), api.Now)
                : TemplatePreview.Render(which, body.Language, body.Content);
            if (result is null) return Problems.Invalid("incident", "is not there", "see what there is with GET /api/v1/incidents");
            return result.Problems.Count > 0
                ? Problems.Invalid([.. result.Problems.Select(problem => new ApiError("content", FormattableString.Invariant($"line {problem.Line}: {problem.Reason}"), "put it right and try again"))])
                : Results.Ok(new PreviewView(result.Text, TemplateTrial.Channels(result.Text, api.Channels, time)));
        }).Takes<PreviewBody>().Gives<PreviewView>("Try a template on the sample, an incident, or how the network is now; nothing is kept").Refuses(400);
    }

    private static PreviewBody ReadPreview(ConfigSection section)
    {
        long? incident = section.Has("incident") ? section.Integer("incident", 1, 1, int.MaxValue) : null;
        var isOfNow = section.Flag("is_of_now", fallback: false);
        var entry = TemplateReader.Read(section);
        return new PreviewBody(entry.Name, entry.Language, entry.Content, incident, isOfNow);
    }

    private static IResult Put(Db db, DateTimeOffset now, HttpContext http, TemplateName which, TemplateEntry entry)
    {
        var current = View(db, which, entry.Language);
        var before = current.IsShipped ? null : Json(current);
        if (Edition.Refusal(http.Request, before, $"template {entry.Name}/{entry.Language}") is { } stale) return stale;
        TemplateActions.Put(db, entry, null, Caller.Of(http.User), now);
        var after = View(db, which, entry.Language);
        http.Response.Headers.ETag = Edition.Of(Json(after));
        return Results.Ok(after);
    }

    private static IResult Remove(Db db, DateTimeOffset now, HttpContext http, TemplateName which, string language)
    {
        var current = View(db, which, language);
        var target = $"{current.Name}/{language}";
        if (current.IsShipped) return Problems.NotFound($"template {target} of your own: the shipped text stands", List);
        if (http.Request.Headers.IfMatch.Count > 0 && Edition.Refusal(http.Request, Json(current), $"template {target}") is { } stale) return stale;
        TemplateActions.Remove(db, which, language, null, Caller.Of(http.User), now);
        return Results.NoContent();
    }

    public static TemplateView View(Db db, TemplateName name, string language)
    {
        var stored = TemplateStore.Find(db, name, language);
        var preview = TemplatePreview.Render(name, language, stored?.Content ?? Shipped).Text;
        return new TemplateView(
            DbName.Of(name), language, stored is null, stored?.Content, preview, stored?.Author, Time(stored?.AtMs), stored?.Failure, Time(stored?.FailedMs));
    }

    private static DateTimeOffset? Time(long? ms) => ms is { } known ? DbTime.Time(known) : null;

    private static string Json(TemplateView view) => JsonSerializer.Serialize(view, ApiJson.Default.TemplateView);

    private static TemplateName? Which(string name, string language) => Speech.IsKnown(language) ? TemplateNames.Parse(name) : null;

    private static IResult Unknown(string name, string language) => Problems.NotFound($"text {ConfigSection.Quoted(name)} in {ConfigSection.Quoted(language)}", List);
}

/// <summary>What somebody wrote.</summary>
/// <param name="Content">Handlebars.</param>
internal sealed record TemplateBody(string Content);
