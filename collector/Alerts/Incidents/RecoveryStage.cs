using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>The stage that closes incidents of which nothing stands, a little after the last alert cleared.</summary>
internal static class RecoveryStage
{
    /// <summary>When the next incident closes; null: none is over.</summary>
    public static DateTimeOffset? Run(Db db, AlertRules rules, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var incident in IncidentStore.Over(db))
        {
            var alerts = IncidentStore.Alerts(db, incident.Number);
            var due = Grouping.Due(alerts.Max(alert => alert.ClearSeenMs ?? alert.SeenMs), rules.RecoveryWait, now);
            if (due > now)
            {
                if (due < (next ?? DateTimeOffset.MaxValue)) next = due;
                continue;
            }

            Close(db, incident, alerts, now);
        }

        return next;
    }

    private static void Close(Db db, Incident incident, IReadOnlyList<Alert> alerts, DateTimeOffset now)
    {
        IncidentStore.Close(db, incident.Number, now);
        var recipients = Outbox.ToldOf(db, incident.Number);
        if (recipients.Count == 0)
        {
            DecisionLog.Add(db, now, incident.Site, Decision.RecoveryUntold, "nobody was told of the problem", incident: incident.Number);
            return;
        }

        var summaries = SummaryStore.Waiting(db, incident.Site);
        var profile = SiteProfile.Of(db, incident.Site);
        var model = IncidentModels.Of(incident, profile, alerts, [.. summaries.Select(summary => summary.Summary)], now);
        var text = MessageText.Recovery(model, profile.Style(), Templates.Of(db, now));
        var change = DbTime.Time(alerts.Max(alert => alert.ClearedMs ?? alert.RaisedMs));
        var message = new OutgoingText($"incident:{incident.Number}", Purpose.Recovery, incident.Number, text, change);
        foreach (var (channel, recipient) in recipients)
        {
            Outbox.Add(db, channel, recipient, message, now);
            DecisionLog.Add(db, now, incident.Site, Decision.RecoveryTold, incident: incident.Number, recipient: recipient);
        }

        foreach (var summary in summaries)
        {
            SummaryStore.Move(db, summary.Id, AlertStage.Told);
            DecisionLog.Add(db, now, incident.Site, Decision.OfflineSummaryTold, incident: incident.Number);
        }
    }
}
