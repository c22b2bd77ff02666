using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>What an incident is at this moment, by what it holds.</summary>
/// <param name="Leader">The alert that it is named after.</param>
/// <param name="Severity">The gravest of what is told; a box that is dark counts also below.</param>
/// <param name="Cause">What the first line says; null: nobody knows.</param>
/// <param name="Firing">How many are down: an alert about a PON or an area counts as many as it says.</param>
/// <param name="Leaders">In how many alerts.</param>
internal sealed record IncidentState(Alert Leader, Severity Severity, string? Cause, long Firing, int Leaders)
{
    private const string Power = "power";

    /// <summary>What makes it another thing to people: the cause, else what kind of thing it is.</summary>
    public string Class => Cause ?? Leader.Kind;

    /// <summary>By the open members; by all where nothing is open any more. Null without leaders.</summary>
    public static IncidentState? Of(IReadOnlyList<Alert> members)
    {
        var leaders = members.Where(alert => alert is { IsOpen: true, IsChild: false }).ToList();
        if (leaders.Count == 0) leaders = [.. members.Where(alert => !alert.IsChild)];
        if (leaders.Count == 0) return null;
        var dark = members.Where(alert => alert is { IsOpen: true, IsChild: true, Kind: EventKinds.DeviceUnreachable or EventKinds.AgentOffline });
        return new IncidentState(
            Headline.Leader(leaders),
            leaders.Concat(dark).Max(alert => alert.Severity),
            CauseOf(leaders),
            leaders.GroupBy(alert => (alert.Device, alert.Entity)).Sum(entity => entity.Max(Weight)),
            leaders.Count);
    }

    /// <summary>Power explains everything else that fell silent with it; else the leaders' own word, if they agree on one.</summary>
    private static string? CauseOf(List<Alert> leaders)
    {
        var power = leaders.Where(AlertScope.IsPowerCause).ToList();
        var causes = (power.Count > 0 ? power : leaders)
            .Select(alert => alert.Kind == EventKinds.MainsLost ? Power : alert.Labels.GetValueOrDefault("cause"))
            .Where(cause => !string.IsNullOrEmpty(cause)).Distinct(StringComparer.Ordinal).ToList();
        return causes switch
        {
            [var only] => only,
            [] => null,
            _ when power.Count > 0 => Power,
            _ => "mixed",
        };
    }

    private static long Weight(Alert alert)
    {
        if (alert.ValuesJson.Length <= 2) return 1;
        var values = alert.Values;
        var down = values.GetValueOrDefault("down", values.GetValueOrDefault("silent", 1));
        return down is >= 1 and <= 1_000_000 ? (long)down : 1;
    }
}
