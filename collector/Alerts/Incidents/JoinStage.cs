using EdgeNoc.Collector.Alerts.Inhibition;
using EdgeNoc.Collector.Alerts.Silences;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>The stage that puts late alerts into the open incident of their cause, before it may close without them.</summary>
internal static class JoinStage
{
    public static void Run(SitePass pass)
    {
        if (pass.Incidents.Count == 0) return;
        var joined = false;
        foreach (var alert in pass.Open.Where(alert => alert is { Stage: AlertStage.Waiting, InhibitedBy: null }).ToList())
        {
            List<(Incident, IReadOnlyList<Alert>)> open = [.. pass.Incidents.Select(incident => (incident, (IReadOnlyList<Alert>)pass.Members(incident.Number)))];
            if (Joining.Find(alert, open) is not { } found) continue;
            pass.Save(alert with { Stage = AlertStage.Told, Incident = found.Incident.Number, IsChild = AlertScope.IsRestart(alert) });
            pass.Note(Decision.Joined, null, alert.Id, found.Incident.Number);
            joined = true;
            if (!found.Widens) continue;
            pass.Save(found.Incident with { Device = AlertScope.Site, Entity = AlertScope.Whole });
            pass.Note(Decision.Widened, $"from {found.Incident.Device} to the whole site", incident: found.Incident.Number);
        }

        if (!joined) return;
        InhibitStage.Adopt(pass);

        // What is part of a muted incident is muted.
        SilenceStage.Run(pass);
    }
}
