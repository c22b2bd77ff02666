using System.Data.Common;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>
/// Computes figures anew a minute after late data came; every five minutes the availability of sites, and on InfluxDB 3.x, which has neither continuous queries nor tasks, all of them.
/// What cannot be computed now waits in the collector's database.
/// </summary>
internal sealed class FigureLoop(Recomputation recomputation, CollectorConfig config, TimeProvider time, ILogger<FigureLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan NewestEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromHours(1);
    private long? _said;
    private long? _newest;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (DbException e)
            {
                logger.LogError("five-minute figures wait: the collector's database failed ({Problem}): check space and rights of the state folder", e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(e, "five-minute figures: a round failed; it is tried again");
            }

            await Task.Delay(Tick, time, stoppingToken);
        }
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        while (true)
        {
            var (windows, problem) = await recomputation.RunAsync(ct);
            if (problem is not null) Say(problem);
            if (windows > 0) logger.LogInformation("five-minute figures: {Windows} windows computed anew after late data", windows);
            if (windows == 0 || problem is not null) break;
        }

        if (_newest is { } last && time.GetElapsedTime(last) < NewestEvery) return;
        _newest = time.GetTimestamp();
        if (await recomputation.ComputeNewestAsync(time.GetUtcNow(), withRules: config.Influx.Generation == InfluxGeneration.Three, ct) is { } failed) Say(failed);
    }

    /// <summary>Once an hour: who has not set the store up may not want it.</summary>
    private void Say(WriteOutcome problem)
    {
        if (_said is { } before && time.GetElapsedTime(before) < SayAgainAfter) return;
        _said = time.GetTimestamp();
        var (detail, remedy) = problem switch
        {
            WriteOutcome.Unavailable unavailable => (unavailable.Detail, unavailable.Remedy),
            WriteOutcome.Refused refused => (refused.Reason, "run edgenoc-collector influx init"),
            _ => ("", ""),
        };
        logger.LogWarning("five-minute figures are not computed: {Detail}; {Remedy}. They are computed later", detail, remedy);
    }
}
