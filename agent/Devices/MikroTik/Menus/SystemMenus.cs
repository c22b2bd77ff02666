using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary><c>/system/resource</c>, <c>/system/identity</c>, <c>/system/routerboard</c>, <c>/system/clock</c>: what the box is and how it does. Every field may be missing.</summary>
internal static class SystemMenus
{
    /// <summary>Null when there is no row, or one of another menu.</summary>
    public static DeviceRecord? Resource(IReadOnlyList<Sentence> rows, Drops drops)
    {
        if (rows is not [var only, ..]) return null;
        var row = new MenuRow(only, drops);
        var device = new DeviceRecord
        {
            UptimeS = row.Seconds("uptime"u8),
            Version = row.Text("version"u8),
            CpuPct = row.Measured("cpu-load"u8, 0, 100),
            MemUsedPct = UsedPct(row.Count("free-memory"u8), row.Count("total-memory"u8)),
            DiskUsedPct = UsedPct(row.Count("free-hdd-space"u8), row.Count("total-hdd-space"u8)),
            Model = row.Text("board-name"u8),
            Serial = row.Text("serial-number"u8),
        };
        return device == new DeviceRecord() ? null : device;
    }

    public static string? Identity(IReadOnlyList<Sentence> rows, Drops drops) => rows is [var only, ..] ? new MenuRow(only, drops).Text("name"u8) : null;

    /// <summary>Model and serial; a PC says <c>routerboard=false</c> and nothing else.</summary>
    public static DeviceRecord? Routerboard(IReadOnlyList<Sentence> rows, Drops drops)
    {
        if (rows is not [var only, ..]) return null;
        var row = new MenuRow(only, drops);
        var device = new DeviceRecord { Model = row.Text("model"u8), Serial = row.Text("serial-number"u8) };
        return device == new DeviceRecord() ? null : device;
    }

    /// <summary>The router's own wall clock, without a zone.</summary>
    public static DateTime? Clock(IReadOnlyList<Sentence> rows) =>
        rows is [var only, ..] && only.TryGet("date"u8, out var date) && only.TryGet("time"u8, out var time) ? RouterValue.LocalTime([.. date, (byte)' ', .. time]) : null;

    private static double? UsedPct(long? free, long? total) =>
        free is { } unused && total is > 0 and var all && unused <= all ? Math.Round((all - unused) * 100.0 / all, 2) : null;
}
