using EdgeNoc.Agent.Detection.Levels;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;

namespace EdgeNoc.Agent.Detection.Boxes;

/// <summary>Ports: down, faulty, full, dark. One that an operator switched off is not down.</summary>
internal sealed class InterfaceWatch(LevelBook levels, Known known)
{
    private const int GoneAfter = 3;
    private static readonly string[] Kinds = [DetectedKinds.InterfaceErrors, DetectedKinds.InterfaceUtilHigh, DetectedKinds.OpticRxLow];

    private readonly Dictionary<string, (long Errors, TimeSpan At)> _errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _missed = new(StringComparer.Ordinal);

    public void See(DetectionWork work, Reading reading)
    {
        if (reading.Interfaces.Count == 0) return;
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in reading.Interfaces)
        {
            var key = new EntityId(work.Device, $"if/{port.Interface}");
            if (listed.Add(key.Entity)) See(work, key, port);
        }

        foreach (var optic in reading.Optics)
        {
            var key = new EntityId(work.Device, $"if/{optic.Interface}");
            // A dark port is told as a port that is down.
            if (known.Find(key)?.State != Rules.Up) continue;
            levels.See(work, key, DetectedKinds.OpticRxLow, "rx_dbm", optic.RxDbm, () => EventText.With(null, ("interface", optic.Interface)));
        }

        levels.Miss(work, Kinds, listed);
        Miss(work, listed);
    }

    /// <summary>What a port's row says; null when it says nothing of that.</summary>
    internal static Observation? StateOf(InterfaceRecord port, Tracked? before)
    {
        if (port.IsDisabled) return new Observation(Rules.Disabled, null);
        if (port.Up is not { } up) return null;
        if (up) return new Observation(Rules.Up, null);
        // Switched on without a cable: it was not lost.
        return new Observation(Rules.Down, before is { State: Rules.Disabled } ? null : DetectedKinds.InterfaceDown);
    }

    private void See(DetectionWork work, EntityId key, InterfaceRecord port)
    {
        var before = known.Find(key);
        if (StateOf(port, before) is { } state)
        {
            if (before is not null && state.State == Rules.Down && state.Kind is null) work.Keep(new EntityUpdate(key, EntityTracker.Baseline(new(Rules.Down, DetectedKinds.InterfaceDown), work.Now.Wall), null));
            else work.See(key, state, port, Text);
        }

        levels.See(work, key, DetectedKinds.InterfaceErrors, "errors_per_min", Errors(work, port), () => EventText.With(null, ("interface", port.Interface)));
        levels.See(work, key, DetectedKinds.InterfaceUtilHigh, "util_pct", port.UtilPct, () => EventText.With(null, ("interface", port.Interface)).And(("speed_bps", port.SpeedBps), ("rx_bps", port.RxBps), ("tx_bps", port.TxBps)));
    }

    private static EventText Text(InterfaceRecord now, InterfaceRecord? lastUp) =>
        EventText.With(now.IsDisabled ? Rules.Disabled : null, ("interface", now.Interface)).And(("speed_bps", lastUp?.SpeedBps), ("rx_bps", lastUp?.RxBps), ("tx_bps", lastUp?.TxBps));

    /// <summary>A minute's worth since the last poll; null for the first and when the counter began anew.</summary>
    private double? Errors(DetectionWork work, InterfaceRecord port)
    {
        if (port.RxErrors is null && port.TxErrors is null) return null;
        var (errors, now) = ((port.RxErrors ?? 0) + (port.TxErrors ?? 0), work.Now.Mono);
        var last = _errors.TryGetValue(port.Interface, out var held) ? held : ((long Errors, TimeSpan At)?)null;
        work.Then(() => _errors[port.Interface] = (errors, now));
        return last is { } before && errors >= before.Errors && now > before.At ? (errors - before.Errors) / (now - before.At).TotalMinutes : null;
    }

    /// <summary>A port that is gone from the list is no port that is down: its alert ends, and it is forgotten.</summary>
    private void Miss(DetectionWork work, HashSet<string> listed)
    {
        foreach (var (key, held) in known.All)
        {
            if (!key.Entity.StartsWith("if/", StringComparison.Ordinal) || listed.Contains(key.Entity)) continue;
            var missed = _missed.GetValueOrDefault(key.Entity) + 1;
            _missed[key.Entity] = missed;
            if (missed < GoneAfter) continue;
            if (held is { IsRaised: true, Kind: { } kind }) work.Clear(key, kind, work.Now.Wall - held.Since, EventText.With("removed", ("interface", key.Entity["if/".Length..])));
            work.Remove(key);
            work.Then(() =>
            {
                _missed.Remove(key.Entity);
                _errors.Remove(key.Entity["if/".Length..]);
            });
        }

        if (_missed.Count == 0) return;
        foreach (var back in _missed.Keys.Where(listed.Contains).ToList()) _missed.Remove(back);
    }
}
