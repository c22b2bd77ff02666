using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Detection.Boxes;
using EdgeNoc.Agent.Detection.Levels;
using EdgeNoc.Agent.Detection.Pon;
using EdgeNoc.Agent.Detection.Site;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>What a poll changes: to be stored in one transaction, and only then held by <see cref="Detector.Take"/>.</summary>
internal sealed record Detection(
    IReadOnlyList<EdgeEvent> Events, IReadOnlyList<EntityState> States, IReadOnlyList<EntityId> Gone, IReadOnlyList<EntityUpdate> Updates, IReadOnlyList<Action> Then, bool KnowsOnus)
{
    public bool IsEmpty => Events.Count == 0 && States.Count == 0 && Gone.Count == 0;
}

/// <summary>One entity as it will be held once the events are stored.</summary>
/// <param name="Tracked">Null: it is forgotten.</param>
/// <param name="LastUp">Its last record from when it was up; null keeps what is held, unless somebody else is there now.</param>
/// <param name="IsSomebodyElse">What is held of the one before ends.</param>
internal readonly record struct EntityUpdate(EntityId Key, Tracked? Tracked, object? LastUp, bool IsSomebodyElse = false);

/// <summary>Follows the entities of one config entry from poll to poll. One poll at a time, as the scheduler grants.</summary>
internal sealed class Detector
{
    private readonly Known _known = new();
    private readonly LevelBook _levels = new();
    private readonly DeviceConfig _device;
    private readonly DetectionConfig _confirm;
    private readonly ThresholdPolicy _policy;
    private readonly Func<TimeQuality> _timeQuality;
    private readonly SiteWatch _site;
    private readonly BoxWatch _box;
    private readonly BoxLevels _members;
    private readonly Gaspers _gaspers;
    private readonly RxBaselines _baselines;
    private readonly OnuLevels _onuLevels;
    private readonly PonWatch _pons;

    /// <param name="device">The config entry.</param>
    /// <param name="config">How many polls confirm, and the site's thresholds.</param>
    /// <param name="site">What the devices of the POP know together.</param>
    /// <param name="timeQuality">Whether the clock can be trusted now.</param>
    /// <param name="states">What is stored of this entry's entities.</param>
    /// <param name="raised">This entry's alerts that stand.</param>
    public Detector(DeviceConfig device, AgentConfig config, SiteWatch site, Func<TimeQuality> timeQuality, IReadOnlyCollection<EntityState> states, IReadOnlyCollection<EdgeEvent> raised)
    {
        (_device, _confirm, _site, _timeQuality, _policy) = (device, config.Detection, site, timeQuality, new ThresholdPolicy(config.Thresholds, device.Thresholds));
        (_gaspers, _baselines, _members) = (new Gaspers(device.Id), new RxBaselines(device.Id), new BoxLevels(_levels));
        _onuLevels = new OnuLevels(_levels, _baselines);
        _box = new BoxWatch(device, _known, _levels, site);
        _pons = new PonWatch(device.Id, device.Interval, config.Detection.UpAfterPolls, site, _gaspers);
        _known.Load(states, boxes: IsGroup ? EntityKind.Ont : EntityKind.Box, raised);
        _levels.Load(raised);
        _gaspers.Load(states);
        _baselines.Load(states);
        _box.Load(states, raised);
        _pons.Load(_known, raised);
    }

    private bool IsGroup => _device.Options.MemberIds.Count > 0;

    /// <summary>Looks at a reading, stores what it changes, and holds that once it is stored.</summary>
    public void Take(Reading reading, Moment now, IEventLog events) => Store(events, () => Read(reading, now));

    /// <summary>The same of a failed poll: what hangs on the box is unknown now. A group of ONTs has no box that could be down.</summary>
    public void Take(PollError error, LifeSigns signs, Moment now, IEventLog events) => Store(events, () =>
    {
        var work = Work(now);
        if (!IsGroup) _box.Failed(work, error, signs);
        _pons.Failed(now.Mono);
        return work.Finish();
    });

    /// <summary>Those of a reading's ONUs that are down for so long that they do not count any more.</summary>
    public IReadOnlyList<OnuRecord> Abandoned(Reading reading, DateTimeOffset now)
    {
        var clock = _timeQuality();
        return
        [
            .. reading.Onus.Where(onu => onu.Status != OnuStatus.Up
                && _known.Find(new(_device.Id, onu.Entity)) is { } known && OnuLife.IsAbandoned(known, clock, now)),
        ];
    }

    /// <summary>A reading's PONs with the number of their ONUs that have too little light.</summary>
    public IReadOnlyList<PonRecord> WithWeakOnus(IReadOnlyList<PonRecord> pons, IReadOnlyList<OnuRecord> onus) => WeakOnus.CountedIn(pons, onus, _policy[DetectedKinds.OnuRxLow]);

    private void Store(IEventLog events, Func<Detection> look)
    {
        // What several devices know together must not change between the look and the storing.
        lock (_site.Gate)
        {
            var detection = look();
            if (!detection.IsEmpty) events.Commit(detection.Events, detection.States, detection.Gone);
            _known.Apply(detection);
        }
    }

    private Detection Read(Reading reading, Moment now)
    {
        var work = Work(now);
        if (!IsGroup) _box.Read(work, reading);
        if (_device.Driver.Kind == "olt") ReadOnus(work, reading);
        foreach (var (member, record) in reading.Members)
        {
            var key = new EntityId(member, "device");
            work.See(key, Rules.Of(record), record, EventText.Of);
            _members.See(work, key, record, () => EventText.With(null, ("name", record.Name)));
        }

        return work.Finish();
    }

    /// <summary>The cause first, then what it explains.</summary>
    private void ReadOnus(DetectionWork work, Reading reading)
    {
        var onus = new OnuList(_device.Id, reading.Onus);
        var before = _pons.Book;
        var after = _pons.Read(work, onus, reading, _known);
        var states = new OnuStates(work, _known, before, after);
        _onuLevels.Begin(onus);
        var slots = new SlotWork(work, _known, onus, states, _onuLevels, _gaspers);
        foreach (var (key, onu) in onus.Rows) slots.See(key, onu, reading.Announced?.Contains(key.Entity) == true);
        slots.Finish(reading);
        _pons.Told(work, states.Told);
        _baselines.Store(work);
    }

    private DetectionWork Work(Moment now) => new(_known, new DetectionFrame(_device.Id, _device.Interval, _confirm, _policy, _timeQuality(), now));
}
