using EdgeNoc.Agent.Detection.Levels;
using EdgeNoc.Agent.Detection.Site;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection.Boxes;

/// <summary>The box itself: whether it answers, and what it says of itself and its parts.</summary>
internal sealed class BoxWatch
{
    private static readonly string[] PoolKinds = [DetectedKinds.IpPoolHigh, DetectedKinds.IpPoolExhausted];

    private readonly DeviceConfig _device;
    private readonly Known _known;
    private readonly SiteWatch _site;
    private readonly LevelBook _levels;
    private readonly BoxLevels _own;
    private readonly BoxStart _start;
    private readonly InterfaceWatch _ports;
    private readonly SessionWatch _sessions;
    private readonly EntityId _key;
    private DeviceRecord? _box;
    private TimeSpan? _answered;
    private TimeSpan? _silentSince;

    public BoxWatch(DeviceConfig device, Known known, LevelBook levels, SiteWatch site)
    {
        (_device, _known, _levels, _site, _key) = (device, known, levels, site, new EntityId(device.Id, "device"));
        (_own, _start, _ports, _sessions) = (new BoxLevels(levels), new BoxStart(device.Id), new InterfaceWatch(levels, known), new SessionWatch(levels, site.Sessions));
    }

    public void Load(IReadOnlyCollection<EntityState> states, IReadOnlyCollection<EdgeEvent> raised)
    {
        _start.Load(states, raised);
        _sessions.Load(raised);
    }

    /// <summary>The box answered.</summary>
    public void Read(DetectionWork work, Reading reading)
    {
        (_answered, _silentSince) = (work.Now.Mono, null);
        if (reading.Device is { } said) _box = said;
        work.SeeBox(_key, new Observation(Rules.Up, null), Text(null));
        if (reading.Device is { } box)
        {
            _own.See(work, _key, box, () => Text(null));
            _start.See(work, _key, box.UptimeS, () => Text(null));
        }

        _ports.See(work, reading);
        SensorWatch.See(work, reading, () => Text(null));
        _sessions.See(work, reading);
        BgpWatch.See(work, _known, reading.BgpPeers);
        SeePools(work, [.. reading.IpPools.Where(pool => pool.Total is not null)]);
        AlarmWatch.See(work, _known, reading.Alarms);
        if (_device.Driver.Kind == "olt") _site.Sessions.NoteOnus(_device.Id, reading.Onus.Count(onu => onu.Status == OnuStatus.Up));
    }

    /// <summary>The poll failed: what hangs on the box is unknown now.</summary>
    public void Failed(DetectionWork work, PollError error, LifeSigns signs)
    {
        var now = work.Now.Mono;
        var silentSince = _silentSince ??= now;
        var aliveBy = Rules.IsSilence(error) ? signs.AliveBy(now - silentSince, _site.Sessions.ShowsAlive(_device.Id, silentSince)) : "answer";
        var onus = _device.Driver.Kind == "olt" ? _known.All.Count(entry => Slot.TryParse(entry.Key.Entity, out _)) : 0;
        work.SeeBox(_key, Rules.Of(error, aliveBy is not null), Text(error.OtherHostKey is null ? error.Word : null).With(("alive_by", error.Kind == PollErrorKind.AuthFailed ? null : aliveBy), ("fingerprint", error.OtherHostKey)).And(
            ("onus", onus > 0 ? onus : null), ("silent_s", _answered is { } answered ? Math.Floor((now - answered).TotalSeconds) : null)));
    }

    private void SeePools(DetectionWork work, IReadOnlyList<IpPoolRecord> pools)
    {
        if (pools.Count == 0) return;
        foreach (var pool in pools)
        {
            foreach (var kind in PoolKinds)
            {
                _levels.See(work, new EntityId(_device.Id, $"pool/{pool.Pool}"), kind, "used_pct", pool.UsedPct,
                    () => EventText.With(null, ("pool", pool.Pool)).And(("used", pool.Used), ("total", pool.Total), ("free", pool.Free), ("full_in_s", pool.FullInS)));
            }
        }

        _levels.Miss(work, PoolKinds, pools.Select(pool => $"pool/{pool.Pool}").ToHashSet(StringComparer.Ordinal));
    }

    private EventText Text(string? error) => EventText.With(error, ("driver", _device.Driver.Name), ("model", _box?.Model), ("name", _box?.Identity));
}
