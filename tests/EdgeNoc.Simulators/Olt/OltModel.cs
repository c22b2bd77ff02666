namespace EdgeNoc.Simulators.Olt;

/// <summary>An OLT without its web server: ONUs, what happens to them, and the pages that follow from it. Safe for concurrent use.</summary>
public sealed class OltModel
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly SimulatedOnu[] _onus;
    private readonly HashSet<string> _cut = new(StringComparer.Ordinal);
    private readonly List<OltChange> _changes = [];
    private readonly List<OltLogEntry> _log = [];
    private int _page;

    public OltModel(OltPlan plan, TimeProvider time)
    {
        if (plan.Pons < 1 || plan.Onus < plan.Pons) throw new ArgumentException("every PON needs at least one ONU", nameof(plan));
        Plan = plan;
        _time = time;
        _random = new Random(plan.Seed);
        var started = time.GetUtcNow();
        Slots = [.. Enumerable.Range(0, plan.Onus).Select(index => new OnuSlot(index, $"{plan.PonPrefix}{(index / plan.OnusPerPon) + 1}", (index % plan.OnusPerPon) + 1))];
        Pons = [.. Slots.Select(slot => slot.Pon).Distinct(StringComparer.Ordinal)];
        _onus = [.. Slots.Select(slot => new SimulatedOnu(slot, plan, _random, started))];
        foreach (var onu in _onus.TakeLast(plan.DownAtStart))
        {
            onu.Powered = false;
            onu.Settle(ponCut: false, started.AddDays(-3));
        }
    }

    /// <summary>Told of each new entry of the log, from the thread on which it happened.</summary>
    public Action<OltLogEntry>? Logged { get; set; }

    public OltPlan Plan { get; }

    /// <summary>The log, oldest first.</summary>
    public IReadOnlyList<OltLogEntry> Log
    {
        get
        {
            lock (_gate) return [.. _log];
        }
    }

    /// <summary>Every slot that has an ONU, in the order of the page.</summary>
    public IReadOnlyList<OnuSlot> Slots { get; }

    public IReadOnlyList<string> Pons { get; }

    /// <summary>All that happened so far, oldest first.</summary>
    public IReadOnlyList<OltChange> Changes
    {
        get
        {
            lock (_gate) return [.. _changes];
        }
    }

    /// <summary>PONs that are cut now.</summary>
    public IReadOnlyList<string> CutPons
    {
        get
        {
            lock (_gate) return [.. _cut.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Slots that are down now.</summary>
    public IReadOnlyList<string> DownOnus
    {
        get
        {
            lock (_gate) return [.. _onus.Where(onu => !onu.Up).Select(onu => onu.Slot.Id)];
        }
    }

    /// <summary>Moves the plant one page further and shows it. Every page has a number of its own, also one that nobody reads to its end.</summary>
    public OltPage NextPage()
    {
        lock (_gate)
        {
            var page = ++_page;
            foreach (var onu in _onus) onu.Step(_random, page);
            return new OltPage(page, _time.GetUtcNow(), [.. _onus.Select(Row)]);
        }
    }

    /// <summary>Lets something happen. Null when there is no such PON or ONU.</summary>
    public OltChange? Apply(OltAction action)
    {
        OltChange change;
        List<OltLogEntry> logged;
        lock (_gate)
        {
            var onPon = action.Kind is OltActionKind.CutPon or OltActionKind.RepairPon;
            var touched = Array.FindAll(_onus, onu => (onPon ? onu.Slot.Pon : onu.Slot.Id) == action.Target);
            if (touched.Length == 0) return null;
            if (action.Kind == OltActionKind.CutPon) _cut.Add(action.Target);
            if (action.Kind == OltActionKind.RepairPon) _cut.Remove(action.Target);
            if (!onPon) Touch(touched[0], action.Kind);
            var now = _time.GetUtcNow();
            var changed = Array.FindAll(touched, onu => onu.Settle(_cut.Contains(onu.Slot.Pon), now));
            change = new OltChange(now, action, [.. changed.Select(onu => onu.Slot.Id)]);
            _changes.Add(change);
            logged = [.. changed.SelectMany(onu => Entries(onu, now))];
            _log.AddRange(logged);
        }

        foreach (var entry in logged) Logged?.Invoke(entry);
        return change;
    }

    /// <summary>A gasp and the loss come in the same second; a cut fibre is a loss alone.</summary>
    private static IEnumerable<OltLogEntry> Entries(SimulatedOnu onu, DateTimeOffset now)
    {
        if (!onu.Up && onu.Gasp) yield return new OltLogEntry(now, OltLogKind.DyingGasp, onu.Slot.Id, onu.Mac, onu.Name);
        yield return new OltLogEntry(now, onu.Up ? OltLogKind.Discovery : OltLogKind.Lost, onu.Slot.Id, onu.Mac, onu.Name);
    }

    private static void Touch(SimulatedOnu onu, OltActionKind kind)
    {
        switch (kind)
        {
            case OltActionKind.GaspOnu:
                onu.Powered = false;
                break;
            case OltActionKind.LoseOnu:
                onu.OwnFibre = false;
                break;
            default:
                onu.Powered = onu.OwnFibre = true;
                break;
        }
    }

    private static OnuRow Row(SimulatedOnu onu) => new(
        onu.Slot,
        onu.Name,
        onu.Mac,
        onu.Up,
        onu.RttTq,
        onu.TempC,
        onu.VoltageV,
        onu.BiasMa,
        onu.TxDbm,
        onu.RxDbm,
        onu.LastOnline,
        onu.LastOffline,
        onu.Reason,
        onu.OnlineS,
        onu.Deregisters,
        onu.Gasp);
}
