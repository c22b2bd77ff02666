using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>Puts the answers of one poll together: what each of them says of an ONU.</summary>
internal static class OnuJoin
{
    /// <summary>The states stay those of <paramref name="first"/>; ONUs that it does not have are added.</summary>
    public static Reading Onto(Reading first, Reading second)
    {
        var others = second.Onus.ToDictionary(onu => onu.Entity, StringComparer.Ordinal);
        var known = first.Onus.Select(onu => onu.Entity).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<OnuRecord> onus = [.. first.Onus.Select(onu => others.TryGetValue(onu.Entity, out var other) ? Join(onu, other) : onu), .. second.Onus.Where(onu => !known.Contains(onu.Entity))];
        return first with { Onus = onus, Pons = PonRecord.Summarise(onus), Dropped = first.Dropped + second.Dropped };
    }

    /// <summary>Another box in the place since the first answer: nothing of it belongs to the one that was there.</summary>
    private static OnuRecord Join(OnuRecord onu, OnuRecord other) => onu.Mac is not null && other.Mac is not null && onu.Mac != other.Mac ? onu : (onu.Status == OnuStatus.Up ? onu with
    {
        RxDbm = onu.RxDbm ?? other.RxDbm,
        TxDbm = onu.TxDbm ?? other.TxDbm,
        TempC = onu.TempC ?? other.TempC,
        VoltageV = onu.VoltageV ?? other.VoltageV,
        BiasMa = onu.BiasMa ?? other.BiasMa,
        DistanceM = onu.DistanceM ?? other.DistanceM,
    } : onu) with
    {
        Auth = onu.Auth ?? other.Auth,
        Ctc = onu.Ctc ?? other.Ctc,
        Name = onu.Name ?? other.Name,
        Mac = onu.Mac ?? other.Mac,
        Serial = onu.Serial ?? other.Serial,
    };
}
