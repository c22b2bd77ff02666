using System.Data.Common;
using EdgeNoc.Collector.Inventory.Onus;
using EdgeNoc.Collector.Inventory.Sessions;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Inventory;

/// <summary>Deletes history that is too old or too much, in small steps, so that events and messages wait for none of it.</summary>
internal sealed class HistoryUpkeep(CollectorDatabase database, TimeProvider time, ILogger<HistoryUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>Deletes all that is due.</summary>
    public void Run(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        Repeat(db => SessionStore.Prune(db, now), ct);
        Repeat(db => SessionStore.PruneExcess(db, SessionStore.MaxPerSite), ct);
        Repeat(db => OnuStore.Prune(db, now), ct);
        Repeat(db => OnuStore.PruneExcess(db, OnuStore.MaxGonePerSite), ct);
        Repeat(db => AlertHistory.Prune(db, now), ct);
        foreach (var site in database.Write(SiteStore.All).Select(one => one.Name)) Repeat(db => AlertHistory.PruneEvents(db, site, now), ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, time, stoppingToken);
        while (true)
        {
            try
            {
                Run(stoppingToken);
            }
            catch (DbException e)
            {
                logger.LogError("old history stays: the collector's database failed ({Problem}): check space and rights of the state folder", e.Message);
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private void Repeat(Func<Db, bool> step, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested && database.Write(step))
        {
        }
    }
}
