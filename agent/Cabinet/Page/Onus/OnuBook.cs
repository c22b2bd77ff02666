using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Tables;

namespace EdgeNoc.Agent.Cabinet.Page.Onus;

/// <summary>Every ONU of the POP as it was last seen, for the search. Written by the polls, read by the page.</summary>
internal sealed class OnuBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Sheet> _sheets = new(StringComparer.Ordinal);

    /// <summary>Takes what a poll of a device returned.</summary>
    public void See(string device, Reading reading, DateTimeOffset at)
    {
        if (reading.Onus.Count == 0 && reading.CompletePons is { Count: 0 }) return;
        lock (_gate)
        {
            _sheets.TryGetValue(device, out var last);
            if (last is null && reading.Onus.Count == 0) return;
            var onus = OnuTable.Merge(last?.Onus ?? [], reading);
            _sheets[device] = new Sheet(onus, LevelsOf(onus, last?.Levels, at), at);
        }
    }

    /// <summary>All of them, of all devices.</summary>
    public IEnumerable<OnuView> All()
    {
        KeyValuePair<string, Sheet>[] sheets;
        lock (_gate) sheets = [.. _sheets];
        return sheets.SelectMany(entry => entry.Value.Onus.Select(onu => OnuView.Of(entry.Key, onu, entry.Value.Levels.GetValueOrDefault(onu.Entity), entry.Value.At)));
    }

    /// <summary>An ONU as it was read just now, with the last levels where this reading has none.</summary>
    public OnuView Seen(string device, OnuRecord onu, DateTimeOffset at)
    {
        Dictionary<string, Levels>? last;
        lock (_gate) last = _sheets.GetValueOrDefault(device)?.Levels;
        return OnuView.Of(device, onu, LevelsOf([onu], last, at).GetValueOrDefault(onu.Entity), at);
    }

    /// <summary>A level stays while its ONU is up and the same; of one that is down OLTs show what was long ago.</summary>
    private static Dictionary<string, Levels> LevelsOf(IReadOnlyList<OnuRecord> onus, Dictionary<string, Levels>? last, DateTimeOffset at)
    {
        var levels = new Dictionary<string, Levels>(StringComparer.Ordinal);
        foreach (var onu in onus.Where(onu => onu.Status == OnuStatus.Up))
        {
            var kept = last?.GetValueOrDefault(onu.Entity) is { } before && before.Identity == (onu.Mac ?? onu.Serial) ? before : null;
            if ((Levels.Of(onu, at) ?? kept) is { } known) levels[onu.Entity] = known;
        }

        return levels;
    }

    private sealed record Sheet(IReadOnlyList<OnuRecord> Onus, Dictionary<string, Levels> Levels, DateTimeOffset At);
}
