using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.OltLog;

/// <summary>What an OLT's log said of its ONUs and no poll has answered yet, and which of them breathed their last. One device; not safe for concurrent use.</summary>
/// <remarks>
/// A line raises nothing. It makes polls come soon (<see cref="Hint"/>), and a gasp tells why an ONU is down that a poll finds down. The gasp is believed from
/// the first such poll until the ONU is seen again, by a poll or in the log; a page may lag behind the log, so an ONU that is still up forgets its gasp only later.
/// </remarks>
internal sealed class OnuEvidence(int downPolls, int upPolls, TimeProvider time)
{
    /// <summary>How long a page may go on showing what was before the line.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(10);

    /// <summary>How long a gasp waits for a poll that finds the ONU down: polls fail, and come late then.</summary>
    private static readonly TimeSpan GaspKept = TimeSpan.FromMinutes(10);

    /// <summary>So many polls may say otherwise: some pages lag behind their own log.</summary>
    private const int LeastDoubt = 4;

    private readonly Dictionary<string, string> _slotByMac = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _macBySlot = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Hint> _hints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Gasp> _gasps = new(StringComparer.Ordinal);

    /// <summary>A change that the log announced, until enough polls in a row agree or tell otherwise.</summary>
    private readonly record struct Hint(bool IsUp, int Agreed, int Polls);

    private readonly record struct Gasp(long At, bool IsDown);

    /// <summary>Takes a line; false when it is about an ONU that the last poll did not have.</summary>
    public bool Take(OnuLogLine line)
    {
        if (SlotOf(line) is not { } slot) return false;
        if (line.Kind == OnuLogKind.DyingGasp) _gasps[slot] = new Gasp(time.GetTimestamp(), IsDown: false);
        if (line.Kind == OnuLogKind.Discovered) _gasps.Remove(slot);
        var isUp = line.Kind == OnuLogKind.Discovered;
        // Gasp and loss of the same second are one announcement.
        if (!_hints.TryGetValue(slot, out var hint) || hint.IsUp != isUp) _hints[slot] = new Hint(isUp, 0, 0);
        return true;
    }

    /// <summary>The reading with the reasons that the log knows.</summary>
    /// <param name="reading">What a poll returned.</param>
    /// <param name="isConfirmed">False while announced changes need more polls.</param>
    public Reading See(Reading reading, out bool isConfirmed)
    {
        var onus = reading.Onus;
        _slotByMac.Clear();
        _macBySlot.Clear();
        List<OnuRecord>? judged = null;
        HashSet<string>? announced = null;
        for (var i = 0; i < onus.Count; i++)
        {
            var onu = onus[i];
            var slot = $"{onu.Pon}:{onu.Onu}";
            _macBySlot[slot] = onu.Mac;
            if (onu.Mac is not null) _slotByMac[onu.Mac] = slot;
            if (_hints.TryGetValue(slot, out var hint) && !hint.IsUp && onu.Status != OnuStatus.Up) (announced ??= new HashSet<string>(StringComparer.Ordinal)).Add(onu.Entity);
            Answer(slot, onu.Status);
            if (!HasGasped(slot, onu.Status)) continue;
            judged ??= [.. onus];
            judged[i] = onu with { Status = OnuStatus.PowerOff, Reason = OnuReason.DyingGasp };
        }

        foreach (var slot in _hints.Keys.Where(slot => !_macBySlot.ContainsKey(slot)).ToList()) _hints.Remove(slot);
        isConfirmed = _hints.Count == 0;
        if (announced is not null) reading = reading with { Announced = announced };
        return judged is null ? reading : reading with { Onus = judged, Pons = Recount(reading.Pons, judged) };
    }

    /// <summary>By its MAC, and by its slot where one of both sides has none: the log and the pages of some boxes name slots differently.</summary>
    private string? SlotOf(OnuLogLine line)
    {
        if (line.Mac is not null && _slotByMac.TryGetValue(line.Mac, out var slot)) return slot;
        return line.Onu is not null && _macBySlot.TryGetValue(line.Onu, out var mac) && (line.Mac is null || mac is null) ? line.Onu : null;
    }

    private void Answer(string slot, OnuStatus status)
    {
        if (!_hints.TryGetValue(slot, out var hint)) return;
        var isUp = status == OnuStatus.Up;
        var needed = hint.IsUp ? upPolls : downPolls;
        hint = hint with { Polls = hint.Polls + 1, Agreed = isUp == hint.IsUp ? hint.Agreed + 1 : 0 };
        // A page that goes on saying otherwise is right in the end.
        if (hint.Agreed >= needed || hint.Polls >= Math.Max(needed + 2, LeastDoubt)) _hints.Remove(slot);
        else _hints[slot] = hint;
    }

    private bool HasGasped(string slot, OnuStatus status)
    {
        if (!_gasps.TryGetValue(slot, out var gasp)) return false;
        var age = time.GetElapsedTime(gasp.At);
        if ((status is OnuStatus.Down or OnuStatus.PowerOff) && (gasp.IsDown || age < GaspKept))
        {
            _gasps[slot] = gasp with { IsDown = true };
            return status == OnuStatus.Down;
        }

        if (status == OnuStatus.Up ? gasp.IsDown || age >= Lag : age >= GaspKept) _gasps.Remove(slot);
        return false;
    }

    /// <summary>Only the sums by reason change; where a page did not know them, they stay unknown.</summary>
    private static List<PonRecord> Recount(IReadOnlyList<PonRecord> pons, List<OnuRecord> onus)
    {
        var off = onus.Where(onu => onu.Status == OnuStatus.PowerOff).CountBy(onu => onu.Pon, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. pons.Select(pon => pon.PowerOff is null ? pon : pon with { PowerOff = off.GetValueOrDefault(pon.Pon) })];
    }
}
