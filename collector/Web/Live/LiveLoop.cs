using System.Data.Common;
using System.Text.Json;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Web.Live;

/// <summary>Four times a second: what changed is counted anew and told to all who look. Often enough to be at once for people, and seldom enough for a thousand sites.</summary>
internal sealed class LiveLoop(CollectorDatabase database, LiveBook book, LivePicture picture, LiveHub hub, TimeProvider time, ILogger<LiveLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>While nobody looks; the figures are ready for whoever comes.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, (long Version, SiteFacts Facts)> _seen = new(StringComparer.Ordinal);
    private bool _isFailing;

    /// <summary>One look.</summary>
    public void Look()
    {
        var now = time.GetUtcNow();
        var all = database.Write(SiteFacts.All);
        var before = picture.Sites;
        var after = new Dictionary<string, SiteFigures>(all.Count, StringComparer.Ordinal);
        foreach (var facts in all) after[facts.Site] = Look(facts, before.GetValueOrDefault(facts.Site), now);
        picture.Sites = after;
    }

    private SiteFigures Look(SiteFacts facts, SiteFigures? old, DateTimeOffset now)
    {
        var isKnown = _seen.TryGetValue(facts.Site, out var seen);
        if (!isKnown || seen.Facts.DevicesJson != facts.DevicesJson) Expect(facts);
        var live = book.Find(facts.Site);
        var version = live?.Version ?? 0;
        var figures = old is not null && seen.Version == version && seen.Facts == facts ? old with { IsStale = facts.IsStale(now) } : facts.Figures(live, now);
        _seen[facts.Site] = (version, facts);

        // The time of the last heartbeat alone is no news while they come.
        if (old is null || old with { HeardAt = figures.HeardAt } != figures) hub.Publish(new LiveEvent(facts.Site, LiveFrames.Site(figures)));
        var incidentsChanged = isKnown && (seen.Facts.Newest, seen.Facts.Incidents, seen.Facts.Unacked, seen.Facts.Touched) != (facts.Newest, facts.Incidents, facts.Unacked, facts.Touched);
        if (incidentsChanged) hub.Publish(new LiveEvent(facts.Site, LiveFrames.Incidents(facts.Site)));
        return figures;
    }

    /// <summary>Reads the newest lists of ONUs, one at a time, so that nobody waits for it.</summary>
    public void Load()
    {
        foreach (var (site, device) in database.Write(db => db.Query<(string, string)>("SELECT site, device FROM tables WHERE name = 'onus'")))
        {
            var row = database.Write(db => db.First<StoredList>("SELECT content_json, received_ms FROM tables WHERE site = @site AND device = @device AND name = 'onus'", new { site, device }));
            if (row is null) continue;
            try
            {
                if (JsonSerializer.Deserialize(row.ContentJson, WireJson.Default.TableMessage) is { } table) book.Take(site, device, table, DbTime.Time(row.ReceivedMs));
            }
            catch (JsonException)
            {
                // What somebody else stored is no reason to fail; the next list of this OLT replaces it.
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        Try(Load);
        while (true)
        {
            Try(Look);
            await Task.Delay(hub.Viewers > 0 ? Interval : Idle, time, stoppingToken);
        }
    }

    private void Expect(SiteFacts facts)
    {
        if (book.Of(facts.Site) is not { } live) return;
        foreach (var device in facts.Devices().Where(device => device.Count is null)) live.Expect(device.Id, device.Kind);
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
            // Once, not four times a second.
            if (_isFailing) return;
            _isFailing = true;
            logger.LogError("the console's figures stand still: the collector's database failed ({Problem}): check space and rights of the state folder", e.Message);
        }
    }

    private sealed record StoredList
    {
        public string ContentJson { get; init; } = "";
        public long ReceivedMs { get; init; }
    }
}
