namespace EdgeNoc.Collector.Alerts.Inhibition;

/// <summary>The stage that notes what hides each alert, and lets go of what nothing hides any more.</summary>
internal static class InhibitStage
{
    public static void Run(SitePass pass)
    {
        var open = pass.Open.ToList();
        var hiders = Inhibition.Decide(open, pass.Pass.Isolation);
        foreach (var alert in open)
        {
            if (hiders.GetValueOrDefault(alert.Id) is { } hider) Hide(pass, alert, hider);
            else Show(pass, alert);
        }

        Adopt(pass);
    }

    /// <summary>What is hidden by a member of an incident is listed inside, also what was too mild to be told before.</summary>
    public static void Adopt(SitePass pass)
    {
        foreach (var alert in pass.Open.Where(alert => alert is { InhibitedBy: not null, Incident: null, Severity: > Common.Events.Severity.Info }).OrderBy(Inhibition.Level).ToList())
        {
            if (pass.Find(alert.InhibitedBy!.Value)?.Incident is not { } incident) continue;
            pass.Save(alert with { Stage = AlertStage.Told, Incident = incident, IsChild = true });

            // Its incident is the office's own.
            if (pass.Incidents.TrueForAll(own => own.Number != incident)) AlertDue.MarkIncident(pass.Db, incident, pass.Now);
        }
    }

    private static void Hide(SitePass pass, Alert alert, Alert hider)
    {
        if (alert.InhibitedBy == hider.Id) return;
        if (alert.InhibitedBy is null) pass.Note(Decision.Inhibited, $"{hider.Kind} {hider.Device} {hider.Entity}", alert.Id, alert.Incident);
        pass.Save(alert with { InhibitedBy = hider.Id });
    }

    private static void Show(SitePass pass, Alert alert)
    {
        var shown = alert with { InhibitedBy = null };
        if (alert is { InhibitedBy: not null, Stage: AlertStage.Waiting }) shown = shown with { ReadyMs = Store.DbTime.Ms(pass.Now) };
        if (alert.IsChild && MustLeave(pass, alert)) shown = Released(shown, pass.Now);
        if (alert.InhibitedBy is not null) pass.Note(Decision.NoLongerInhibited, null, alert.Id, alert.Incident);
        pass.Save(shown);
    }

    /// <summary>An alert on its own again: it waits for company as if it had just come.</summary>
    public static Alert Released(Alert alert, DateTimeOffset now) =>
        alert with { Stage = AlertStage.Waiting, Incident = null, IsChild = false, InhibitedBy = null, ReadyMs = Store.DbTime.Ms(now) };

    /// <summary>The incident goes on without it. Where it ends too, its recovery says what is left.</summary>
    private static bool MustLeave(SitePass pass, Alert alert) =>
        pass.Incidents.Exists(own => own.Number == alert.Incident) && pass.Members(alert.Incident!.Value).Exists(member => member is { IsOpen: true, IsChild: false });
}
