using System.Globalization;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>A stretch of windows of one site; without a site of all.</summary>
internal readonly record struct FigureRange(string? Site, long FromMs, long ToMs);

/// <summary>Writes rules as InfluxQL.</summary>
internal static class FigureStatement
{
    /// <summary>Over a stretch of time, for the collector to read.</summary>
    public static string Select(FigureRule rule, FigureRange range)
    {
        var bounds = string.Create(CultureInfo.InvariantCulture, $"time >= {range.FromMs}ms AND time < {range.ToMs}ms");
        return Text(rule, into: "", range.Site is { } site ? $"{bounds} AND \"site\" = '{Quoted(site)}'" : bounds, rule.Source);
    }

    /// <summary>
    /// A continuous query of 1.x. It looks back twenty minutes at each run: what comes ten minutes late is still seen, and what comes later the collector computes again.
    /// </summary>
    public static string Continuous(FigureRule rule, string database)
    {
        var raw = $"\"{database}\".\"{Downsampled.RawStore}\".\"{rule.Source}\"";
        return $"CREATE CONTINUOUS QUERY \"{Name(rule)}\" ON \"{database}\" RESAMPLE EVERY 5m FOR 20m BEGIN "
            + $"{Text(rule, $"INTO \"{database}\".\"{Downsampled.Store}\".\"{rule.Target}\" ", where: "", raw, isQualified: true)} END";
    }

    /// <summary>The name of a rule's continuous query.</summary>
    public static string Name(FigureRule rule) => rule.Total is null ? $"{Downsampled.Store}_{rule.Source}" : $"{Downsampled.Store}_{rule.Target}_{rule.Figures[0].Name}";

    private static string Text(FigureRule rule, string into, string where, string source, bool isQualified = false)
    {
        var from = isQualified ? source : $"\"{source}\"";
        var conditions = string.Join(" AND ", new[] { where, rule.Where }.Where(text => text.Length > 0));
        var condition = conditions.Length == 0 ? "" : $" WHERE {conditions}";
        if (rule.Total is not { } total) return $"SELECT {Fields(rule)} {into}FROM {from}{condition} GROUP BY time(5m), *";
        var parts = string.Join(", ", total.Parts.Select((part, index) => string.Create(CultureInfo.InvariantCulture, $"{part.InfluxQl} AS \"p{index}\"")));
        var sums = string.Join(", ", total.Parts.Select((part, index) => string.Create(CultureInfo.InvariantCulture, $"sum(\"p{index}\") AS \"{part.Figure}\"")));
        // The outer statement has the same bounds, for without them its windows would begin in 1970.
        var outer = where.Length == 0 ? "" : $" WHERE {where}";
        return $"SELECT {sums} {into}FROM (SELECT {parts} FROM {from}{condition} GROUP BY time(5m), \"site\", {total.Tags} fill(none)){outer} GROUP BY time(5m), \"site\"";
    }

    private static string Fields(FigureRule rule) => string.Join(", ", rule.Figures.Chunk(3).Select(three =>
        $"mean(\"{three[0].Name}\") AS \"{three[0].Name}\", min(\"{three[0].Name}\") AS \"{three[1].Name}\", max(\"{three[0].Name}\") AS \"{three[2].Name}\""));

    private static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
