using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>The frame of one poll's detection.</summary>
/// <param name="Device">The config entry's id.</param>
/// <param name="Interval">Between its polls.</param>
/// <param name="Confirm">How many polls confirm.</param>
/// <param name="Policy">Thresholds and severities.</param>
/// <param name="Clock">Whether the wall clock can be trusted.</param>
/// <param name="Now">The time of the poll.</param>
internal sealed record DetectionFrame(string Device, TimeSpan Interval, DetectionConfig Confirm, ThresholdPolicy Policy, TimeQuality Clock, Moment Now);

/// <summary>The events, states and updates of one poll while they are gathered.</summary>
internal sealed class DetectionWork(Known known, DetectionFrame frame)
{
    private readonly List<EdgeEvent> _events = [];
    private readonly List<EntityState> _states = [];
    private readonly List<EntityId> _gone = [];
    private readonly List<EntityUpdate> _updates = new(known.Count);
    private readonly List<Action> _then = [];
    private readonly HashSet<EntityId> _seenPending = [];
    private bool _knowsOnus;

    public DetectionFrame Frame => frame;

    public string Device => frame.Device;

    public TimeQuality Clock => frame.Clock;

    public Moment Now => frame.Now;

    public KindRule Rule(string kind, string entity) => frame.Policy.For(kind, entity);

    /// <summary>Done once what was gathered is on disk: what a rule holds changes only then.</summary>
    public void Then(Action action) => _then.Add(action);

    /// <summary>An entity whose texts come from its record, also from the last one of when it was up.</summary>
    public void See<TRecord>(EntityId key, Observation seen, TRecord record, Func<TRecord, TRecord?, EventText> describe)
        where TRecord : class
    {
        var before = known.Find(key) ?? EntityTracker.Baseline(seen, Now.Wall);
        if (Step(key, before, seen, ConfirmOf(key, seen), lastUp: seen.Kind is null ? record : null) is { Transition: { } transition } step)
            Add(key, transition, Steadily(describe(record, known.LastUp(key) as TRecord), step.Next.Flaps));
    }

    /// <summary>A box: it stands in the config because it should be there, so that one that fails from the start is worth an alert, unlike an ONU that was dark all along. What a box calls an alarm is no different.</summary>
    public void SeeBox(EntityId key, Observation seen, EventText text)
    {
        var before = known.Find(key) ?? EntityTracker.Baseline(new Observation(Rules.Up, null), Now.Wall);
        // One good answer is an answer.
        if (Step(key, before, seen, ConfirmOf(key, seen) with { Up = 1 }, lastUp: null) is { Transition: { } transition } step) Add(key, transition, Steadily(text, step.Next.Flaps));
    }

    /// <summary>How many polls confirm what is seen: as the config says, and one for what is certain.</summary>
    public Debounce ConfirmOf(EntityId key, Observation seen)
    {
        var samples = seen.Kind is null ? DetectedKinds.AsConfigured : Rule(seen.Kind, key.Entity).Samples;
        return new Debounce(seen.IsCertain ? 1 : samples == DetectedKinds.AsConfigured ? frame.Confirm.DownAfterPolls : samples, frame.Confirm.UpAfterPolls);
    }

    /// <summary>Holds what needs no storing.</summary>
    public void Hold(EntityId key, Tracked next) => Hold(new EntityUpdate(key, next, null));

    /// <summary>Stores and holds a state.</summary>
    public void Keep(EntityUpdate update)
    {
        var next = update.Tracked!;
        _states.Add(new EntityState(update.Key.Device, update.Key.Entity, next.State, next.Since, next.Identity));
        Hold(update);
    }

    /// <summary>Holds a step of an entity, and stores it where it is news.</summary>
    public void Take(EntityId key, Step step, object? lastUp)
    {
        var update = new EntityUpdate(key, step.Next, lastUp);
        if (known.Find(key) is null || step.IsChanged) Keep(update);
        else Hold(update);
    }

    /// <summary>Stores what another rule keeps.</summary>
    public void Store(EntityState state) => _states.Add(state);

    /// <summary>Deletes what another rule keeps.</summary>
    public void Delete(EntityId key) => _gone.Add(key);

    /// <summary>Deletes what is stored and held.</summary>
    public void Remove(EntityId key)
    {
        _gone.Add(key);
        Hold(new EntityUpdate(key, null, null));
    }

    /// <summary>Drops what was held and never stored.</summary>
    public void Forget(EntityId key) => Hold(new EntityUpdate(key, null, null));

    /// <summary>From now on who comes to this OLT is new.</summary>
    public void KnowOnus(string device)
    {
        _knowsOnus = true;
        _states.Add(new EntityState(device, Known.Onus, "known", Now.Wall, null));
    }

    public void Clear(EntityId key, string kind, TimeSpan lasted, EventText text) => Clear(key, kind, lasted, text, Rule(kind, key.Entity));

    public void Clear(EntityId key, string kind, TimeSpan lasted, EventText text, KindRule rule) =>
        Add(key, kind, EventState.Cleared, text.And(("down_s", Math.Max(0, Math.Floor(lasted.TotalSeconds)))), rule);

    public void Add(EntityId key, string kind, EventState state, EventText text) => Add(key, kind, state, text, Rule(kind, key.Entity));

    /// <summary>Adds an event, unless the config switched its kind off. What stood before it did is cleared at the start.</summary>
    public void Add(EntityId key, string kind, EventState state, EventText text, KindRule rule)
    {
        if (rule.IsOff) return;
        _events.Add(new(Guid.CreateVersion7(Now.Wall), kind, state, key.Device, key.Entity, rule.Severity, Now.Wall, text.Reason, text.Values, text.Labels, Clock));
    }

    /// <summary>What was not seen in this poll is unknown now.</summary>
    public Detection Finish()
    {
        foreach (var (key, tracked) in known.All)
        {
            if (tracked.Pending is not null && !_seenPending.Contains(key)) _updates.Add(new EntityUpdate(key, EntityTracker.Unseen(tracked), null));
        }

        return new Detection(_events, _states, _gone, _updates, _then, _knowsOnus);
    }

    /// <summary>What comes and goes all the time keeps its alert until it is calm.</summary>
    private Step Step(EntityId key, Tracked before, Observation seen, Debounce confirm, object? lastUp)
    {
        var flaps = Flaps.Next(before.Flaps, hasChanged: before.WasSeenUp != (seen.Kind is null), Now.Mono);
        if (flaps is { IsMuted: false, Times.Count: >= Flaps.Many }) flaps = flaps with { MutedSince = Now.Wall };
        if (flaps is { IsOver: true }) flaps = null;
        if (flaps is { IsMuted: true }) confirm = confirm with { Up = int.MaxValue };
        var step = EntityTracker.Observe(before, seen, confirm, Now.Wall);
        if (step.Next.Flaps != flaps) step = step with { Next = step.Next with { Flaps = flaps } };
        Take(key, step, lastUp);
        return step;
    }

    private static EventText Steadily(EventText text, Flaps? flaps) =>
        flaps is { IsMuted: true } ? text.With(("flapping", "true")).And(("transitions", flaps.Times.Count), ("window_s", Flaps.Window.TotalSeconds)) : text;

    private void Hold(EntityUpdate update)
    {
        _updates.Add(update);
        var before = known.Find(update.Key);
        if (before?.Pending is not null) _seenPending.Add(update.Key);

        // A stored absence ends with whatever follows it.
        var wasStored = before?.Life is SlotLife.Absent { Since: not null };
        if (update.Tracked?.Life is SlotLife.Absent { Since: { } since } absent)
        {
            if (!wasStored) _states.Add(new EntityState(update.Key.Device, Known.AbsenceOf(update.Key).Entity, "absent", since, update.Tracked.Identity));
        }
        else if (wasStored)
        {
            _gone.Add(Known.AbsenceOf(update.Key));
        }
    }

    private void Add(EntityId key, Transition transition, EventText text)
    {
        // Where one alert makes way for another, the reason is the other's.
        if (transition.Cleared is { } cleared) Clear(key, cleared, transition.Lasted, (transition.Raised is null ? text : text with { Reason = null }).Only());
        if (transition.Raised is { } raised) Add(key, raised, EventState.Raised, text);
    }
}
