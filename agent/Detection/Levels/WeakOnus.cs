using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Thresholds;

namespace EdgeNoc.Agent.Detection.Levels;

/// <summary>Counts the ONUs of each PON that hear less light than <c>onu.rx_low</c> raises at: whoever looks at 100,000 of them should not have to ask each one.</summary>
internal static class WeakOnus
{
    /// <summary>The same PONs with <see cref="PonRecord.Weak"/>; those of which no ONU told its light stay without, for nobody knows.</summary>
    public static IReadOnlyList<PonRecord> CountedIn(IReadOnlyList<PonRecord> pons, IReadOnlyList<OnuRecord> onus, KindPolicy policy)
    {
        var measured = onus.Where(onu => onu.RxDbm is not null).ToLookup(onu => onu.Pon, StringComparer.Ordinal);
        return measured.Count == 0
            ? pons
            : [.. pons.Select(pon => measured.Contains(pon.Pon) ? pon with { Weak = measured[pon.Pon].Count(onu => onu.RxDbm <= policy.For(onu.Entity).Raise) } : pon)];
    }
}
