using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>All of a kind of entries.</summary>
internal sealed record EntryList<T>(IReadOnlyList<T> Items);

/// <summary>A kind of entries that administrators list, read, put and remove, each with its edition.</summary>
internal sealed class Editable<T>
    where T : class
{
    /// <summary>In the singular: <c>contact</c>.</summary>
    public required string Name { get; init; }

    /// <summary>In the address: <c>contacts</c>.</summary>
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

    public void Map(RouteGroupBuilder v1)
    {
        var list = $"/api/v1/{Path}";
        v1.MapGet($"/{Path}", (ApiContext api) => Results.Ok(new EntryList<T>(api.Read(All)))).Gives<EntryList<T>>($"All {Path}");

        v1.MapGet($"/{Path}/{{id}}", (ApiContext api, HttpContext http, string id) =>
        {
            if (api.Read(db => Find(db, id)) is not { } found) return Problems.NotFound($"{Name} {Shown(id)}", list);
            http.Response.Headers.ETag = Edition.Of(Json(found));
            return Results.Ok(found);
        }).Gives<T>($"One {Name}; its ETag is what If-Match wants").Refuses(404);

        v1.MapPut($"/{Path}/{{id}}", async (ApiContext api, HttpContext http, string id) =>
        {
            var (bytes, refused) = await JsonBody.BytesAsync(http.Request);
            return bytes is null ? refused! : api.Change((db, now) => PutOne(db, now, api, http, id, bytes));
        }).ForAdmins().Takes<T>().Gives<T>($"Make or change a {Name}").Gives<T>($"Make or change a {Name}", StatusCodes.Status201Created).Refuses(400, 409, 412);

        v1.MapDelete($"/{Path}/{{id}}", (ApiContext api, HttpContext http, string id) => api.Change((db, now) => RemoveOne(db, now, http, id, list)))
            .ForAdmins().GivesNothing($"Remove a {Name}").Refuses(404, 409, 412);
    }

    private static string Shown(string id) => ConfigSection.Quoted(id);

    private T? Find(Db db, string id) => All(db).Find(entry => Id(entry) == id);

    private string Json(T entry) => JsonSerializer.Serialize(entry, Type);

    private IResult PutOne(Db db, DateTimeOffset now, ApiContext api, HttpContext http, string id, byte[] bytes)
    {
        var (entry, refused) = JsonBody.Parse(bytes, section => Read(section, Known.Of(db, api.Rules, api.Channels), id));
        if (entry is null) return refused!;
        var before = Find(db, id) is { } found ? Json(found) : null;
        if (Edition.Refusal(http.Request, before, $"{Name} {Shown(id)}") is { } stale) return stale;
        Put(db, entry);
        var after = Find(db, id)!;
        ChangeLog.Note(db, now, Caller.Of(http.User), $"{Name}.put", id, before, Json(after));
        AlertDue.MarkAll(db, now);
        http.Response.Headers.ETag = Edition.Of(Json(after));
        return before is null ? Results.Created($"/api/v1/{Path}/{Uri.EscapeDataString(id)}", after) : Results.Ok(after);
    }

    private IResult RemoveOne(Db db, DateTimeOffset now, HttpContext http, string id, string list)
    {
        if (Find(db, id) is not { } found) return Problems.NotFound($"{Name} {Shown(id)}", list);
        if (http.Request.Headers.IfMatch.Count > 0 && Edition.Refusal(http.Request, Json(found), $"{Name} {Shown(id)}") is { } stale) return stale;
        if (NeededBy(db, id) is { } need)
            return Problems.Of(StatusCodes.Status409Conflict, "It is in use", $"{Name} {Shown(id)} is needed by {need}", "change those first");
        Remove(db, id);
        ChangeLog.Note(db, now, Caller.Of(http.User), $"{Name}.remove", id, Json(found), null);
        AlertDue.MarkAll(db, now);
        return Results.NoContent();
    }
}
