using EdgeNoc.Agent.Detection.Boxes;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>What is held of a config entry's entities between polls, and how it is stored.</summary>
internal sealed class Known
{
    /// <summary>The entity whose stored state says that the ONUs of this OLT were read before: who comes now is new.</summary>
    public const string Onus = "onus";

    private const string AbsentPrefix = "absent/";

    private readonly Dictionary<EntityId, Tracked> _tracked = [];
    private readonly Dictionary<EntityId, object> _lastUp = [];

    /// <summary>Whether every PON was read before.</summary>
    public bool KnowsOnus { get; private set; }

    public IReadOnlyCollection<KeyValuePair<EntityId, Tracked>> All => _tracked;

    public int Count => _tracked.Count;

    /// <summary>The entity beside an ONU's own that keeps since when it is absent, so that its own goes on saying how it was.</summary>
    public static EntityId AbsenceOf(EntityId onu) => onu with { Entity = AbsentPrefix + onu.Entity };

    public Tracked? Find(EntityId key) => _tracked.GetValueOrDefault(key);

    public object? LastUp(EntityId key) => _lastUp.GetValueOrDefault(key);

    public void Load(IEnumerable<EntityState> states, EntityKind boxes, IReadOnlyCollection<EdgeEvent> raised)
    {
        var absences = new List<EntityState>();
        foreach (var state in states)
        {
            if (state.Entity == Onus) KnowsOnus = true;
            else if (state.Entity.StartsWith(AbsentPrefix, StringComparison.Ordinal)) absences.Add(state);
            else if (KindOf(state.Entity, boxes) is { } kind)
                _tracked[new(state.Device, state.Entity)] = new Tracked(state.State, Rules.KindOf(kind, state.State), state.Since, state.Identity);
        }

        foreach (var absence in absences)
        {
            var key = new EntityId(absence.Device, absence.Entity[AbsentPrefix.Length..]);
            if (Find(key) is { } known) _tracked[key] = known with { Life = new SlotLife.Absent(OnuLife.ConfirmingPolls, absence.Since) };
        }

        foreach (var alert in raised)
        {
            var key = new EntityId(alert.Device, alert.Entity);
            if (alert.Kind == DetectedKinds.OnuFlapping && Find(key) is { } flapping) _tracked[key] = flapping with { Flaps = Flaps.Restore(alert.At) };
        }

        foreach (var alert in raised.Where(alert => Rules.Raise(alert.Kind)))
        {
            // The alert is what people were told: where the state says otherwise, the alert decides what has to be cleared.
            var key = new EntityId(alert.Device, alert.Entity);
            var known = Find(key);
            _tracked[key] = known?.Kind == alert.Kind ? known with { IsRaised = true } : new Tracked("down", alert.Kind, alert.At, known?.Identity, IsRaised: true, Life: known?.Life, Flaps: known?.Flaps);
        }
    }

    public void Apply(Detection detection)
    {
        foreach (var then in detection.Then) then();
        KnowsOnus |= detection.KnowsOnus;
        foreach (var (key, tracked, lastUp, isSomebodyElse) in detection.Updates)
        {
            if (tracked is null || isSomebodyElse) _lastUp.Remove(key);
            if (tracked is null)
            {
                _tracked.Remove(key);
                continue;
            }

            _tracked[key] = tracked;
            if (lastUp is not null) _lastUp[key] = lastUp;
        }
    }

    // Other rules keep states of other entities in the same table.
    private static EntityKind? KindOf(string entity, EntityKind boxes) =>
        entity == "device" ? boxes
        : Slot.TryParse(entity, out _) ? EntityKind.Onu
        : entity.StartsWith("if/", StringComparison.Ordinal) ? EntityKind.Interface
        : entity.StartsWith("bgp/", StringComparison.Ordinal) ? EntityKind.BgpPeer
        : entity.StartsWith(AlarmWatch.Prefix, StringComparison.Ordinal) ? EntityKind.Alarm
        : entity.StartsWith("sensor/fan", StringComparison.Ordinal) ? EntityKind.Fan
        : entity.StartsWith("sensor/psu", StringComparison.Ordinal) ? EntityKind.Psu
        : null;
}
