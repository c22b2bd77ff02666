using System.Text.Json;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Removed;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Web.Entries;

/// <summary>What an address of the console leads to.</summary>
/// <param name="Kind"><c>site, device, ont, group, contact, rotation, route, report</c>.</param>
/// <param name="Site">Whose it is; null for what is of no site.</param>
/// <param name="Id">Its id.</param>
internal sealed record LinkTarget(string Kind, string? Site, string Id)
{
    /// <summary>Null: it leads to nothing that can be removed. Pure.</summary>
    /// <param name="path"><c>/contacts/edit</c>.</param>
    /// <param name="query">The value of a parameter.</param>
    public static LinkTarget? Of(string path, Func<string, string?> query) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var kinds, "edit"] when PeopleResources.All.FirstOrDefault(one => one.Path == kinds) is { } people && query("id") is { Length: > 0 } id => new(people.Name, null, id),
        ["groups", "edit"] when query("id") is { Length: > 0 } id => new(RemovedKinds.Group, null, id),
        ["groups", var id] => new(RemovedKinds.Group, null, id),
        ["inventory", "site", var site] => new(RemovedKinds.Site, site, site),
        ["sites", var site] => new(RemovedKinds.Site, site, site),
        ["sites", var site, "run"] => new(RemovedKinds.Site, site, site),
        ["inventory", "device"] when query("site") is { Length: > 0 } site && query("id") is { Length: > 0 } id => new(RemovedKinds.Device, site, id),
        ["inventory", "ont"] when query("site") is { Length: > 0 } site && query("id") is { Length: > 0 } id => new(RemovedKinds.Ont, site, id),
        ["sites", var site, "devices", var device, ..] => new(RemovedKinds.Device, site, device),
        _ => null,
    };
}

/// <summary>Something that a link leads to and that somebody removed.</summary>
/// <param name="Target">What it was.</param>
/// <param name="By">Who removed it.</param>
/// <param name="At">When.</param>
/// <param name="Entry">By which it is put back; null: it lies there longer than 30 days and is gone.</param>
internal sealed record RemovedLink(LinkTarget Target, string By, DateTimeOffset At, long? Entry)
{
    /// <summary>Null: it never was, is there, or is not among the sites that whoever asks sees.</summary>
    public static RemovedLink? Find(Db db, LinkTarget target, SiteScope scope, DateTimeOffset now)
    {
        if (RemovedStore.All(db, scope, now).Find(entry => entry.Kind == target.Kind && IsMeant(entry, target)) is { } found) return new RemovedLink(target, found.RemovedBy, DbTime.Time(found.RemovedMs), found.Id);
        if (target.Site is { } site ? !scope.Allows(site) : !scope.IsAll) return null;
        var isGone = db.First<string>("SELECT action FROM audit WHERE target = @Id AND action IN (@put, @remove, @restore) AND outcome = 'done' ORDER BY id DESC LIMIT 1", new { target.Id, put = $"{target.Kind}.put", remove = $"{target.Kind}.remove", restore = $"{target.Kind}.restore" }) == $"{target.Kind}.remove";
        return isGone && LastChange.Of(db, target.Kind, target.Id) is { } last ? new RemovedLink(target, last.By, last.At, null) : null;
    }

    private static bool IsMeant(RemovedEntry entry, LinkTarget target) => target.Kind switch
    {
        RemovedKinds.Site => entry.Site == target.Id,
        RemovedKinds.Group => JsonSerializer.Deserialize(entry.ContentJson, DeskJson.Default.CustomerGroup)?.Id == target.Id,
        _ => entry.Name == target.Id && entry.Site == target.Site,
    };
}
