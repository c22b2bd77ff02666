using System.Globalization;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Web.Charts;

/// <summary>
/// Charts of all sites that somebody sees: by the totals of sites, which are one series each, and where these are not computed, by the raw points of at most a day.
/// A statement for each line: InfluxDB 1.x mixes up rows of several series when one lacks a field that another has. Pure.
/// </summary>
internal static class NetworkQuery
{
    private const string Weak = "weak";

    /// <summary>The charts there are, each with its lines.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Lines { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["onus"] = ["online", "offline", Weak],
        ["sessions"] = ["active"],
        ["light"] = ["rx_avg_dbm"],
        ["temperature"] = ["temp_c"],
    };

    /// <summary>A month of all PONs would take the database longer than anybody waits.</summary>
    public static IReadOnlyList<ChartRange> Ranges { get; } = [.. ChartRange.All.Where(range => range.Length <= TimeSpan.FromDays(7))];

    /// <summary>By what is kept of five minutes.</summary>
    /// <param name="line">One of <see cref="Lines"/>.</param>
    /// <param name="range">How far back.</param>
    /// <param name="now">Where it ends.</param>
    /// <param name="scope">Of which sites; not none.</param>
    /// <param name="totalsAreRaw">InfluxDB 3.x, where totals stand among the raw points and no other store can be named.</param>
    public static string OfFigures(string line, ChartRange range, DateTimeOffset now, SiteScope scope, bool totalsAreRaw)
    {
        var where = Where(range, now, scope);
        var step = Step(range);
        return line switch
        {
            "rx_avg_dbm" => $"SELECT mean(\"rx_avg_dbm\") AS \"v\" FROM {From("pon")} WHERE {where} GROUP BY {step} fill(none)",
            "temp_c" => $"SELECT mean(\"temp_c\") AS \"v\" FROM {From("device")} WHERE {where} AND {IsBox} GROUP BY {step} fill(none)",
            _ => Sum(line == "active" ? "sessions" : line, From(Downsampled.SiteTotal), where, step, "\"site\""),
        };

        string From(string measurement) => totalsAreRaw ? $"\"{measurement}\"" : $"\"{Downsampled.Store}\".\"{measurement}\"";
    }

    /// <summary>By what was measured; null: too much for this range.</summary>
    public static string? OfPoints(string line, ChartRange range, DateTimeOffset now, SiteScope scope)
    {
        if (range.Length > TimeSpan.FromDays(1)) return null;
        var where = Where(range, now, scope);
        var step = Step(range);
        return line switch
        {
            "rx_avg_dbm" => $"SELECT mean(\"rx_avg_dbm\") AS \"v\" FROM \"pon\" WHERE {where} GROUP BY {step} fill(none)",
            "temp_c" => $"SELECT mean(\"temp_c\") AS \"v\" FROM \"device\" WHERE {where} AND {IsBox} GROUP BY {step} fill(none)",
            "active" => Sum("active", "\"sessions\"", $"{where} AND \"service\" =~ /^(pppoe|ipoe|hotspot)$/", step, "\"site\", \"device\", \"service\""),
            _ => Sum(line, "\"pon\"", where, step, "\"site\", \"device\", \"pon\""),
        };
    }

    private const string IsBox = Downsampling.FigureRules.IsBox;

    private static string Sum(string field, string from, string where, string step, string parts) =>
        $"SELECT sum(\"p\") AS \"v\" FROM (SELECT mean(\"{field}\") AS \"p\" FROM {from} WHERE {where} GROUP BY {step}, {parts} fill(none)) WHERE {where} GROUP BY {step} fill(none)";

    private static string Where(ChartRange range, DateTimeOffset now, SiteScope scope)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"time >= {(now - range.Length).ToUnixTimeMilliseconds()}ms AND time < {now.ToUnixTimeMilliseconds()}ms");
        return scope.IsAll ? time : $"{time} AND ({string.Join(" OR ", scope.Sites.Select(site => $"\"site\" = '{ChartQuery.Quoted(site)}'"))})";
    }

    // Figures are of five minutes: a finer step would have holes.
    private static string Step(ChartRange range) => string.Create(CultureInfo.InvariantCulture, $"time({(long)Math.Max(Downsampled.Window.TotalSeconds, range.Step.TotalSeconds)}s)");
}
