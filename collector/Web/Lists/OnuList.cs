using System.Globalization;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Collector.Web.Pages;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Lists;

/// <summary>All ONUs as they are now.</summary>
internal static class OnuList
{
    public static ListKind<LiveOnu> Kind { get; } = new()
    {
        Key = "onus",
        Title = OverviewText.Onus,
        Id = onu => $"{onu.Site} {onu.Device} {onu.Position}",
        Site = onu => onu.Site,
        SortedBy = "site",
        Columns =
        [
            new("name", OverviewText.Name, onu => onu.Name) { Link = Page, Shown = (onu, _) => onu.Name ?? onu.Position },
            new("site", OverviewText.Site, onu => onu.Site) { Link = onu => $"/sites/{onu.Site}" },
            new("device", OverviewText.Device, onu => onu.Device) { Link = onu => DeviceModel.Address(onu.Site, onu.Device) },
            new("position", OverviewText.Position, onu => onu.Position) { Link = Page },
            new("status", OverviewText.State, onu => onu.Status)
            {
                Shown = (onu, viewer) => viewer.Say(OverviewText.OfStatus(onu.Status)), Look = onu => $"status-{onu.Status}",
                Choices = ["up", "down", "power_off", "los", "loop", "auth_failed", "unknown"], ChoiceWord = OverviewText.OfStatus,
            },
            new("rx_dbm", OverviewText.Rx, onu => onu.IsUp ? Text(onu.RxDbm) : null)
            {
                Number = onu => onu.IsUp ? onu.RxDbm : null, Shown = (onu, viewer) => onu is { IsUp: true, RxDbm: { } rx } ? viewer.Number(rx) : null, Look = onu => onu.IsWeak ? "warn" : null,
            },
            new("distance_m", OverviewText.Distance, onu => onu.DistanceM?.ToString(CultureInfo.InvariantCulture)) { Number = onu => onu.DistanceM },
            new("reason", OverviewText.Reason, onu => onu.Reason),
            new("mac", OverviewText.Mac, onu => onu.Mac),
            new("serial", OverviewText.Serial, onu => onu.Serial),
        ],
    };

    public static IEnumerable<LiveOnu> Rows(LiveBook book) => book.Sites.SelectMany(site => site.Onus);

    private static string? Page(LiveOnu onu) => OnuModel.Address(onu.Site, onu.Device, onu.Position);

    private static string? Text(double? number) => number?.ToString(CultureInfo.InvariantCulture);
}
