using System.Security.Claims;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Lists;

namespace EdgeNoc.Collector.Web.Traffic;

/// <summary>A port or PON as it is now. What is left out was not told.</summary>
/// <param name="Site">Where.</param>
/// <param name="Device">Of which device.</param>
/// <param name="Name">The device's own name for it.</param>
/// <param name="Kind"><c>port</c>, <c>pon</c>.</param>
/// <param name="State"><c>up, down, unknown</c>; <c>silent</c>: nothing was heard for 15 minutes.</param>
/// <param name="Since">Since when it is up or down, where that was seen.</param>
/// <param name="At">The last poll.</param>
/// <param name="SpeedBps">Negotiated.</param>
/// <param name="RxBps">What the device receives there; left out while silent.</param>
/// <param name="TxBps">What it sends.</param>
/// <param name="UtilPct">The busier direction.</param>
/// <param name="Errors">In both directions, since the device began to count.</param>
/// <param name="Drops">Discarded, likewise.</param>
/// <param name="LinkDowns">How often its link was lost.</param>
internal sealed record InterfaceView(
    string Site, string Device, string Name, string Kind, string State, DateTimeOffset? Since, DateTimeOffset At, long? SpeedBps, long? RxBps, long? TxBps, double? UtilPct, long? Errors, long? Drops, long? LinkDowns)
{
    public static InterfaceView Of(LiveInterface one, long nowMs)
    {
        var state = one.State(nowMs);
        var view = new InterfaceView(
            one.Site, one.Device, one.Name, one.Kind, state, one.SinceMs > 0 ? DbTime.Time(one.SinceMs) : null, DbTime.Time(one.AtMs), one.SpeedBps, one.RxBps, one.TxBps, one.UtilPct, one.Errors, one.Drops, one.LinkDowns);
        return state == "silent" ? view with { RxBps = null, TxBps = null, UtilPct = null } : view;
    }
}

/// <summary><c>/interfaces</c>: the list of the console, by the same filters.</summary>
internal static class InterfacesEndpoint
{
    public static void MapInterfaces(this RouteGroupBuilder v1) => v1.MapGet("/interfaces", (
        InterfaceBook book, ClaimsPrincipal user, TimeProvider time, HttpRequest http, string? site, string? device, string? name, string? kind, string? state, string? q, string? sort, string? order, string? cursor, string? limit) =>
    {
        var query = new Query();
        var now = time.GetUtcNow();
        var list = InterfaceList.Kind(now);
        query.Site(site);
        query.Device(device);
        query.Choice("sort", sort, [.. list.Columns.Select(column => column.Key)]);
        query.Choice("order", order, "asc", "desc");
        foreach (var (parameter, text) in new[] { ("name", name), ("kind", kind), ("state", state), ("q", q) }) query.Text(parameter, text);
        var most = query.Limit(limit);
        var after = ListCursor.Parse(cursor);
        if (!string.IsNullOrEmpty(cursor) && after is null) return Problems.Invalid("cursor", "is none of this list", "send next of the answer before as it stands");
        if (query.Refused is { } refused) return refused;
        var nowMs = DbTime.Ms(now);
        var part = ListQuery.Run(list, book.All(nowMs), ListRequest.Of(list, http.Query) with { After = after }, Person.ScopeOf(user), most);
        return Results.Ok(new Page<InterfaceView>([.. part.Rows.Select(one => InterfaceView.Of(one, nowMs))], part.Next?.ToString()));
    }).MindsSites().Gives<Page<InterfaceView>>("All ports of routers and OLTs, and PONs, as they are now; filtered and sorted as the list of the console").Refuses(400);
}
