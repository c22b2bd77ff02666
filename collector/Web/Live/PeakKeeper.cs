using System.Data.Common;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Web.Live;

/// <summary>Keeps the most sessions of each hour in the database, so that the peak of a day survives a restart: at most a minute of it is lost.</summary>
internal sealed class PeakKeeper(CollectorDatabase database, LiveBook book, TimeProvider time, ILogger<PeakKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string Site, long Hour), long> _saved = [];
    private bool _isFailing;

    private long FirstHour => (DbTime.Ms(time.GetUtcNow()) / HourlyPeak.HourMs) - HourlyPeak.Hours;

    /// <summary>What was known before the restart.</summary>
    public void Load()
    {
        foreach (var row in database.Write(db => db.Query<Row>("SELECT site, hour, most FROM session_peaks WHERE hour >= @FirstHour", new { FirstHour })))
        {
            book.Of(row.Site)?.RestorePeak(row.Hour, row.Most);
            _saved[(row.Site, row.Hour)] = row.Most;
        }
    }

    /// <summary>Writes what grew, and forgets what is older than a day.</summary>
    public void Save()
    {
        var first = FirstHour;
        var grown = book.Sites.SelectMany(site => site.Peaks().Select(peak => new Row { Site = site.Site, Hour = peak.Hour, Most = peak.Most }))
            .Where(row => row.Hour >= first && row.Most > _saved.GetValueOrDefault((row.Site, row.Hour), -1)).ToList();
        if (grown.Count == 0) return;
        database.Write(db =>
        {
            db.Execute("INSERT INTO session_peaks (site, hour, most) VALUES (@Site, @Hour, @Most) ON CONFLICT (site, hour) DO UPDATE SET most = @Most", grown);
            db.Execute("DELETE FROM session_peaks WHERE hour < @first", new { first });
        });
        foreach (var row in grown) _saved[(row.Site, row.Hour)] = row.Most;
        foreach (var old in _saved.Keys.Where(key => key.Hour < first).ToList()) _saved.Remove(old);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Try(Save);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        Try(Load);
        while (true)
        {
            await Task.Delay(Interval, time, stoppingToken);
            Try(Save);
        }
    }

    private void Try(Action act)
    {
        try
        {
            act();
            _isFailing = false;
        }
        catch (DbException e)
        {
            if (_isFailing) return;
            _isFailing = true;
            logger.LogError("the peaks of sessions are not kept: the collector's database failed ({Problem}): check space and rights of the state folder", e.Message);
        }
    }

    private sealed record Row
    {
        public string Site { get; init; } = "";
        public long Hour { get; init; }
        public long Most { get; init; }
    }
}
