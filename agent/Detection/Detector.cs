using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>What a poll changes: to be stored in one transaction, and only then held by <see cref="Detector.Apply"/>.</summary>
internal sealed record Detection(
    IReadOnlyList<EdgeEvent> Events, IReadOnlyList<EntityState> States, IReadOnlyList<EntityId> Gone, IReadOnlyList<EntityUpdate> Updates, bool KnowsOnus)
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
    private const string Box = "device";
    private static readonly Debounce BoxDebounce = new(Down: 2, Up: 1);

    private readonly Known _known = new();
    private readonly DeviceConfig _device;
    private readonly Debounce _debounce;
    private readonly Func<TimeQuality> _timeQuality;

    /// <param name="device">The config entry.</param>
    /// <param name="config">How many polls confirm.</param>
    /// <param name="timeQuality">Whether the clock can be trusted now.</param>
    /// <param name="states">What is stored of this entry's entities.</param>
    /// <param name="raised">This entry's alerts that stand.</param>
    public Detector(DeviceConfig device, DetectionConfig config, Func<TimeQuality> timeQuality, IEnumerable<EntityState> states, IEnumerable<EdgeEvent> raised)
    {
        (_device, _timeQuality, _debounce) = (device, timeQuality, new Debounce(config.DownAfterPolls, config.UpAfterPolls));
        _known.Load(states, boxes: device.Options.MemberIds.Count > 0 ? EntityKind.Ont : EntityKind.Box, raised);
    }

    /// <summary>Looks at a reading: nothing is held yet.</summary>
    public Detection Read(Reading reading, DateTimeOffset now)
    {
        var work = new DetectionWork(_known, _debounce, _timeQuality(), now);
        if (reading.Members.Count == 0) work.See(new(_device.Id, Box), new Observation(Rules.Up, null), BoxDebounce, EventText.OfBox(_device.Driver.Name, null), assumeUp: true);
        var slots = new SlotWork(work, _known, _device.Id, now);
        foreach (var onu in reading.Onus) slots.See(onu);
        slots.Finish(reading);
        foreach (var (member, record) in reading.Members) work.See(new(member, Box), Rules.Of(record), record, EventText.Of);
        return work.Finish();
    }

    /// <summary>Looks at a failed poll: what hangs on the box is unknown now. A group of ONTs has no box that could be down.</summary>
    public Detection Failed(PollError error, bool? answersPing, DateTimeOffset now)
    {
        var work = new DetectionWork(_known, _debounce, _timeQuality(), now);
        if (_device.Options.MemberIds.Count == 0)
            work.See(new(_device.Id, Box), Rules.Of(error, answersPing), BoxDebounce, EventText.OfBox(_device.Driver.Name, error.Word), assumeUp: true);
        return work.Finish();
    }

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

    /// <summary>Holds what was seen, after its events are safe.</summary>
    public void Apply(Detection detection) => _known.Apply(detection);
}
