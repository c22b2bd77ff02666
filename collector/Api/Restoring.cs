using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Removed;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api;

/// <summary>Puts back what was removed, whatever kind it is of.</summary>
internal static class Restoring
{
    public static DeskResult Restore(Db db, ApiContext api, RemovedEntry entry, Actor actor, DateTimeOffset now) =>
        PeopleResources.Find(entry.Kind) is { } people ? people.Restore(db, api, entry, actor, now)
            : entry.Kind == TemplateActions.Kind ? TemplateActions.Restore(db, entry, actor, now)
            : SiteRemoval.Restore(db, entry, actor, now);
}
