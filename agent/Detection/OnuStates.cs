using EdgeNoc.Agent.Detection.Pon;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>Follows how each ONU is from poll to poll: debounced, damped where it comes and goes, and with the alert that explains its loss.</summary>
/// <param name="work">Where events go.</param>
/// <param name="known">What was known.</param>
/// <param name="before">Who was lost before this poll.</param>
/// <param name="after">And after it, with what explains each.</param>
internal sealed class OnuStates(DetectionWork work, Known known, LossBook before, LossBook after)
{
    private Dictionary<EntityId, string?>? _told;

    /// <summary>The losses with what was told of them in this poll.</summary>
    public LossBook Told => _told is null ? after : after.With(_told);

    /// <summary>Takes an ONU that is who it was.</summary>
    public void Follow(EntityId key, Tracked held, Observation seen, OnuRecord onu)
    {
        if (held.IsRaised && seen.Kind == held.Kind && OnuLife.IsAbandoned(held, work.Clock, work.Now.Wall))
        {
            work.Clear(key, held.Kind!, work.Now.Wall - held.Since, Text(key, onu).Only() with { Reason = "abandoned" });
            held = held with { IsRaised = false };
        }

        var loss = after.Find(key);
        // What a cut or a power failure does to an ONU is not the ONU's own unrest.
        var isExplained = (loss ?? before.Find(key))?.Parent is not null;
        var hasChanged = !isExplained && held.WasSeenUp != (seen.Kind is null);
        var flaps = Flaps.Next(held.Flaps, hasChanged, work.Now.Mono);
        var step = EntityTracker.Observe(held, seen, ConfirmOf(key, seen, flaps, isExplained), work.Now.Wall);
        if (flaps is { IsMuted: true }) Mute(key, step, flaps, onu);
        else if (hasChanged && work.Rule(DetectedKinds.OnuFlapping, key.Entity) is { IsOff: false } rule && flaps!.Times.Count >= rule.Raise) BeginMute(key, held, step, flaps, onu);
        else Tell(key, step, flaps, loss, onu);
    }

    /// <summary>Somebody else is in the slot, or nobody.</summary>
    public void End(EntityId key, Tracked held, EventText text)
    {
        if (held is { IsRaised: true, Kind: { } kind }) work.Clear(key, kind, work.Now.Wall - held.Since, text);
        if (held.Flaps?.MutedSince is { } since) work.Clear(key, DetectedKinds.OnuFlapping, work.Now.Wall - since, text);
    }

    private Debounce ConfirmOf(EntityId key, Observation seen, Flaps? flaps, bool isExplained)
    {
        var confirm = work.ConfirmOf(key, seen);
        // Lost, found, lost again: the second time it has to last.
        var isSoon = seen.Kind is not null && !isExplained && flaps is { Times.Count: >= 3 } && work.Now.Mono - flaps.Times[^1] < Flaps.SecondLoss;
        return isSoon && !work.Rule(DetectedKinds.OnuFlapping, key.Entity).IsOff ? confirm with { Down = int.MaxValue } : confirm;
    }

    private void Tell(EntityId key, Step step, Flaps? flaps, Loss? loss, OnuRecord onu)
    {
        Take(key, step, step.Next.Flaps == flaps ? step.Next : step.Next with { Flaps = flaps }, onu);
        if (step.Transition is { Cleared: { } cleared } over) work.Clear(key, cleared, over.Lasted, (Text(key, onu) with { Reason = null }).Only());
        if (step.Transition is { Raised: { } raised }) Raise(key, raised, loss, onu);
        else if (loss is not null && loss.Parent != loss.ToldParent && step.Next is { IsRaised: true, Kind: EventKinds.OnuDown }) Raise(key, EventKinds.OnuDown, loss, onu);
    }

    private void Raise(EntityId key, string kind, Loss? loss, OnuRecord onu)
    {
        work.Add(key, kind, EventState.Raised, Text(key, onu).With(("parent", loss?.Parent)));
        if (loss is not null) (_told ??= [])[key] = loss.Parent;
    }

    private void BeginMute(EntityId key, Tracked held, Step step, Flaps flaps, OnuRecord onu)
    {
        var text = Text(key, onu) with { Reason = null };
        if (held is { IsRaised: true, Kind: { } kind }) work.Clear(key, kind, work.Now.Wall - held.Since, text.Only() with { Reason = "flapping" });
        work.Add(key, DetectedKinds.OnuFlapping, EventState.Raised, text.And(("transitions", flaps.Times.Count), ("window_s", Flaps.Window.TotalSeconds), ("deregisters", onu.Deregisters)));
        Take(key, step, step.Next with { IsRaised = false, Flaps = flaps with { MutedSince = work.Now.Wall } }, onu);
    }

    private void Mute(EntityId key, Step step, Flaps flaps, OnuRecord onu)
    {
        if (!flaps.IsOver)
        {
            Take(key, step, step.Next with { IsRaised = false, Flaps = flaps }, onu);
            return;
        }

        work.Clear(key, DetectedKinds.OnuFlapping, work.Now.Wall - flaps.MutedSince!.Value, (Text(key, onu) with { Reason = null }).Only());
        Take(key, step, step.Next with { IsRaised = step.Next.Kind is not null, Flaps = null }, onu);
        if (step.Next.Kind is { } kind) Raise(key, kind, after.Find(key), onu);
    }

    private void Take(EntityId key, Step step, Tracked next, OnuRecord onu) => work.Take(key, step with { Next = next }, lastUp: onu.Status == OnuStatus.Up ? onu : null);

    private EventText Text(EntityId key, OnuRecord onu) => EventText.Of(onu, known.LastUp(key) as OnuRecord);
}
