using System.Text.Json;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Store;
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

/// <summary>What a template makes of the sample.</summary>
internal sealed record PreviewView(string Text);

/// <summary><c>/templates</c>: the shipped texts and what people made of them.</summary>
internal static class TemplatesResource
{
    private const string List = "/api/v1/templates";

    // The shipped text in a template's own words.
    private const string Shipped = "{{head}}\n{{body}}";

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

        v1.MapPost("/templates/preview", async (HttpContext http) =>
        {
            var (entry, refused) = await JsonBody.ReadAsync(http.Request, section => TemplateReader.Read(section));
            return entry is null ? refused! : Results.Ok(new PreviewView(TemplatePreview.Render(entry.Which(), entry.Language, entry.Content).Text));
        }).Takes<TemplateEntry>().Gives<PreviewView>("Try a template; nothing is kept").Refuses(400);
    }

    private static IResult Put(Db db, DateTimeOffset now, HttpContext http, TemplateName which, TemplateEntry entry)
    {
        var current = View(db, which, entry.Language);
        var before = current.IsShipped ? null : Json(current);
        if (Edition.Refusal(http.Request, before, $"template {entry.Name}/{entry.Language}") is { } stale) return stale;
        var actor = Caller.Of(http.User);
        TemplateStore.Save(db, which, entry.Language, entry.Content, actor.Name, now);
        var after = View(db, which, entry.Language);
        ChangeLog.Note(db, now, actor, "template.put", $"{entry.Name}/{entry.Language}", current.Content, after.Content);
        http.Response.Headers.ETag = Edition.Of(Json(after));
        return Results.Ok(after);
    }

    private static IResult Remove(Db db, DateTimeOffset now, HttpContext http, TemplateName which, string language)
    {
        var current = View(db, which, language);
        var target = $"{current.Name}/{language}";
        if (current.IsShipped) return Problems.NotFound($"template {target} of your own: the shipped text stands", List);
        if (http.Request.Headers.IfMatch.Count > 0 && Edition.Refusal(http.Request, Json(current), $"template {target}") is { } stale) return stale;
        TemplateStore.Delete(db, which, language);
        ChangeLog.Note(db, now, Caller.Of(http.User), "template.remove", target, current.Content, null);
        return Results.NoContent();
    }

    private static TemplateView View(Db db, TemplateName name, string language)
    {
        var stored = TemplateStore.Find(db, name, language);
        var preview = TemplatePreview.Render(name, language, stored?.Content ?? Shipped).Text;
        return new TemplateView(
            DbName.Of(name), language, stored is null, stored?.Content, preview, stored?.Author, Time(stored?.AtMs), stored?.Failure, Time(stored?.FailedMs));
    }

    private static DateTimeOffset? Time(long? ms) => ms is { } known ? DbTime.Time(known) : null;

    private static string Json(TemplateView view) => JsonSerializer.Serialize(view, ApiJson.Default.TemplateView);

    private static TemplateName? Which(string name, string language) => Speech.IsKnown(language) ? TemplateNames.Parse(name) : null;

    private static IResult Unknown(string name, string language) => Problems.NotFound($"text {Common.Config.ConfigSection.Quoted(name)} in {Common.Config.ConfigSection.Quoted(language)}", List);
}

/// <summary>What somebody wrote.</summary>
/// <param name="Content">Handlebars.</param>
internal sealed record TemplateBody(string Content);
