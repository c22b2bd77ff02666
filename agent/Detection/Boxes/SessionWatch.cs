using EdgeNoc.Agent.Detection.Levels;
using EdgeNoc.Agent.Detection.Site;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection.Boxes;

/// <summary>Subscribers' sessions: many that go at once are one alert. What is usual stands still while it does.</summary>
internal sealed class SessionWatch(LevelBook levels, SessionLife life)
{
    private const string Kind = DetectedKinds.SessionsDrop;

    /// <summary>Those who have not come back in a day do not come back.</summary>
    private static readonly TimeSpan NewNormal = TimeSpan.FromHours(24);

    private readonly Dictionary<string, IReadOnlyList<SessionSample>> _windows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _usual = new(StringComparer.Ordinal);

    public void Load(IEnumerable<EdgeEvent> raised)
    {
        foreach (var alert in raised.Where(alert => alert.Kind == Kind && alert.Values.ContainsKey("median"))) _usual[alert.Entity["sessions/".Length..]] = alert.Values["median"];
    }

    public void See(DetectionWork work, Reading reading)
    {
        var disabled = reading.Sessions.FirstOrDefault(sessions => sessions.Service == "ppp_accounts")?.Disabled ?? 0;
        foreach (var sessions in reading.Sessions)
        {
            // Hotspot guests and leases come and go by themselves.
            if (sessions is not { Service: "pppoe" or "ipoe" or "all", Active: { } active }) continue;
            See(work, sessions.Service, new SessionSample(work.Now.Mono, active, sessions.Service == "ipoe" ? 0 : disabled));
        }
    }

    private void See(DetectionWork work, string service, SessionSample sample)
    {
        var key = new EntityId(work.Device, $"sessions/{service}");
        var held = levels.Find(key, Kind);
        var window = _windows.GetValueOrDefault(service, []);
        var usual = held.IsRaised && _usual.TryGetValue(service, out var frozen) ? frozen : SessionDrop.Usual(window, sample);
        life.Note(work.Device, service, sample, usual);
        if (held.IsRaised && work.Now.Wall - held.Since > NewNormal)
        {
            levels.End(work, key, Kind, EventText.With("new_normal", ("service", service)).And(("active", sample.Active), ("median", usual)));
            work.Then(() => _windows[service] = [sample]);
            return;
        }

        if (!held.IsRaised) work.Then(() => _windows[service] = SessionDrop.Next(window, sample));
        if (usual is not { } median) return;
        var drop = SessionDrop.Percent(median, sample.Active);
        if (levels.See(work, key, work.Frame.Policy[Kind], drop) is not { } news) return;
        work.Then(() => _usual[service] = median);
        var text = EventText.With(null, ("service", service)).And(("active", sample.Active), ("median", median));
        if (news.Change == LevelChange.Raised) LevelBook.Tell(work, key, Kind, news, "drop_pct", drop, text);
        else work.Clear(key, Kind, work.Now.Wall - news.Level.Since, text.And(("worst", Math.Round(news.Level.Worst, 2))));
    }
}
