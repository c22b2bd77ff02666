using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>
/// The stage for what came and went while a site was offline, where no message took it along: by itself it is worth one only from high severity on.
/// </summary>
internal static class SummaryStage
{
    public static void Run(SitePass pass)
    {
        foreach (var summary in SummaryStore.Waiting(pass.Db, pass.Site))
        {
            var due = Grouping.Due(summary.SeenMs, pass.Pass.Rules.GroupWait, pass.Now);
            if (due > pass.Now) pass.LookAt(due);
            else if (summary.Severity >= Severity.High) Tell(pass, summary);
            else Keep(pass, summary);
        }
    }

    private static void Keep(SitePass pass, WaitingSummary summary)
    {
        SummaryStore.Move(pass.Db, summary.Id, AlertStage.Silent);
        pass.Note(Decision.OfflineSummaryUntold, summary.CountsJson);
    }

    private static void Tell(SitePass pass, WaitingSummary summary)
    {
        SummaryStore.Move(pass.Db, summary.Id, AlertStage.Told);
        var profile = SiteProfile.Of(pass.Db, pass.Site);
        var fields = new MatchFields { Site = pass.Site, Device = AlertScope.Site, Severity = DbName.Of(summary.Severity), Kind = "site.offline_summary" };
        var routed = RouteChoice.Find(pass.Pass.People.Routes, new RouteQuestion(fields, summary.Severity, IsVip: false), pass.Pass.Rules.MinSeverity, pass.Now);
        var told = 0;
        foreach (var contact in routed.Routes.SelectMany(route => route.Steps.Take(1)).SelectMany(step => pass.Pass.People.Resolve(step, pass.Now)).DistinctBy(contact => contact.Id, StringComparer.Ordinal))
        {
            if (contact.Addresses is not [var address, ..]) continue;
            if (contact.Quiet?.Until(pass.Now, contact.Zone, summary.Severity) is not null)
            {
                pass.Note(Decision.QuietHours, "what was is no reason to wake anybody", recipient: contact.Id);
                continue;
            }

            var text = MessageText.Summary(pass.Site, profile.Title, summary.Summary, pass.Now, profile.Style(contact.Language));
            var message = new OutgoingText($"summary:{summary.Id}", Purpose.Summary, null, text, DbTime.Time(summary.ToMs)) { Contact = contact.Id, Site = pass.Site, Severity = summary.Severity };
            Outbox.Add(pass.Db, address.Channel, address.Address, message, pass.Now);
            pass.Note(Decision.OfflineSummaryTold, recipient: contact.Id);
            told++;
        }

        if (told == 0) pass.Note(Decision.NobodyToTell, "of what came and went while the site was offline");
    }
}
