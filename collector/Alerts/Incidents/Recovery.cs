namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>Whether an incident is over, and what becomes of the rest.</summary>
/// <param name="Left">Single ONUs that stay, and what started anew: the recovery names them.</param>
/// <param name="Released">What stands and is no matter of single ONUs: it is told by itself.</param>
internal sealed record Recovery(IReadOnlyList<Alert> Left, IReadOnlyList<Alert> Released)
{
    private const double Back = 0.9;
    private static readonly TimeSpan AfterOnus = TimeSpan.FromMinutes(5);

    /// <summary>Null: it is not over. Else nothing of what was told stands, or nine of ten ONUs are back.</summary>
    public static Recovery? Of(IReadOnlyList<Alert> members)
    {
        var open = members.Where(alert => alert.IsOpen).ToList();
        if (open.Count == members.Count && open.Count > 0) return null;
        if (open.Exists(alert => !alert.IsChild) && !NearlyAllBack(members, open)) return null;
        // What started anew is how it ended.
        var left = open.ToLookup(alert => AlertScope.IsOnu(alert) || AlertScope.IsRestart(alert));
        return new Recovery([.. left[true]], [.. left[false]]);
    }

    private static bool NearlyAllBack(IReadOnlyList<Alert> members, List<Alert> open)
    {
        if (!open.TrueForAll(AlertScope.IsOnu)) return false;
        var all = members.Where(AlertScope.IsOnu).Select(alert => (alert.Device, alert.Entity)).Distinct().Count();
        var down = open.Select(alert => (alert.Device, alert.Entity)).Distinct().Count();
        return all - down >= Back * all;
    }

    /// <summary>
    /// How long it must be over before anybody is told: longer where it is one ONU or where something came back and failed again, so that who flaps is one
    /// problem and one recovery.
    /// </summary>
    /// <param name="members">All alerts of the incident.</param>
    /// <param name="relapsed">One of them was told in another incident a short while ago.</param>
    /// <param name="rules">The waits.</param>
    public static TimeSpan Wait(IReadOnlyList<Alert> members, bool relapsed, AlertRules rules)
    {
        var entities = members.Select(alert => (alert.Device, alert.Entity)).Distinct().Count();
        var isOneOnu = entities == 1 && members.All(alert => alert.Severity <= Common.Events.Severity.Low);
        var cameAgain = members.CountBy(alert => alert.Identity).Any(same => same.Value > 1);
        var wait = isOneOnu || cameAgain || relapsed ? rules.FlapWait : rules.RecoveryWait;

        // Sessions are dialled and terminals start up some time after their ONUs: until then it is not over, and they are no news of their own.
        return members.Any(alert => alert.IsOpen && Inhibition.Consequences.Is(alert)) && wait < AfterOnus ? AfterOnus : wait;
    }
}
