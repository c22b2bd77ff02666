using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Feed;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Feed;

/// <summary>What happened at the sites that somebody sees, and what of it he has read: his own marks, whoever he is.</summary>
internal sealed class IndexModel(ApiContext api, Viewer viewer) : PageModel
{
    private const int PartSize = 50;

    public bool UnreadOnly { get; private set; }

    public int Unread { get; private set; }

    public Page<FeedItem> Items { get; private set; } = new([], null);

    /// <summary>When this was read: what comes later is not marked or cleared with it.</summary>
    public long AsOf { get; private set; }

    private Person Me => viewer.Person!;

    public void OnGet(bool unread) => Read(unread, null);

    public PartialViewResult OnGetList(bool unread) => Part("_FeedList", unread, null);

    public PartialViewResult OnGetMore(bool unread, string? cursor) => Part("_FeedItems", unread, cursor);

    /// <summary>What stands in the head of every page.</summary>
    public PartialViewResult OnGetBell() => Partial("_Bell", (int?)api.Read(db => FeedQuery.Unread(db, Me, viewer.Now)));

    public RedirectResult OnPostRead(string? item, bool unread) => Do(unread, db =>
    {
        if (item is { Length: > 0 and <= FeedMarks.MaxItem }) FeedMarks.Read(db, Me, item, viewer.Now);
    });

    public RedirectResult OnPostReadAll(long until) => Do(unread: false, db => FeedMarks.ReadUntil(db, Me, Bounded(until)));

    public RedirectResult OnPostClear(long until) => Do(unread: false, db => FeedMarks.ClearUntil(db, Me, Bounded(until)));

    public RedirectResult OnPostRestore() => Do(unread: false, db => FeedMarks.Restore(db, Me));

    private PartialViewResult Part(string name, bool unread, string? cursor)
    {
        Read(unread, cursor);
        return Partial(name, this);
    }

    private RedirectResult Do(bool unread, Action<Db> act)
    {
        api.Read(db =>
        {
            act(db);
            return true;
        });
        return Redirect(unread ? "/feed?unread=true" : "/feed");
    }

    private void Read(bool unread, string? cursor)
    {
        (UnreadOnly, AsOf) = (unread, DbTime.Ms(viewer.Now));
        (Items, Unread) = api.Read(db => (FeedQuery.List(db, Me, new FeedFilter(FeedCursor.Parse(cursor), PartSize, unread), viewer.Now), FeedQuery.Unread(db, Me, viewer.Now)));
    }

    private DateTimeOffset Bounded(long until) => DbTime.Time(Math.Clamp(until, 0, DbTime.Ms(viewer.Now)));
}
