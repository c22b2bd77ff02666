using System.Data.Common;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Inventory.Find;

/// <summary>Keeps the index near the tables, a few at a time, so that whoever asks waits for little.</summary>
internal sealed class FindUpkeep(CollectorDatabase database, FindIndex index, TimeProvider time, ILogger<FindUpkeep> logger) : BackgroundService
{
    private const int AtOnce = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                while (!stoppingToken.IsCancellationRequested && !database.Write(db => index.Refresh(db, AtOnce)))
                {
                }
            }
            catch (DbException e)
            {
                logger.LogError("what can be found is not brought up to date: the collector's database failed ({Problem}): check space and rights of the state folder", e.Message);
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }
}
