namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>What the leaders of an incident say of the many ONUs below them.</summary>
/// <param name="Down">How many are down.</param>
/// <param name="Total">Of how many; 0: unknown.</param>
/// <param name="Gasps">How many of the lost said that their power went.</param>
/// <param name="Others">How many did not.</param>
/// <param name="Pons">On how many PONs.</param>
/// <param name="Bracket">Where the cable is cut; null where the distances do not say.</param>
internal sealed record CutFacts(long Down, long Total, long Gasps, long Others, long Pons, CutBracket? Bracket)
{
    /// <summary>Null when none of the leaders is about many ONUs.</summary>
    public static CutFacts? Of(IncidentModel model)
    {
        var all = model.Alerts.Where(AlertKind.IsCut).ToList();
        var standing = all.Where(alert => alert.IsOpen).ToList();
        var cuts = standing.Count > 0 ? standing : all;

        // An outage of an area counts what its PONs count once more.
        if (cuts.Where(cut => cut.Kind == AlertKind.AreaOutage).ToList() is { Count: > 0 } areas) cuts = areas;
        if (cuts.Count == 0) return null;
        var down = cuts.Sum(cut => AlertKind.Count(cut, "down"));
        if (down == 0) down = cuts.Sum(cut => AlertKind.Count(cut, "lost"));
        if (down == 0) down = model.Children.Count(child => AlertKind.IsOnu(child) && child.IsOpen);
        var pons = cuts.Where(cut => cut.Kind != AlertKind.AreaOutage).DistinctBy(cut => (cut.Device, Place.Pon(cut))).Count();
        return new CutFacts(
            down,
            cuts.Sum(cut => AlertKind.Count(cut, "total")),
            cuts.Sum(cut => AlertKind.Count(cut, "power_off")),
            cuts.Sum(cut => AlertKind.Count(cut, "los")),
            Math.Max(pons, cuts.Max(cut => cut.Kind == AlertKind.AreaOutage ? AlertKind.Count(cut, "pons") : 0)),
            cuts is [var only] ? CutBracket.Of(only) : null);
    }
}

/// <summary>Metres from the OLT: all that are lost are at <paramref name="LostMinM"/> or beyond, all that are kept at <paramref name="KeptMaxM"/> or nearer (null: none is kept).</summary>
internal sealed record CutBracket(long LostMinM, long? KeptMaxM)
{
    public static CutBracket? Of(Alert cut)
    {
        var (lost, kept) = (AlertKind.Count(cut, "lost_min_m"), AlertKind.Count(cut, "kept_max_m"));
        return lost == 0 || kept >= lost ? null : new CutBracket(lost, kept == 0 ? null : kept);
    }
}
