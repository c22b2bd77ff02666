using EdgeNoc.Collector.Alerts;

namespace EdgeNoc.Collector.Backup;

/// <summary>Makes a backup each night while the collector runs, if its config has a key for it.</summary>
internal sealed class NightlyBackup(BackupDesk desk, TimeProvider time, ILogger<NightlyBackup> logger) : BackgroundService
{
    private const int Hour = 2;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SameNight = TimeSpan.FromHours(12);
    private static readonly TimeSpan Overdue = TimeSpan.FromHours(36);

    /// <summary>Whether it is time: at night, by the machine's clock, or when nights were missed.</summary>
    public static bool IsDue(DateTimeOffset? newest, DateTimeOffset now, TimeZoneInfo zone) => newest is { } last
        ? now - last >= Overdue || (TimeZoneInfo.ConvertTime(now, zone).Hour == Hour && now - last >= SameNight)
        : TimeZoneInfo.ConvertTime(now, zone).Hour == Hour;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (desk.Config is null) return;
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (!IsDue(desk.All() is [var newest, ..] ? newest.MadeAt : null, time.GetUtcNow(), time.LocalTimeZone)) continue;
            if (await desk.MakeAsync(new Actor("collector", "collector", "verb"), stoppingToken) is BackupResult.Failed failed) logger.LogError("no backup was made tonight: {Problem}", failed.Problem);
        }
    }
}
