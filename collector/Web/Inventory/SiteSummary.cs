using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Collector.Web.Inventory;

/// <summary>A site in the list of the inventory.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Devices">Polled boxes of its config.</param>
/// <param name="Onts">ONTs of its config.</param>
/// <param name="Wanted">The newest version of its config; null: none.</param>
/// <param name="Have">What its agent said of configs; null: nothing yet.</param>
internal sealed record SiteSummary(string Id, string? Title, int Devices, int Onts, long? Wanted, HaveConfig? Have)
{
    public static IReadOnlyList<SiteSummary> All(Db db, SiteScope scope) =>
        [.. db.Query<string>("SELECT site FROM sites ORDER BY site").Where(scope.Allows).Select(site => Of(db, SiteRow.Find(db, site)!))];

    public static SiteSummary Of(Db db, SiteRow site)
    {
        var devices = SiteDevices.All(site.ConfigJson);
        return new SiteSummary(site.Id, site.Title, devices.Count(device => !device.IsGroup), devices.Sum(device => device.Targets), ConfigStore.Latest(db, site.Id)?.Version, HaveStore.Find(db, site.Id));
    }

    /// <summary>Whether the site runs what the office wants.</summary>
    public string Config(Viewer viewer)
    {
        if (Wanted is not { } wanted) return "";
        if (Have is null || Have.Running.Version == wanted) return viewer.Say(InventoryText.Version, wanted);
        return Have.LastFailed is { } failed && failed.Version == wanted
            ? viewer.Say(InventoryText.NotTaken, wanted, failed.Problems is [var first, ..] ? first.Problem : failed.Stage)
            : viewer.Say(InventoryText.OnItsWay, wanted, Have.Running.Version?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Have.Running.Source);
    }
}
