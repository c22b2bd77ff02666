using System.Buffers;
using System.Text.Json;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>A window of a site, as shares of its boxes.</summary>
/// <param name="Known">Polled, while no work was announced.</param>
/// <param name="KnownUp">Of these the part that answered.</param>
/// <param name="Work">With announced work.</param>
internal readonly record struct WindowShares(double Known, double KnownUp, double Work)
{
    /// <summary>Null: nobody measured, and no work was announced for the whole site.</summary>
    /// <param name="up">Of each box that was polled the share of polls that it answered, and whether work was announced for it.</param>
    /// <param name="isWholeSite">Work was announced for the whole site: whatever was polled says nothing.</param>
    public static WindowShares? Of(IReadOnlyCollection<(double Up, bool HasWork)> up, bool isWholeSite)
    {
        if (isWholeSite) return new WindowShares(0, 0, 1);
        if (up.Count == 0) return null;
        var known = up.Where(box => !box.HasWork).ToList();
        return new WindowShares((double)known.Count / up.Count, known.Sum(box => box.Up) / up.Count, 1 - ((double)known.Count / up.Count));
    }
}

/// <summary>Computes <see cref="WindowShares"/> of sites: a month of two hundred of them has to be a sum of what is stored, for to compute it when it is asked for takes minutes.</summary>
/// <remarks>
/// Here and in no statement: work is written of a device without its kind, and InfluxDB 1.x mixes up rows of several series when one of them lacks a field that another has.
/// </remarks>
internal static class SiteAvailability
{
    /// <summary>The measurement that is read.</summary>
    public const string Source = "device";

    /// <summary>The device of what is about the POP itself.</summary>
    private const string WholeSite = "site";

    /// <summary>Adds lines to <paramref name="output"/>, one for each site and window. Not null when the database did not answer.</summary>
    public static async Task<WriteOutcome?> WriteAsync(IFigureStore store, FigureRange range, IBufferWriter<byte> output, CancellationToken ct)
    {
        var (up, noUp) = await WindowsAsync(store, "mean(\"up\")", range, FigureRules.IsBox, ct);
        if (noUp is not null) return noUp;
        var (work, noWork) = await WindowsAsync(store, "max(\"maintenance\")", range, "\"maintenance\" > 0", ct);
        if (noWork is not null) return noWork;
        var writer = new LineWriter(output);
        var polled = up.ToLookup(box => (box.Key.Site, box.Key.AtMs), box => (box.Value, work.ContainsKey(box.Key)));
        foreach (var (site, atMs) in polled.Select(boxes => boxes.Key).Union(work.Keys.Where(key => key.Device == WholeSite).Select(key => (key.Site, key.AtMs))))
        {
            if (WindowShares.Of([.. polled[(site, atMs)]], work.ContainsKey(new DeviceWindow(site, WholeSite, atMs))) is not { } availability) continue;
            writer.Measurement(Downsampled.SiteTotal);
            writer.Tag("site", site);
            writer.Field("known", availability.Known);
            writer.Field("known_up", availability.KnownUp);
            writer.Field("work", availability.Work);
            writer.End(atMs);
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
