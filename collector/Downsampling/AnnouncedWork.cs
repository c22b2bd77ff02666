using System.Buffers;
using System.Text.Json;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>
/// How many boxes of a site had announced work in each window, and how many of these were up: a site's report takes them off what was known and what was up.
/// </summary>
/// <remarks>
/// Computed here and in no statement: work is written of a device without its kind, and InfluxDB 1.x mixes up rows of several series when one of them lacks a field that another has.
/// </remarks>
internal static class AnnouncedWork
{
    /// <summary>The measurement that is read.</summary>
    public const string Source = "device";

    /// <summary>Adds lines to <paramref name="output"/>, none where no work ran. Not null when the database did not answer.</summary>
    public static async Task<WriteOutcome?> WriteAsync(IFigureStore store, FigureRange range, IBufferWriter<byte> output, CancellationToken ct)
    {
        var (work, problem) = await WindowsAsync(store, "max(\"maintenance\")", range, "\"maintenance\" > 0 AND \"device\" !~ /^(site)$/", ct);
        if (problem is not null || work.Count == 0) return problem;
        var writer = new LineWriter(output);
        foreach (var site in work.Keys.Select(window => window.Site).Distinct(StringComparer.Ordinal))
        {
            var (up, failed) = await WindowsAsync(store, "mean(\"up\")", range with { Site = site }, FigureRules.IsBox, ct);
            if (failed is not null) return failed;
            foreach (var (atMs, boxes) in up.Where(box => work.ContainsKey(box.Key)).GroupBy(box => box.Key.AtMs).Select(group => (group.Key, group.Select(box => box.Value).ToList())))
            {
                writer.Measurement(Downsampled.SiteTotal);
                writer.Tag("site", site);
                writer.Field("boxes_announced", (double)boxes.Count);
                writer.Field("boxes_announced_up", boxes.Sum());
                writer.End(atMs);
            }
        }

        return null;
    }

    /// <summary>One figure of each device and window that has it.</summary>
    private static async Task<(Dictionary<DeviceWindow, double> Windows, WriteOutcome? Problem)> WindowsAsync(
        IFigureStore store, string figure, FigureRange range, string where, CancellationToken ct)
    {
        var windows = new Dictionary<DeviceWindow, double>();
        var statement = $"SELECT {figure} FROM \"{Source}\" WHERE {FigureStatement.Bounds(range)} AND {where} GROUP BY time(5m), \"site\", \"device\" fill(none)";
        await foreach (var piece in store.QueryAsync(statement, ct))
        {
            if (piece.Problem is { } problem) return (windows, problem);
            foreach (var series in piece.Series)
            {
                var (site, device) = (series.Tags.GetValueOrDefault("site", ""), series.Tags.GetValueOrDefault("device", ""));
                foreach (var row in series.Rows.Where(row => row[1].ValueKind == JsonValueKind.Number)) windows[new DeviceWindow(site, device, row[0].GetInt64())] = row[1].GetDouble();
            }
        }

        return (windows, null);
    }

    private readonly record struct DeviceWindow(string Site, string Device, long AtMs);
}
