using System.Collections.Frozen;
using System.Globalization;
using EdgeNoc.Collector.Web.Pages;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Lists;

/// <summary>A list that is a table of the sites.</summary>
/// <param name="Table">Its name on the wire.</param>
/// <param name="Cells">Its columns there, in the order of the rows.</param>
/// <param name="Kind">How it is shown: the site, the device, and those.</param>
internal sealed record SnapshotKind(string Table, IReadOnlyList<string> Cells, ListKind<SnapshotRow> Kind);

/// <summary>What routers list, each by its address: <c>/lists/ppp-accounts</c>.</summary>
internal static class SnapshotKinds
{
    public static FrozenDictionary<string, SnapshotKind> All { get; } = new[]
    {
        Of("ppp-accounts", RouterText.PppAccounts, "ppp_accounts",
            ("name", RouterText.User, null), ("state", OverviewText.State, ["online", "offline", "disabled"]), ("profile", RouterText.Profile, null), ("address", RouterText.Address, null), ("caller_id", OverviewText.Mac, null),
            ("last_logged_out", RouterText.LastOut, null), ("offline_s", RouterText.OfflineFor, null), ("last_disconnect_reason", OverviewText.Reason, null), ("comment", RouterText.Comment, null)),
        Of("ppp-sessions", RouterText.PppSessions, "ppp_active",
            ("name", RouterText.User, null), ("service", RouterText.Service, null), ("address", RouterText.Address, null), ("caller_id", OverviewText.Mac, null), ("uptime_s", OverviewText.Uptime, null),
            ("upload_bps", RouterText.UploadRate, null), ("download_bps", RouterText.DownloadRate, null), ("upload_bytes", RouterText.Uploaded, null), ("download_bytes", RouterText.Downloaded, null)),
        Of("hotspot", RouterText.Hotspot, "hotspot_active",
            ("user", RouterText.User, null), ("address", RouterText.Address, null), ("mac", OverviewText.Mac, null), ("server", RouterText.Server, null), ("uptime_s", OverviewText.Uptime, null), ("idle_s", RouterText.Idle, null),
            ("upload_bytes", RouterText.Uploaded, null), ("download_bytes", RouterText.Downloaded, null)),
        Of("leases", RouterText.Leases, "dhcp_leases",
            ("host_name", RouterText.Host, null), ("address", RouterText.Address, null), ("mac", OverviewText.Mac, null), ("status", OverviewText.State, ["bound", "waiting", "offered"]), ("server", RouterText.Server, null),
            ("expires_s", RouterText.Expires, null), ("comment", RouterText.Comment, null)),
        Of("queues", RouterText.Queues, "queues",
            ("name", OverviewText.Name, null), ("target", RouterText.Target, null), ("max_upload_bps", RouterText.MaxUpload, null), ("max_download_bps", RouterText.MaxDownload, null),
            ("upload_bytes", RouterText.Uploaded, null), ("download_bytes", RouterText.Downloaded, null), ("comment", RouterText.Comment, null)),
        Of("wireless", RouterText.Wireless, "wireless_clients",
            ("mac", OverviewText.Mac, null), ("interface", RouterText.Interface, null), ("address", RouterText.Address, null), ("signal_dbm", RouterText.Signal, null), ("uptime_s", OverviewText.Uptime, null),
            ("upload_bytes", RouterText.Uploaded, null), ("download_bytes", RouterText.Downloaded, null)),
        Of("addresses", RouterText.Addresses, "ip_addresses",
            ("address", RouterText.Address, null), ("network", RouterText.Network, null), ("interface", RouterText.Interface, null), ("comment", RouterText.Comment, null)),
    }.ToFrozenDictionary(kind => kind.Kind.Key, StringComparer.Ordinal);

    private static SnapshotKind Of(string key, Word title, string table, params IReadOnlyList<(string Column, Word Heading, IReadOnlyList<string>? Choices)> columns) => new(
        table,
        [.. columns.Select(column => column.Column)],
        new ListKind<SnapshotRow>
        {
            Key = key,
            Title = title,
            Id = row => $"{row.Site} {row.Device} {string.Join(' ', row.Cells.Take(3))} {row.Number}",
            Site = row => row.Site,
            SortedBy = columns[0].Column,
            Columns =
            [
                .. columns.Select((column, index) => Column(column.Column, column.Heading, column.Choices, index)),
                new("site", OverviewText.Site, row => row.Site) { Link = row => $"/sites/{row.Site}" },
                new("device", OverviewText.Device, row => row.Device) { Link = row => DeviceModel.Address(row.Site, row.Device) },
            ],
        });

    private static ListColumn<SnapshotRow> Column(string name, Word heading, IReadOnlyList<string>? choices, int index)
    {
        var column = new ListColumn<SnapshotRow>(name, heading, row => row.Cells[index]) { Choices = choices, ChoiceWord = choices is null ? null : RouterText.OfState };
        if (choices is not null) return column with { Shown = (row, viewer) => row.Cells[index] is { } state ? viewer.Say(RouterText.OfState(state)) : null, Look = row => Look(row.Cells[index]) };
        var unit = name[(name.LastIndexOf('_') + 1)..];
        if (unit is not ("s" or "bytes" or "bps" or "dbm")) return column;
        return column with { Number = row => Number(row.Cells[index]), Shown = (row, viewer) => Number(row.Cells[index]) is { } number ? Text(number, unit, viewer) : null };
    }

    private static string Text(double number, string unit, Viewer viewer) => unit switch
    {
        "s" => viewer.Duration(TimeSpan.FromSeconds(Math.Min(number, 1e9))),
        "bytes" => Scaled(number, ["B", "KiB", "MiB", "GiB", "TiB"], viewer),
        "bps" => Bits.Of(number, viewer),
        _ => $"{viewer.Number(number)} dBm",
    };

    private static string Scaled(double number, IReadOnlyList<string> units, Viewer viewer)
    {
        var unit = 0;
        for (; unit + 1 < units.Count && Math.Abs(number) >= 1024; unit++) number /= 1024;
        return $"{viewer.Number(Math.Round(number, number < 10 ? 1 : 0))} {units[unit]}";
    }

    private static string? Look(string? state) => state switch { "online" or "bound" => "status-up", "offline" => "status-down", "disabled" => "status-unknown", _ => null };

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
