using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling.Setup;

/// <summary>The task of InfluxDB 2.x that computes the figures: the same as the continuous queries of 1.x, in Flux, the one language that tasks have.</summary>
internal static class FluxTask
{
    public const string Name = "edgenoc five-minute figures";

    /// <summary>It looks back twenty minutes at each run, in whole windows.</summary>
    public static string Text(InfluxConfig config)
    {
        var (raw, figures) = (InfluxAddresses.Bucket(config, InfluxStore.Raw), InfluxAddresses.Bucket(config, InfluxStore.Figures));
        var plain = string.Join(" or ", FigureRules.All.Where(rule => rule.Total is null).Select(rule => $"r._measurement == \"{rule.Source}\""));
        return $$"""
            import "date"
            import "types"

            option task = {name: "{{Name}}", every: 5m, offset: 15s}

            from_ = date.truncate(t: -20m, unit: 5m)
            to_ = date.truncate(t: now(), unit: 5m)

            raw = from(bucket: "{{raw}}") |> range(start: from_, stop: to_)
            figures = raw
                |> filter(fn: (r) => {{plain}})
                |> filter(fn: (r) => types.isType(v: r._value, type: "int") or types.isType(v: r._value, type: "float"))

            figures
                |> aggregateWindow(every: 5m, fn: mean, createEmpty: false, timeSrc: "_start")
                |> to(bucket: "{{figures}}")
            figures
                |> aggregateWindow(every: 5m, fn: min, createEmpty: false, timeSrc: "_start")
                |> map(fn: (r) => ({r with _field: r._field + "{{Downsampled.Min("")}}"}))
                |> to(bucket: "{{figures}}")
            figures
                |> aggregateWindow(every: 5m, fn: max, createEmpty: false, timeSrc: "_start")
                |> map(fn: (r) => ({r with _field: r._field + "{{Downsampled.Max("")}}"}))
                |> to(bucket: "{{figures}}")

            // The sum over a site, and over all of them where the network has such a figure.
            ofSites = (tables=<-, field) => tables
                |> group(columns: ["site", "_time"])
                |> sum()
                |> map(fn: (r) => ({_time: r._time, _measurement: "{{Downsampled.SiteTotal}}", site: r.site, _field: field, _value: float(v: r._value)}))
                |> to(bucket: "{{figures}}")
            ofNetwork = (tables=<-, field) => tables
                |> group(columns: ["_time"])
                |> sum()
                |> map(fn: (r) => ({_time: r._time, _measurement: "{{Downsampled.NetworkTotal}}", _field: field, _value: r._value}))
                |> to(bucket: "{{figures}}")

            {{string.Join("\n", FigureRules.All.Where(rule => rule.Total is not null).Select(Total))}}
            """;
    }

    private static string Total(FigureRule rule)
    {
        var part = rule.Total!.Part;
        var where = rule.Where.Length == 0 ? "" : $" and r.{rule.Where.Replace("\"", "", StringComparison.Ordinal)}";
        var map = part.Flux.Map is null ? "" : $" |> map(fn: (r) => ({{r with _value: {part.Flux.Map}}}))";
        return $"raw |> filter(fn: (r) => r._measurement == \"{rule.Source}\" and r._field == \"{part.Field}\"{where}) "
            + $"|> aggregateWindow(every: 5m, fn: {part.Flux.Function}, createEmpty: false, timeSrc: \"_start\"){map} |> ofSites(field: \"{part.Figure}\")"
            + (FigureRules.IsOfNetwork(part) ? $" |> ofNetwork(field: \"{part.Figure}\")" : "");
    }
}
