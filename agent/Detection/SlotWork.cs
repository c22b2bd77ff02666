using EdgeNoc.Agent.Detection.Levels;
using EdgeNoc.Agent.Detection.Pon;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>The ONUs of one poll of one OLT: who is in which slot, and how each of them is.</summary>
/// <param name="work">Where events go.</param>
/// <param name="known">What was known.</param>
/// <param name="onus">What the poll shows.</param>
/// <param name="states">How each is followed.</param>
/// <param name="levels">What is measured of each.</param>
/// <param name="gaspers">Who can tell that its power goes.</param>
internal sealed class SlotWork(DetectionWork work, Known known, OnuList onus, OnuStates states, OnuLevels levels, Gaspers gaspers)
{
    private readonly Dictionary<string, EntityId> _settled = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string>? _readPons;

    /// <summary>One row.</summary>
    public void See(EntityId key, OnuRecord onu, bool isAnnounced)
    {
        var before = known.Find(key);
        if (Rules.Of(onu, isAnnounced) is not { } seen)
        {
            // The OLT itself does not know how it is; but there it is.
            if (before?.Life is SlotLife.Absent) work.Hold(key, before with { Life = null });
            return;
        }

        var identity = OnuIdentity.Of(onu);
        var (verdict, next) = OnuLife.Sight(before, identity, seen, isAwaited: before is null && !WasRead(onu.Pon), work.Now.Wall);
        if (verdict != SlotVerdict.Waiting && next.Identity is { } settled) _settled.TryAdd(settled, key);
        switch (verdict)
        {
            case SlotVerdict.Waiting:
                work.Hold(key, next);
                break;
            case SlotVerdict.Known or SlotVerdict.Baseline:
                var follow = seen with { Identity = identity.Over(next.Identity) };
                if (onu.Status == OnuStatus.PowerOff) gaspers.Note(work, follow.Identity);
                states.Follow(key, next, follow, onu);
                if (onu.Status == OnuStatus.Up) levels.See(work, key, follow.Identity, onu);
                break;
            default:
                MoveIn(key, before!, next, onu, isReplacement: verdict == SlotVerdict.Replaced);
                break;
        }
    }

    /// <summary>Those that were not listed where the poll read all.</summary>
    public void Finish(Reading reading)
    {
        foreach (var (key, held) in known.All)
        {
            if (onus.Has(key) || !Slot.TryParse(key.Entity, out var slot) || reading.CompletePons?.Contains(slot.Pon) == false) continue;
            if (OnuLife.Miss(held, work.Clock, work.Now.Wall) is not { } next) work.Forget(key);
            else if (next.Life is SlotLife.Absent absent && WhereNow(next, absent) is { } elsewhere) MoveOut(key, held, slot, "moved", elsewhere.Entity);
            else if (next.Life is SlotLife.Absent away && OnuLife.IsRemoved(away, work.Clock, work.Now.Wall)) MoveOut(key, held, slot, "missing", movedTo: null);
            else if (next != held) work.Hold(key, next);
        }

        // An OLT that has just started lists nobody: that is no list to compare with.
        if (!known.KnowsOnus && reading.CompletePons is null && reading.Onus.Count > 0) work.KnowOnus(work.Device);
    }

    private void MoveIn(EntityId key, Tracked before, Tracked next, OnuRecord onu, bool isReplacement)
    {
        var from = next.Identity is { } identity ? WhereBefore(identity, key) : null;
        var text = EventText.Of(onu, lastUp: null) with { Reason = null };
        if (isReplacement)
        {
            EndAlerts(key, before, "replaced");
            text = text.With(("old_mac", MacOf(before)), ("old_serial", SerialOf(before)), ("new_mac", onu.Mac), ("new_serial", onu.Serial));
        }

        work.Add(key, isReplacement ? EventKinds.OnuReplaced : EventKinds.OnuNew, EventState.Raised, text.With(("moved_from", from?.Entity)));

        // Its levels follow the ONU, not the slot.
        var lastUp = onu.Status == OnuStatus.Up ? onu : from is { } old ? known.LastUp(old) : null;
        work.Keep(new EntityUpdate(key, next, lastUp, IsSomebodyElse: true));
    }

    private void MoveOut(EntityId key, Tracked before, Slot slot, string reason, string? movedTo)
    {
        EndAlerts(key, before, "removed");
        work.Add(key, EventKinds.OnuRemoved, EventState.Raised, TextOf(key, before, slot, reason).With(("moved_to", movedTo)));
        work.Remove(key);
        if (movedTo is not null) return;
        gaspers.Forget(work, before.Identity);
        levels.Forget(work, before.Identity);
    }

    private void EndAlerts(EntityId key, Tracked before, string reason)
    {
        if (!Slot.TryParse(key.Entity, out var slot)) return;
        var text = TextOf(key, before, slot, reason);
        states.End(key, before, text);
        levels.End(work, key, text);
    }

    private EventText TextOf(EntityId key, Tracked before, Slot slot, string reason) =>
        EventText.OfSlot(slot.Pon, (known.LastUp(key) as OnuRecord)?.Name, MacOf(before), SerialOf(before), reason);

    /// <summary>Whether the PON was read before: then who is new to it is new.</summary>
    private bool WasRead(string pon)
    {
        if (known.KnowsOnus) return true;
        _readPons ??= [.. known.All.Where(entry => entry.Value.Life is not SlotLife.Newcomer)
            .Select(entry => Slot.TryParse(entry.Key.Entity, out var slot) ? slot.Pon : null).OfType<string>()];
        return _readPons.Contains(pon);
    }

    private EntityId? WhereNow(Tracked absent, SlotLife.Absent life) =>
        life.Polls >= OnuLife.ConfirmingPolls && absent.Identity is { } identity && _settled.TryGetValue(identity, out var key) ? key : null;

    private EntityId? WhereBefore(string identity, EntityId now)
    {
        foreach (var (key, held) in known.All)
        {
            if (key != now && held.Life is not SlotLife.Newcomer && string.Equals(held.Identity, identity, StringComparison.OrdinalIgnoreCase)) return key;
        }

        return null;
    }

    private static string? MacOf(Tracked held) => OnuIdentity.IsMac(held.Identity) ? held.Identity : null;

    private static string? SerialOf(Tracked held) => OnuIdentity.IsMac(held.Identity) ? null : held.Identity;
}
