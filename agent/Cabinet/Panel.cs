using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Cabinet;

/// <summary>Decides what the lamps show. Pure.</summary>
public static class Panel
{
    /// <summary>An acknowledgement is fresh for so long: twice the heartbeat.</summary>
    public static readonly TimeSpan FreshAck = TimeSpan.FromMinutes(2);

    /// <summary>The office gets so long to hear of something, and a start to come through: until then nobody need call.</summary>
    public static readonly TimeSpan OfficePatience = TimeSpan.FromMinutes(2);

    public static PanelState From(SiteState site) => new(Owner(site), Uplink(site), Devices(site), Alarm(site));

    private static LampPattern Uplink(SiteState site)
    {
        if (!site.NetworkUp) return LampPattern.Off;
        if (!site.BrokerConnected) return LampPattern.SlowBlink;
        return site.LastAckAge <= FreshAck ? LampPattern.Steady : LampPattern.DoubleBlink;
    }

    private static LampPattern Devices(SiteState site)
    {
        if (site.DevicesKnown == 0) return LampPattern.Off;
        if (site.DevicesUp == site.DevicesKnown) return LampPattern.Steady;
        return site.DevicesUp == 0 ? LampPattern.Fast : LampPattern.SlowBlink;
    }

    private static LampPattern Alarm(SiteState site)
    {
        var open = Open(site).ToList();
        if (open.Exists(incident => incident is { Severity: Severity.Critical, AcknowledgedBy: null })) return LampPattern.Fast;
        if (open.Exists(incident => incident.Severity == Severity.Critical)) return LampPattern.Steady;
        return open.Count > 0 || site.Raised.Any(alert => alert.Severity >= Severity.Medium) ? LampPattern.SlowBlink : LampPattern.Off;
    }

    /// <summary>The owner need not call about what the office has on its list; about what it cannot know or has not noticed he should.</summary>
    private static LampPattern Owner(SiteState site)
    {
        // A short cut is nobody's business: what counts is what the database has.
        var officeHears = site.LastAckAge is { } age ? age <= FreshAck : site.Uptime < OfficePatience;
        if (!officeHears) return LampPattern.SlowBlink;
        var unnoticed = site.Raised.Any(alert => alert.Severity >= Severity.High && site.Now - alert.Since >= OfficePatience);
        return unnoticed && !Open(site).Any() ? LampPattern.SlowBlink : LampPattern.Steady;
    }

    private static IEnumerable<OpenIncident> Open(SiteState site) =>
        (site.Incidents ?? []).Where(incident => !(incident.MaintenanceUntil > site.Now));
}
