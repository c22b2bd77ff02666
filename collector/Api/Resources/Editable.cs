using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Removed;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>All of a kind of entries.</summary>
internal sealed record EntryList<T>(IReadOnlyList<T> Items);

/// <summary>A kind of entries that administrators list, read, put and remove, each with its edition.</summary>
internal sealed class Editable<T> : IEditable
    where T : class
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public required JsonTypeInfo<T> Type { get; init; }

    public required Func<T, string> Id { get; init; }

    public required Func<Db, List<T>> All { get; init; }

    /// <summary>Reads one from a body, for the id in the address.</summary>
    public required Func<ConfigSection, Known, string, T> Read { get; init; }

    public required Action<Db, T> Put { get; init; }

    public required Action<Db, string> Remove { get; init; }

    /// <summary>What needs this one, in words; null: nothing.</summary>
    public Func<Db, string, string?> NeededBy { get; init; } = (_, _) => null;

    public IReadOnlyList<EditableEntry> Entries(Db db) => [.. All(db).Select(entry => new EditableEntry(Id(entry), Json(entry)))];

    public DeskResult PutJson(Db db, ApiContext api, string id, string? edition, byte[] bytes, Actor actor, DateTimeOffset now)
    {
        var before = Find(db, id) is { } found ? Json(found) : null;
        if (edition is null ? before is not null : before is null || Edition.Of(before) != edition) return new DeskResult.Stale();
        var load = Parse(db, api, id, bytes);
        if (load.Config is not { } entry) return new DeskResult.Invalid(load.Errors);
        Keep(db, entry, before, $"{Name}.put", actor, now);
        return new DeskResult.Done(null);
    }

    public DeskResult RemoveOne(Db db, string id, string? edition, Actor actor, DateTimeOffset now)
    {
        if (Find(db, id) is not { } found) return new DeskResult.NotFound();
        if (edition is not null && Edition.Of(Json(found)) != edition) return new DeskResult.Stale();
        if (NeededBy(db, id) is { } need) return new DeskResult.Invalid([new ConfigError("form", "id", Shown(id), $"is needed by {need}", "change those first")]);
        Remove(db, id);
        RemovedStore.Add(db, Name, null, id, Json(found), actor.Name, now);
        ChangeLog.Note(db, now, actor, $"{Name}.remove", id, Json(found), null);
        AlertDue.MarkAll(db, now);
        return new DeskResult.Done(null);
    }

    public DeskResult Restore(Db db, ApiContext api, RemovedEntry removed, Actor actor, DateTimeOffset now)
    {
        if (Find(db, removed.Name) is not null) return new DeskResult.Invalid([new ConfigError("form", "id", Shown(removed.Name), "was made anew meanwhile", "remove that one first, if this is the right one")]);
        var load = Parse(db, api, removed.Name, Encoding.UTF8.GetBytes(removed.ContentJson));
        if (load.Config is not { } entry) return new DeskResult.Invalid(load.Errors);
        Keep(db, entry, null, $"{Name}.restore", actor, now);
        RemovedStore.Forget(db, removed.Id);
        return new DeskResult.Done(null);
    }

    public void Map(RouteGroupBuilder v1)
    {
        var list = $"/api/v1/{Path}";
        v1.MapGet($"/{Path}", (ApiContext api) => Results.Ok(new EntryList<T>(api.Read(All)))).Gives<EntryList<T>>($"All {Path}");

        v1.MapGet($"/{Path}/{{id}}", (ApiContext api, HttpContext http, string id) =>
        {
            if (api.Read(db => Find(db, id)) is not { } found) return api.Read(db => Gone(db, api, id)) ?? Problems.NotFound($"{Name} {Shown(id)}", list);
            http.Response.Headers.ETag = Edition.Of(Json(found));
            return Results.Ok(found);
        }).Gives<T>($"One {Name}; its ETag is what If-Match wants").Refuses(404);

        v1.MapPut($"/{Path}/{{id}}", async (ApiContext api, HttpContext http, string id) =>
        {
            var (bytes, refused) = await JsonBody.BytesAsync(http.Request);
            return bytes is null ? refused! : api.Change((db, now) => AnswerPut(db, now, api, http, id, bytes));
        }).ForAdmins().Takes<T>().Gives<T>($"Make or change a {Name}").Gives<T>($"Make or change a {Name}", StatusCodes.Status201Created).Refuses(400, 409, 412);

        v1.MapDelete($"/{Path}/{{id}}", (ApiContext api, HttpContext http, string id) => api.Change((db, now) => AnswerRemove(db, now, http, id, list)))
            .ForAdmins().GivesNothing($"Remove a {Name}; it can be put back for 30 days").Refuses(404, 409, 412);
    }

    /// <summary>Where somebody removed it: who, when, and how it is put back.</summary>
    private IResult? Gone(Db db, ApiContext api, string id) =>
        RemovedStore.All(db, SiteScope.All, api.Now).Find(entry => entry.Kind == Name && entry.Name == id) is { } removed
            ? Problems.Of(
                StatusCodes.Status404NotFound, "It was removed", FormattableString.Invariant($"{removed.RemovedBy} removed the {Name} {Shown(id)} at {DbTime.Time(removed.RemovedMs):u}"),
                FormattableString.Invariant($"put it back with POST /api/v1/removed/{removed.Id}/restore, within 30 days"))
            : null;

    private static string Shown(string id) => ConfigSection.Quoted(id);

    private T? Find(Db db, string id) => All(db).Find(entry => Id(entry) == id);

    private string Json(T entry) => JsonSerializer.Serialize(entry, Type);

    private ConfigLoad<T> Parse(Db db, ApiContext api, string id, byte[] bytes) => ConfigFile.Parse(bytes, "form", (root, _) => Read(root, Known.Of(db, api.Rules, api.Channels), id));

    private T Keep(Db db, T entry, string? before, string action, Actor actor, DateTimeOffset now)
    {
        Put(db, entry);
        var after = Find(db, Id(entry))!;
        ChangeLog.Note(db, now, actor, action, Id(entry), before, Json(after));
        AlertDue.MarkAll(db, now);
        return after;
    }

    private IResult AnswerPut(Db db, DateTimeOffset now, ApiContext api, HttpContext http, string id, byte[] bytes)
    {
        var (entry, refused) = JsonBody.Parse(bytes, section => Read(section, Known.Of(db, api.Rules, api.Channels), id));
        if (entry is null) return refused!;
        var before = Find(db, id) is { } found ? Json(found) : null;
        if (Edition.Refusal(http.Request, before, $"{Name} {Shown(id)}") is { } stale) return stale;
        var after = Keep(db, entry, before, $"{Name}.put", Caller.Of(http.User), now);
        http.Response.Headers.ETag = Edition.Of(Json(after));
        return before is null ? Results.Created($"/api/v1/{Path}/{Uri.EscapeDataString(id)}", after) : Results.Ok(after);
    }

    private IResult AnswerRemove(Db db, DateTimeOffset now, HttpContext http, string id, string list)
    {
        if (Find(db, id) is not { } found) return Problems.NotFound($"{Name} {Shown(id)}", list);
        if (http.Request.Headers.IfMatch.Count > 0 && Edition.Refusal(http.Request, Json(found), $"{Name} {Shown(id)}") is { } stale) return stale;
        return RemoveOne(db, id, null, Caller.Of(http.User), now) is DeskResult.Done ? Results.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "It is in use", $"{Name} {Shown(id)} is needed by {NeededBy(db, id)}", "change those first");
    }
}
