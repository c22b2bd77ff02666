using System.Globalization;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Web.Pages;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Collector.Web.Traffic;

namespace EdgeNoc.Collector.Web.Lists;

/// <summary>All ports of routers and OLTs, and PONs, as they are now.</summary>
internal static class InterfaceList
{
    private const double Busy = 80;

    /// <param name="now">What has been silent until then for long is shown without rates.</param>
    public static ListKind<LiveInterface> Kind(DateTimeOffset now)
    {
        var nowMs = DbTime.Ms(now);
        return new ListKind<LiveInterface>
        {
            Key = "interfaces",
            Title = TrafficText.Interfaces,
            Id = one => $"{one.Site} {one.Device} {one.Kind} {one.Name}",
            Site = one => one.Site,
            SortedBy = "site",
            Columns =
            [
                new("name", OverviewText.Name, one => one.Name) { Link = InterfaceModel.Address },
                new("site", OverviewText.Site, one => one.Site) { Link = one => $"/sites/{one.Site}" },
                new("device", OverviewText.Device, one => one.Device) { Link = one => DeviceModel.Address(one.Site, one.Device) },
                new("kind", OverviewText.Kind, one => one.Kind) { Shown = (one, viewer) => viewer.Say(TrafficText.OfKind(one.Kind)), Choices = ["port", "pon"], ChoiceWord = TrafficText.OfKind },
                new("state", OverviewText.State, one => one.State(nowMs))
                {
                    Shown = (one, viewer) => viewer.Say(TrafficText.OfState(one.State(nowMs))), Look = one => Look(one.State(nowMs)), Choices = ["up", "down", "silent", "unknown"], ChoiceWord = TrafficText.OfState,
                },
                Rate("speed_bps", TrafficText.Speed, one => one.SpeedBps),
                Rate("rx_bps", TrafficText.Rx, one => Now(one, one.RxBps)),
                Rate("tx_bps", TrafficText.Tx, one => Now(one, one.TxBps)),
                new("util_pct", TrafficText.Util, one => Text(Now(one, one.UtilPct)))
                {
                    Number = one => Now(one, one.UtilPct), Shown = (one, viewer) => Now(one, one.UtilPct) is { } pct ? viewer.Number(pct) : null, Look = one => Now(one, one.UtilPct) >= Busy ? "warn" : null,
                },
                Count("errors", TrafficText.Errors, one => one.Errors),
                Count("drops", TrafficText.Drops, one => one.Drops),
                Count("link_downs", TrafficText.LinkDowns, one => one.LinkDowns),
                new("since", TrafficText.Since, one => Since(one)?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
                {
                    Number = one => one.SinceMs > 0 ? one.SinceMs : null, Shown = (one, viewer) => Since(one) is { } at ? viewer.Phrasing.Clock(at, viewer.Now) : null,
                },
            ],
        };

        T? Now<T>(LiveInterface one, T? value)
            where T : struct => one.State(nowMs) == "silent" ? null : value;
    }

    public static string? Look(string state) => state switch { "up" => "status-up", "down" => "status-down", _ => "status-unknown" };

    private static ListColumn<LiveInterface> Rate(string key, Word heading, Func<LiveInterface, long?> of) =>
        new(key, heading, one => Text(of(one))) { Number = one => of(one), Shown = (one, viewer) => of(one) is { } bps ? Bits.Of(bps, viewer) : null };

    private static ListColumn<LiveInterface> Count(string key, Word heading, Func<LiveInterface, long?> of) =>
        new(key, heading, one => Text(of(one))) { Number = one => of(one), Shown = (one, viewer) => of(one) is { } count ? viewer.Number(count) : null };

    private static DateTimeOffset? Since(LiveInterface one) => one.SinceMs > 0 ? DbTime.Time(one.SinceMs) : null;

    private static string? Text(double? number) => number?.ToString(CultureInfo.InvariantCulture);
}
