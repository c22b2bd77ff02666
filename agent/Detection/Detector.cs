using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>What a poll changes: to be stored in one transaction, and only then held by <see cref="Detector.Apply"/>.</summary>
internal sealed record Detection(IReadOnlyList<EdgeEvent> Events, IReadOnlyList<EntityState> States, IReadOnlyList<Detector.Update> Updates)
{
    public bool IsEmpty => Events.Count == 0 && States.Count == 0;
}

/// <summary>Follows the entities of one config entry from poll to poll. One poll at a time, as the scheduler grants.</summary>
internal sealed class Detector
{
    private const string Box = "device";
    private static readonly Debounce BoxDebounce = new(Down: 2, Up: 1);

    private readonly Dictionary<(string Device, string Entity), Tracked> _tracked = [];
    private readonly Dictionary<(string Device, string Entity), object> _lastUp = [];
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
        foreach (var state in states)
        {
            _tracked[(state.Device, state.Entity)] = new Tracked(state.State, Rules.KindOf(KindOf(state.Entity), state.State), state.Since, state.Identity);
        }

        foreach (var alert in raised.Where(alert => Rules.Raise(alert.Kind)))
        {
            // The alert is what people were told: where the state says otherwise, the alert decides what has to be cleared.
            var key = (alert.Device, alert.Entity);
            var known = _tracked.GetValueOrDefault(key);
            _tracked[key] = known?.Kind == alert.Kind ? known with { IsRaised = true } : new Tracked("down", alert.Kind, alert.At, known?.Identity, IsRaised: true);
        }
    }

    /// <summary>One entity as it will be held once the events are stored.</summary>
    internal readonly record struct Update((string Device, string Entity) Key, Tracked Tracked, object? LastUp);

    /// <summary>Looks at a reading: nothing is held yet.</summary>
    public Detection Read(Reading reading, DateTimeOffset now)
    {
        var work = new Work(this, now);
        if (reading.Members.Count == 0) work.See(_device.Id, Box, new Observation(Rules.Up, null), BoxDebounce, EventText.OfBox(_device.Driver.Name, null), assumeUp: true);
        foreach (var onu in reading.Onus)
        {
            var entity = onu.Entity;
            if (Rules.Of(onu) is { } seen) work.See(_device.Id, entity, seen, _debounce, onu, EventText.Of);
        }

        foreach (var (member, record) in reading.Members) work.See(member, Box, Rules.Of(record), _debounce, record, EventText.Of);
        return work.Finish();
    }

    /// <summary>Looks at a failed poll: what hangs on the box is unknown now. A group of ONTs has no box that could be down.</summary>
    public Detection Failed(PollError error, bool? answersPing, DateTimeOffset now)
    {
        var work = new Work(this, now);
        if (_device.Options.MemberIds.Count == 0)
            work.See(_device.Id, Box, Rules.Of(error, answersPing), BoxDebounce, EventText.OfBox(_device.Driver.Name, error.Word), assumeUp: true);
        return work.Finish();
    }

    /// <summary>Holds what was seen, after its events are safe.</summary>
    public void Apply(Detection detection)
    {
        foreach (var update in detection.Updates)
        {
            _tracked[update.Key] = update.Tracked;
            if (update.LastUp is not null) _lastUp[update.Key] = update.LastUp;
        }
    }

    private EntityKind KindOf(string entity) => entity != Box ? EntityKind.Onu : _device.Options.MemberIds.Count > 0 ? EntityKind.Ont : EntityKind.Box;

    /// <summary>The events, states and updates of one poll while they are gathered.</summary>
    private sealed class Work(Detector owner, DateTimeOffset now)
    {
        private readonly List<EdgeEvent> _events = [];
        private readonly List<EntityState> _states = [];
        private readonly List<Update> _updates = [];
        private readonly HashSet<(string Device, string Entity)> _seen = [];

        public void See<TRecord>(string device, string entity, Observation seen, Debounce debounce, TRecord record, Func<TRecord, TRecord?, EventText> describe)
            where TRecord : class
        {
            var transition = Step(device, entity, seen, debounce, assumeUp: false, lastUp: seen.Kind is null ? record : null);
            if (transition is not null) Add(device, entity, transition, describe(record, owner._lastUp.GetValueOrDefault((device, entity)) as TRecord));
        }

        public void See(string device, string entity, Observation seen, Debounce debounce, EventText text, bool assumeUp)
        {
            if (Step(device, entity, seen, debounce, assumeUp, lastUp: null) is { } transition) Add(device, entity, transition, text);
        }

        /// <summary>What was not seen in this poll is unknown now.</summary>
        public Detection Finish()
        {
            foreach (var (key, tracked) in owner._tracked)
            {
                if (tracked.Pending is not null && !_seen.Contains(key)) _updates.Add(new Update(key, EntityTracker.Unseen(tracked), null));
            }

            return new Detection(_events, _states, _updates);
        }

        private Transition? Step(string device, string entity, Observation seen, Debounce debounce, bool assumeUp, object? lastUp)
        {
            var key = (device, entity);
            _seen.Add(key);
            var known = owner._tracked.GetValueOrDefault(key);
            var isNew = known is null;
            // A box stands in the config because it should be there: one that fails from the start is worth an alert, unlike an ONU that was dark all along.
            known ??= EntityTracker.Baseline(assumeUp ? new Observation(Rules.Up, null) : seen, now);
            var step = EntityTracker.Observe(known, seen, debounce, now);
            if (isNew || step.IsChanged) _states.Add(new EntityState(device, entity, step.Next.State, step.Next.Since, step.Next.Identity));
            _updates.Add(new Update(key, step.Next, lastUp));
            return step.Transition;
        }

        private void Add(string device, string entity, Transition transition, EventText text)
        {
            if (transition.Cleared is { } cleared)
            {
                var downS = Math.Max(0, Math.Floor(transition.Lasted.TotalSeconds));
                var ended = text with { Reason = null, Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["down_s"] = downS } };
                _events.Add(Event(cleared, EventState.Cleared, device, entity, ended));
            }

            if (transition.Raised is { } raised) _events.Add(Event(raised, EventState.Raised, device, entity, text));
        }

        private EdgeEvent Event(string kind, EventState state, string device, string entity, EventText text) =>
            new(Guid.CreateVersion7(now), kind, state, device, entity, EventKinds.DefaultSeverity(kind), now, text.Reason, text.Values, text.Labels, owner._timeQuality());
    }
}
