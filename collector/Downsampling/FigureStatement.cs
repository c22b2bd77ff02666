using System.Globalization;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>A stretch of windows of one site; without a site of all.</summary>
internal readonly record struct FigureRange(string? Site, long FromMs, long ToMs);

/// <summary>Writes rules as InfluxQL.</summary>
internal static class FigureStatement
{
    /// <summary>Over a stretch of time, for the collector to read.</summary>
    /// <param name="totals">Where the totals of sites are.</param>
    public static string Select(FigureRule rule, FigureRange range, InfluxStore totals)
    {
        if (rule.IsOfNetwork) return Text(rule, into: "", Bounds(range with { Site = null }), totals == InfluxStore.Raw ? Name(rule.Source) : $"{Name(Downsampled.Store)}.{Name(rule.Source)}");
        return Text(rule, into: "", Bounds(range), Name(rule.Source));
    }

    /// <summary>The condition that a point lies in a stretch.</summary>
    public static string Bounds(FigureRange range)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"time >= {range.FromMs}ms AND time < {range.ToMs}ms");
        return range.Site is { } site ? $"{time} AND \"site\" = '{Quoted(site)}'" : time;
    }

    /// <summary>A continuous query of 1.x.</summary>
    public static string Continuous(FigureRule rule, string database)
    {
        var source = $"\"{database}\".\"{(rule.IsOfNetwork ? Downsampled.Store : Downsampled.RawStore)}\".\"{rule.Source}\"";
        var (every, back) = rule.Pace;
        return string.Create(CultureInfo.InvariantCulture, $"CREATE CONTINUOUS QUERY \"{QueryName(rule)}\" ON \"{database}\" RESAMPLE EVERY {every}m FOR {back}m BEGIN ")
            + $"{Text(rule, $"INTO \"{database}\".\"{Downsampled.Store}\".\"{rule.Target}\" ", where: "", source)} END";
    }

    /// <summary>The name of a rule's continuous query.</summary>
    public static string QueryName(FigureRule rule) =>
        rule is { Total: null, IsOfNetwork: false } ? $"{Downsampled.Store}_{rule.Source}" : $"{Downsampled.Store}_{rule.Target}_{rule.Figures[0].Name}";

    private static string Text(FigureRule rule, string into, string where, string from)
    {
        var condition = Where(where, rule.Where);
        if (rule.IsOfNetwork) return $"SELECT {string.Join(", ", rule.Figures.Select(figure => $"sum({Name(figure.Name)}) AS {Name(figure.Name)}"))} {into}FROM {from}{condition} GROUP BY time(5m) fill(none)";
        if (rule.Total is not { } total) return $"SELECT {Fields(rule)} {into}FROM {from}{condition} GROUP BY time(5m), *";
        // The outer statement has the same bounds, for without them its windows would begin in 1970.
        return $"SELECT sum(\"v\") AS \"{total.Part.Figure}\" {into}FROM (SELECT {total.Part.InfluxQl} AS \"v\" FROM {from}{condition} "
            + $"GROUP BY time(5m), \"site\", {total.Tags} fill(none)){Where(where)} GROUP BY time(5m), \"site\"";
    }

    private static string Fields(FigureRule rule) => string.Join(", ", rule.Figures.Chunk(3).Select(three =>
        $"mean(\"{three[0].Name}\") AS \"{three[0].Name}\", min(\"{three[0].Name}\") AS \"{three[1].Name}\", max(\"{three[0].Name}\") AS \"{three[2].Name}\""));

    private static string Where(params IEnumerable<string> conditions)
    {
        var text = string.Join(" AND ", conditions.Where(condition => condition.Length > 0));
        return text.Length == 0 ? "" : $" WHERE {text}";
    }

    private static string Name(string identifier) => $"\"{identifier}\"";

    private static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
