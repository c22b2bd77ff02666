using System.Globalization;

namespace EdgeNoc.Simulators.Olt;

/// <summary>The cells of an ONU's row, by the width of the page.</summary>
internal static class OnuCells
{
    private static readonly string[] CtcWords = ["--", "MpcpDiscovery", "MpcpSla", "CtcInfo", "RequestCfg", "CtcNegDone"];

    public static string[] Of(OnuRow row, int width, PageQuirks quirks)
    {
        string[] head = [row.Slot.Id, Name(row, quirks), row.Mac, Status(row, quirks), "0101", "9125", "2"];
        var optics = Optics(row, quirks);
        var rtt = $"{row.RttTq}";
        var (online, offline) = (Time(row.LastOnline), Time(row.LastOffline));
        var ctc = row.Up ? 5 : 0;
        return width switch
        {
            22 => [.. head, $"{ctc}", "30", "0", rtt, .. optics, online, offline, $"{row.Reason}", $"{row.OnlineS}", $"{row.Deregisters}", row.Gasp ? "1" : "0"],
            18 => [.. head, .. optics, $"{row.OnlineS}", $"{row.Deregisters}", $"{row.Reason}", rtt, online, offline],
            16 => [.. head, CtcWords[ctc], "21", "Activate", rtt, .. optics],
            13 => [.. head, .. optics, rtt],
            11 => [.. head, CtcWords[ctc], "21", "Activate", rtt],
            _ => throw new ArgumentOutOfRangeException(nameof(width), width, "no firmware prints so many columns"),
        };
    }

    /// <summary><c>onuinfo</c> in its long form.</summary>
    public static string[] Detail(OnuRow row, PageQuirks quirks) =>
        [.. Of(row, 11, quirks)[..7], Time(row.LastOnline.AddDays(-30)), Time(row.LastOnline), Time(row.LastOffline), row.Up ? "5" : "0", "30", "0", $"{row.Reason}", $"{row.OnlineS}", $"{row.Deregisters}", row.Gasp ? "1" : "0"];

    public static string[] Optics(OnuRow row, PageQuirks quirks)
    {
        if (quirks.HasFlag(PageQuirks.Dashes) && !row.Up) return ["--", "--", "--", "--", "--"];
        if (quirks.HasFlag(PageQuirks.NoReading) && row.Slot.Index % 4 == 1) return ["NA", "--", "--", "-inf", "-inf"];
        return quirks.HasFlag(PageQuirks.AbsurdLevels) && row.Slot.Index % 4 == 2
            ? ["900.00", "3.00", "12.00", "2.00", "60.00"]
            : [Two(row.TempC), Two(row.VoltageV), Two(row.BiasMa), Two(row.TxDbm), Two(row.RxDbm)];
    }

    private static string Status(OnuRow row, PageQuirks quirks)
    {
        if (!quirks.HasFlag(PageQuirks.StatusWords)) return row.Up ? "Up" : "Down";
        return row.Slot.Index == 2 ? "LoopDetected" : row.Up ? "Up" : row.Gasp ? "PwrDown" : "Down";
    }

    private static string Name(OnuRow row, PageQuirks quirks)
    {
        if (quirks.HasFlag(PageQuirks.Gb2312) && row.Slot.Index % 4 == 0) return $"中文{row.Slot.Index}";
        if (!quirks.HasFlag(PageQuirks.OddNames)) return row.Name;
        return (row.Slot.Index % 4) switch
        {
            0 => new string('x', 300),
            1 => $"Warung 🍜 {row.Slot.Index}",
            2 => $"'Toko' {row.Slot.Index}",
            _ => row.Name,
        };
    }

    private static string Two(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
