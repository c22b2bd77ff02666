using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>Serial numbers and names that a box tells in an answer of its own, kept from one round of them to the next: an ONU is known by them at each poll.</summary>
internal sealed class OnuFacts
{
    private readonly Dictionary<string, OnuRecord> _known = new(StringComparer.Ordinal);

    /// <summary>Takes what a PON's list says in place of what was known of that PON.</summary>
    public void Learn(string pon, IEnumerable<OnuRecord> onus)
    {
        foreach (var entity in _known.Where(known => known.Value.Pon == pon).Select(known => known.Key).ToList()) _known.Remove(entity);
        foreach (var onu in onus) _known[onu.Entity] = onu;
    }

    public Reading Complete(Reading reading) => reading with { Onus = [.. reading.Onus.Select(Complete)] };

    private OnuRecord Complete(OnuRecord onu) => _known.TryGetValue(onu.Entity, out var known) ? onu with { Serial = onu.Serial ?? known.Serial, Name = onu.Name ?? known.Name } : onu;
}
