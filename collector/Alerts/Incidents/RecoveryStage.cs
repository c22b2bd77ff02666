using EdgeNoc.Collector.Alerts.Inhibition;
using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>The stage that closes incidents that are over, a little after the last alert cleared; only who was told hears of it.</summary>
internal static class RecoveryStage
{
    private static readonly TimeSpan RelapseMemory = TimeSpan.FromMinutes(15);

    public static void Run(SitePass pass)
    {
        foreach (var incident in pass.Incidents.ToList())
        {
            var members = pass.Members(incident.Number);
            if (Recovery.Of(members) is not { } recovery) continue;
            var wait = Recovery.Wait(members, IsRelapse(pass, incident, members), pass.Pass.Rules);
            var last = members.Where(alert => !alert.IsOpen).Select(alert => alert.ClearSeenMs ?? alert.SeenMs).DefaultIfEmpty(incident.OpenedMs).Max();
            var due = Grouping.Due(last, wait, pass.Now);
            if (due > pass.Now) pass.LookAt(due);
            else Close(pass, incident, members, recovery);
        }
    }

    private static bool IsRelapse(SitePass pass, Incident incident, List<Alert> members)
    {
        var leader = members.Find(alert => !alert.IsChild) ?? members[0];
        return pass.Db.First<long>(
            """
            SELECT COUNT(*) FROM alerts a JOIN incidents i ON i.number = a.incident
            WHERE a.site = @Site AND a.device = @Device AND a.entity = @Entity AND a.kind = @Kind AND a.incident IS NOT NULL AND a.incident <> @Number AND i.closed_ms > @sinceMs
            """,
            new { leader.Site, leader.Device, leader.Entity, leader.Kind, incident.Number, sinceMs = DbTime.Ms(pass.Now - RelapseMemory) }) > 0;
    }

    private static void Close(SitePass pass, Incident incident, List<Alert> members, Recovery recovery)
    {
        var closed = incident with { ClosedMs = DbTime.Ms(pass.Now) };
        pass.Save(closed);
        var told = Outbox.ToldOf(pass.Db, incident.Number);
        if (told.Count == 0) pass.Note(Decision.RecoveryUntold, "nobody was told of the problem", incident: incident.Number);
        else Tell(pass, closed, [.. members.Except(recovery.Released)], told);
        foreach (var left in recovery.Left)
        {
            pass.Save(left with { Stage = AlertStage.Silent, InhibitedBy = null });
            pass.Note(Decision.LeftOver, null, left.Id, incident.Number);
        }

        foreach (var released in recovery.Released)
        {
            pass.Save(InhibitStage.Released(released, pass.Now));
            pass.Note(Decision.NoLongerInhibited, null, released.Id, incident.Number);
            if (released.Site != pass.Site) AlertDue.Mark(pass.Db, released.Site, pass.Now);
        }

        pass.Incidents.RemoveAll(own => own.Number == incident.Number);
    }

    private static void Tell(SitePass pass, Incident incident, IReadOnlyList<Alert> members, IReadOnlyList<ToldRecipient> told)
    {
        var summaries = SummaryStore.Waiting(pass.Db, pass.Site);
        var telling = new Telling(pass, incident, members, [.. summaries.Select(summary => summary.Summary)]);
        foreach (var recipient in told)
        {
            telling.Tell(recipient, Purpose.Recovery);
            var morning = Sleepers.Until(pass.Db, recipient.Contact, incident.Number, incident.Severity, pass.Now);
            pass.Note(Decision.RecoveryTold, morning is { } until ? $"he sleeps: not before {until:u}" : null, incident: incident.Number, recipient: recipient.Recipient);
        }

        foreach (var summary in summaries)
        {
            SummaryStore.Move(pass.Db, summary.Id, AlertStage.Told);
            pass.Note(Decision.OfflineSummaryTold, incident: incident.Number);
        }
    }
}
