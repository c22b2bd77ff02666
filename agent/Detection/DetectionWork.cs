using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>The events, states and updates of one poll while they are gathered.</summary>
internal sealed class DetectionWork(Known known, Debounce debounce, TimeQuality clock, DateTimeOffset now)
{
    private readonly List<EdgeEvent> _events = [];
    private readonly List<EntityState> _states = [];
    private readonly List<EntityId> _gone = [];
    private readonly List<EntityUpdate> _updates = [];
    private readonly HashSet<EntityId> _seen = [];
    private bool _knowsOnus;

    public TimeQuality Clock => clock;

    /// <summary>An entity whose texts come from its record, also from the last one of when it was up.</summary>
    public void See<TRecord>(EntityId key, Observation seen, TRecord record, Func<TRecord, TRecord?, EventText> describe)
        where TRecord : class => See(key, known.Find(key), seen, record, describe);

    /// <inheritdoc cref="See{TRecord}(EntityId, Observation, TRecord, Func{TRecord, TRecord, EventText})"/>
    /// <param name="before">What counts as held until now; null: nothing.</param>
    public void See<TRecord>(EntityId key, Tracked? before, Observation seen, TRecord record, Func<TRecord, TRecord?, EventText> describe)
        where TRecord : class
    {
        var transition = Step(key, before, seen, debounce, lastUp: seen.Kind is null ? record : null);
        if (transition is not null) Add(key, transition, describe(record, known.LastUp(key) as TRecord));
    }

    public void See(EntityId key, Observation seen, Debounce confirm, EventText text, bool assumeUp)
    {
        // A box stands in the config because it should be there: one that fails from the start is worth an alert, unlike an ONU that was dark all along.
        var baseline = EntityTracker.Baseline(assumeUp ? new Observation(Rules.Up, null) : seen, now);
        if (Step(key, known.Find(key) ?? baseline, seen, confirm, lastUp: null) is { } transition) Add(key, transition, text);
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
        _states.Add(new EntityState(device, Known.Onus, "known", now, null));
    }

    public void Clear(EntityId key, string kind, TimeSpan lasted, EventText text)
    {
        var downS = Math.Max(0, Math.Floor(lasted.TotalSeconds));
        Add(key, kind, EventState.Cleared, text with { Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["down_s"] = downS } });
    }

    public void Add(EntityId key, string kind, EventState state, EventText text) => _events.Add(
        new(Guid.CreateVersion7(now), kind, state, key.Device, key.Entity, EventKinds.DefaultSeverity(kind), now, text.Reason, text.Values, text.Labels, clock));

    /// <summary>What was not seen in this poll is unknown now.</summary>
    public Detection Finish()
    {
        foreach (var (key, tracked) in known.All)
        {
            if (tracked.Pending is not null && !_seen.Contains(key)) _updates.Add(new EntityUpdate(key, EntityTracker.Unseen(tracked), null));
        }

        return new Detection(_events, _states, _gone, _updates, _knowsOnus);
    }

    private Transition? Step(EntityId key, Tracked? before, Observation seen, Debounce confirm, object? lastUp)
    {
        var step = EntityTracker.Observe(before ?? EntityTracker.Baseline(seen, now), seen, confirm, now);
        var update = new EntityUpdate(key, step.Next, lastUp);
        if (known.Find(key) is null || step.IsChanged) Keep(update);
        else Hold(update);
        return step.Transition;
    }

    private void Hold(EntityUpdate update)
    {
        _seen.Add(update.Key);
        _updates.Add(update);

        // A stored absence ends with whatever follows it.
        var wasStored = known.Find(update.Key)?.Life is SlotLife.Absent { Since: not null };
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
        if (transition.Cleared is { } cleared) Clear(key, cleared, transition.Lasted, text with { Reason = null });
        if (transition.Raised is { } raised) Add(key, raised, EventState.Raised, text);
    }
}
