using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>Puts the routes in order, in the caller's transaction and with its audit.</summary>
internal static class RouteOrder
{
    // Room for one that is put between two by its number.
    private const int Step = 10;

    /// <summary>False when these are not all routes, each once: somebody made or removed one meanwhile.</summary>
    public static bool Set(Db db, IReadOnlyList<string> ids, Actor actor, DateTimeOffset now)
    {
        var routes = PeopleEntries.Routes(db);
        var before = routes.ConvertAll(route => route.Id);
        if (ids.Count != before.Count || !ids.ToHashSet(StringComparer.Ordinal).SetEquals(before)) return false;
        if (before.SequenceEqual(ids, StringComparer.Ordinal)) return true;
        foreach (var (place, id) in ids.Index())
        {
            var route = routes.First(route => route.Id == id);
            RouteStore.Put(db, route.ToRoute(), place * Step);
        }

        ChangeLog.Note(db, now, actor, "route.order", "all", JsonSerializer.Serialize(before, RoutingJson.Default.IReadOnlyListString), JsonSerializer.Serialize(ids, RoutingJson.Default.IReadOnlyListString));
        AlertDue.MarkAll(db, now);
        return true;
    }
}
