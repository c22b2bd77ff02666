using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>Puts the answers of one poll together: what each of them says of an ONU.</summary>
internal static class OnuJoin
{
    /// <summary>What <paramref name="second"/> knows more of the ONUs of <paramref name="first"/>; their states stay. ONUs that are new in it came in between, and are the next poll's.</summary>
    public static Reading Onto(Reading first, Reading second)
    {
        var others = second.Onus.ToDictionary(onu => onu.Entity, StringComparer.Ordinal);
        IReadOnlyList<OnuRecord> onus = [.. first.Onus.Select(onu => others.TryGetValue(onu.Entity, out var other) ? Join(onu, other) : onu)];
        var sums = PonRecord.Summarise(onus).ToDictionary(pon => pon.Pon, StringComparer.Ordinal);
        return first with
        {
            Onus = onus,
            Pons = [.. first.Pons.Select(pon => sums.TryGetValue(pon.Pon, out var sum) ? pon with { RxAvgDbm = sum.RxAvgDbm, RxMinDbm = sum.RxMinDbm } : pon)],
            Dropped = first.Dropped + second.Dropped,
        };
    }

    /// <summary>Lists of different PONs behind each other.</summary>
    public static Reading Beside(Reading first, Reading second)
    {
        var known = first.Pons.Select(pon => pon.Pon).ToHashSet(StringComparer.Ordinal);
        return first with
        {
            Onus = [.. first.Onus, .. second.Onus.Where(onu => !known.Contains(onu.Pon))],
            Pons = [.. first.Pons, .. second.Pons.Where(pon => !known.Contains(pon.Pon))],
            CompletePons = first.CompletePons is null && second.CompletePons is null ? null : Complete(first).Concat(Complete(second)).ToHashSet(StringComparer.Ordinal),
            Dropped = first.Dropped + second.Dropped,
        };
    }

    private static IEnumerable<string> Complete(Reading reading) => reading.CompletePons ?? reading.Pons.Select(pon => pon.Pon);

    /// <summary>Another box in the place since the first answer: nothing of it belongs to the one that was there.</summary>
    private static OnuRecord Join(OnuRecord onu, OnuRecord other) => onu.Mac is not null && other.Mac is not null && onu.Mac != other.Mac ? onu : (onu.Status == OnuStatus.Up ? onu with
    {
        RxDbm = onu.RxDbm ?? other.RxDbm,
        TxDbm = onu.TxDbm ?? other.TxDbm,
        OltRxDbm = onu.OltRxDbm ?? other.OltRxDbm,
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
