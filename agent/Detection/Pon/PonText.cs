using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Detection.Pon;

/// <summary>What the events of PONs and areas say.</summary>
internal static class PonText
{
    /// <summary>Raised, also with newer facts.</summary>
    public static EventText Raised(PonAlert alert, PonView pon, IReadOnlyList<Loss> members, PonRecord? port, string? grewFrom = null)
    {
        var metres = members.Where(loss => loss.DistanceM is not null).Select(loss => (double)loss.DistanceM!.Value).ToList();
        return EventText.With(null, ("pon", pon.Pon), ("cause", alert.Cause), ("told_cause", Other(alert)), ("names", Names(members)), ("grew_from", grewFrom)).And(
            ("down", members.Count), ("lost", alert.Lost), ("total", alert.Total), ("more", More(members.Count)),
            ("power_off", members.Count(loss => loss.IsGasp)), ("los", members.Count(loss => !loss.IsGasp)),
            ("can_gasp", members.Count(loss => PonRules.IsSilent(loss) && loss.CanGasp)), ("pons", alert.Pons),
            ("lost_min_m", metres.Count == 0 ? null : metres.Min()), ("lost_max_m", metres.Count == 0 ? null : metres.Max()), ("kept_max_m", pon.KeptMaxM),
            ("tx_dbm", port?.TxDbm), ("temp_c", port?.TempC));
    }

    public static EventText Cleared(PonAlert alert, IReadOnlyList<Loss> remaining, string reason) =>
        EventText.With(reason, ("pon", alert.Pon), ("cause", alert.Cause), ("told_cause", Other(alert)), ("names", Names(remaining))).And(
            ("lost", alert.Lost), ("back", alert.Lost - remaining.Count), ("remaining", remaining.Count), ("total", alert.Total), ("more", More(remaining.Count)));

    /// <summary>In the order of their slots, as people read them on the OLT.</summary>
    public static string? Names(IEnumerable<Loss> losses) =>
        SafeText.List(losses.OrderBy(loss => loss.Key.Entity.Length).ThenBy(loss => loss.Key.Entity, StringComparer.Ordinal).Select(loss => loss.Name ?? loss.Key.Entity["onu/".Length..]));

    public static double? More(int count) => count > SafeText.MaxNames ? count - SafeText.MaxNames : null;

    private static string? Other(PonAlert alert) => alert.FirstCause == alert.Cause ? null : alert.FirstCause;
}
