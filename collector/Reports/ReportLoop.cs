using System.Data.Common;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Reports;

/// <summary>Looks every few seconds whether a report is due: a slot is never missed for a clock that was set.</summary>
internal sealed class ReportLoop(ReportSender reports, Wakeups wakeups, TimeProvider time, ILogger<ReportLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                if (reports.Run(time.GetUtcNow()) > 0) wakeups.Outbox.Set();
            }
            catch (DbException e)
            {
                logger.LogError("reports wait: the collector's database failed ({Problem}): check space and rights of the state folder", e.Message);
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }
}

/// <summary>Registers the reports.</summary>
internal static class ReportsModule
{
    /// <summary>Needs what <c>AddAlerts</c> registers.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton<ReportSender>();
        services.AddHostedService<ReportLoop>();
        return services;
    }
}
