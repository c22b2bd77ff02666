using System.Text.Json;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;

namespace EdgeNoc.Collector.Web.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">Its field.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Values">One for each time; null: nothing was measured then.</param>
internal sealed record ChartLine(string Name, string Label, IReadOnlyList<double?> Values);

/// <summary>A chart.</summary>
/// <param name="Times">In seconds since 1970, in order.</param>
/// <param name="Series">Its lines.</param>
/// <param name="From">Where it begins, in seconds since 1970.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Problem">Why there are none, in the viewer's words; left out: nothing was measured.</param>
internal sealed record ChartView(IReadOnlyList<long> Times, IReadOnlyList<ChartLine> Series, long From = 0, long To = 0, string? Problem = null);

/// <summary>Reads charts, on a connection of its own and with little patience: somebody waits for it.</summary>
internal sealed class ChartReader(CollectorConfig config, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>More at once would keep the database from what it is there for.</summary>
    private const int AtOnce = 4;

    private readonly InfluxFigures _influx = new(config.Influx, Patience, time);
    private readonly SemaphoreSlim _turns = new(AtOnce);

    /// <summary>Null: the database did not answer.</summary>
    public async Task<ChartView?> ReadAsync(string influxql, IReadOnlyList<(string Field, string Label)> lines, CancellationToken ct)
    {
        // A chart is one series of some hundred points, which may come in several pieces.
        InfluxSeries? all = null;
        var problem = await EachAsync(influxql, series => all = all is null ? series : all with { Rows = [.. all.Rows, .. series.Rows] }, ct);
        return problem is null ? Of(all, lines) : null;
    }

    /// <summary>Gives each piece of each series that a statement answers; null, or why it did not answer all of it. Never throws but for <paramref name="ct"/>.</summary>
    public async Task<WriteOutcome?> EachAsync(string influxql, Action<InfluxSeries> take, CancellationToken ct)
    {
        await _turns.WaitAsync(ct);
        try
        {
            await foreach (var piece in _influx.QueryAsync(influxql, ct))
            {
                if (piece.Problem is { } problem) return problem;
                foreach (var series in piece.Series) take(series);
            }

            return null;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        _influx.Dispose();
        _turns.Dispose();
    }

    /// <summary>Pure.</summary>
    internal static ChartView Of(InfluxSeries? series, IReadOnlyList<(string Field, string Label)> lines)
    {
        if (series is null) return new ChartView([], []);
        var columns = lines.Select(line => series.Columns.ToList().IndexOf(line.Field)).ToList();
        return new ChartView(
            [.. series.Rows.Select(row => row[0].GetInt64() / 1000)],
            [.. lines.Select((line, index) => new ChartLine(line.Field, line.Label, [.. series.Rows.Select(row => Number(row, columns[index]))]))]);
    }

    private static double? Number(JsonElement row, int column) =>
        column >= 0 && row[column].ValueKind == JsonValueKind.Number && row[column].TryGetDouble(out var number) ? Math.Round(number, 2) : null;
}
