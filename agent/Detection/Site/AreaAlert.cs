using EdgeNoc.Agent.Detection.Pon;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection.Site;

/// <summary>The power cut of the POP's area, while it stands.</summary>
internal sealed record AreaAlert(DateTimeOffset Since)
{
    public required string Cause { get; init; }

    public int Lost { get; init; }

    /// <summary>How many were down when that was told last.</summary>
    public int Told { get; init; }

    public int Total { get; init; }

    public int Pons { get; init; }

    public int Gasps { get; init; }

    public int Silent { get; init; }

    /// <summary>When the last ONU joined, by the monotonic clock.</summary>
    public TimeSpan Joined { get; init; }

    /// <summary>Polls in a row that showed nearly all back.</summary>
    public int CalmPolls { get; init; }

    /// <summary>The first of them.</summary>
    public DateTimeOffset? CalmSince { get; init; }

    public static AreaAlert? Restore(EdgeEvent? raised)
    {
        if (raised?.Kind != DetectedKinds.AreaPowerOutage) return null;
        return new AreaAlert(raised.At)
        {
            Cause = raised.Labels.GetValueOrDefault("cause", Causes.Power),
            Lost = Number("lost"),
            Told = Number("down"),
            Total = Number("total"),
            Pons = Number("pons"),
            Gasps = Number("power_off"),
            Silent = Number("los"),
        };

        int Number(string key) => (int)Math.Clamp(raised.Values.GetValueOrDefault(key), 0, 1_000_000);
    }

    public EventText Raised(string area, IReadOnlyCollection<AreaPart> parts)
    {
        var down = parts.Sum(part => part.Down);
        var places = parts.SelectMany(part => part.Places).Distinct(StringComparer.Ordinal).ToList();
        return EventText.With(null, ("area", area), ("cause", Cause), ("names", Names(parts)), ("places", SafeText.List(places))).And(
            ("down", down), ("lost", Lost), ("total", Total), ("power_off", Gasps), ("los", Silent), ("pons", Pons),
            ("olts", parts.Count(part => part.Down > 0)), ("more", PonText.More(down)));
    }

    public EventText Cleared(string area, IReadOnlyCollection<AreaPart> parts)
    {
        var remaining = parts.Sum(part => part.Down);
        return EventText.With("recovered", ("area", area), ("cause", Cause), ("names", Names(parts))).And(
            ("lost", Lost), ("back", Lost - remaining), ("remaining", remaining), ("total", Total), ("pons", Pons), ("more", PonText.More(remaining)));
    }

    private static string? Names(IEnumerable<AreaPart> parts) => PonText.Names(parts.SelectMany(part => part.First));
}
