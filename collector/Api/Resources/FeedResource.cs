using System.Security.Claims;
using EdgeNoc.Collector.Api.Feed;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>How many items of the feed are not read.</summary>
/// <param name="Unread">At most 100.</param>
internal sealed record UnreadView(int Unread);

/// <summary>What of the feed is meant.</summary>
/// <param name="Item">One item's id; left out: all.</param>
/// <param name="Until">All up to then; left out: up to now.</param>
internal sealed record FeedBody(string? Item, DateTimeOffset? Until);

/// <summary><c>/feed</c>: what happened at the sites that the caller sees, and what of it he has read. Everybody changes his own marks only.</summary>
internal static class FeedResource
{
    public static void MapFeed(this RouteGroupBuilder v1)
    {
        v1.MapGet("/feed", (ApiContext api, ClaimsPrincipal user, string? unread, string? cursor, string? limit) =>
        {
            var query = new Query();
            var (only, most) = (query.Choice("unread", unread, "true", "false") == "true", query.Limit(limit));
            var from = FeedCursor.Parse(cursor);
            if (!string.IsNullOrEmpty(cursor) && from is null) return Problems.Invalid("cursor", "is no place in the feed", "send what an answer gave as next");
            return query.Refused ?? Results.Ok(api.Read(db => FeedQuery.List(db, Person.Of(user)!, new FeedFilter(from, most, only), api.Now)));
        }).MindsSites().Gives<Page<FeedItem>>("What happened at your sites, the newest first").Refuses(400);

        v1.MapGet("/feed/unread", (ApiContext api, ClaimsPrincipal user) => Results.Ok(new UnreadView(api.Read(db => FeedQuery.Unread(db, Person.Of(user)!, api.Now)))))
            .MindsSites().Gives<UnreadView>("How much of it you have not read");

        v1.MapPost("/feed/read", async (ApiContext api, HttpContext http) => await DoAsync(api, http, (db, person, body, until, now) =>
        {
            if (body.Item is { } item) FeedMarks.Read(db, person, item, now);
            else FeedMarks.ReadUntil(db, person, until);
        })).MindsSites().Takes<FeedBody>().GivesNothing("You have read it: one item, or all until a time").Refuses(400);

        v1.MapPost("/feed/clear", async (ApiContext api, HttpContext http) => await DoAsync(api, http, (db, person, _, until, _) => FeedMarks.ClearUntil(db, person, until)))
            .MindsSites().Takes<FeedBody>().GivesNothing("Show you none of it until a time any more").Refuses(400);

        v1.MapPost("/feed/restore", (ApiContext api, ClaimsPrincipal user) =>
        {
            api.Read(db =>
            {
                FeedMarks.Restore(db, Person.Of(user)!);
                return true;
            });
            return Results.NoContent();
        }).MindsSites().GivesNothing("Show you again what you cleared");
    }

    private static async Task<IResult> DoAsync(ApiContext api, HttpContext http, Action<Store.Db, Person, FeedBody, DateTimeOffset, DateTimeOffset> act)
    {
        var (body, refused) = await JsonBody.ReadAsync(http.Request, section =>
        {
            var item = section.Text("item");
            if (item?.Length > FeedMarks.MaxItem) section.Error("item", null, "is no item of the feed", "send its id");
            return new FeedBody(item, Entries.EntryText.Time(section, "until"));
        });
        if (body is null) return refused!;

        // The stages have nothing to do with what somebody has read: nobody wakes them.
        return api.Read(db =>
        {
            act(db, Person.Of(http.User)!, body, body.Until is { } until && until < api.Now ? until : api.Now, api.Now);
            return Results.NoContent();
        });
    }
}
