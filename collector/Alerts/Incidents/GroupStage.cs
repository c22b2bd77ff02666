using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>The stage that turns each site's waiting alerts into one incident and one message per recipient.</summary>
internal static class GroupStage
{
    /// <summary>When the next group is due; null: none is open.</summary>
    public static DateTimeOffset? Run(Db db, AlertRules rules, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        var alerts = db.Query<Alert>("SELECT * FROM alerts WHERE stage = 'waiting' ORDER BY id").ToLookup(alert => alert.Site, StringComparer.Ordinal);
        var summaries = SummaryStore.Waiting(db).ToLookup(summary => summary.Site, StringComparer.Ordinal);
        foreach (var site in alerts.Select(group => group.Key).Union(summaries.Select(group => group.Key), StringComparer.Ordinal))
        {
            var first = alerts[site].Select(alert => alert.SeenMs).Concat(summaries[site].Select(summary => summary.SeenMs)).Min();
            var due = Grouping.Due(first, rules.GroupWait, now);
            if (due > now)
            {
                if (due < (next ?? DateTimeOffset.MaxValue)) next = due;
                continue;
            }

            Tell(db, site, Grouping.Decide([.. alerts[site]], [.. summaries[site]]), [.. summaries[site]], rules, now);
        }

        return next;
    }

    private static void Tell(Db db, string site, Flush flush, IReadOnlyList<WaitingSummary> summaries, AlertRules rules, DateTimeOffset now)
    {
        foreach (var over in flush.Over)
        {
            AlertStore.Move(db, over.Id, AlertStage.Silent, incident: null);
            DecisionLog.Add(db, now, site, Decision.ClearedBeforeTold, alert: over.Id);
        }

        if (flush.Members.Count > 0) TellIncident(db, site, flush.Members, summaries, rules, now);
        foreach (var summary in flush.SummariesAlone) TellAlone(db, summary, rules, now);
        foreach (var summary in flush.SummariesSilent)
        {
            SummaryStore.Move(db, summary.Id, AlertStage.Silent);
            DecisionLog.Add(db, now, site, Decision.OfflineSummaryUntold, summary.CountsJson);
        }
    }

    private static void TellIncident(Db db, string site, IReadOnlyList<Alert> alerts, IReadOnlyList<WaitingSummary> summaries, AlertRules rules, DateTimeOffset now)
    {
        var incident = IncidentStore.Open(db, site, alerts, now);
        var profile = SiteProfile.Of(db, site);
        var model = IncidentModels.Of(incident, profile, alerts, [.. summaries.Select(summary => summary.Summary)], now);
        var text = MessageText.Problem(model, profile.Style(), Templates.Of(db, now));
        var change = DbTime.Time(incident.SinceMs);
        Send(db, rules, new OutgoingText($"incident:{incident.Number}", Purpose.Problem, incident.Number, text, change), site, Decision.Told, now);
        foreach (var summary in summaries)
        {
            SummaryStore.Move(db, summary.Id, AlertStage.Told);
            DecisionLog.Add(db, now, site, Decision.OfflineSummaryTold, incident: incident.Number);
        }
    }

    private static void TellAlone(Db db, WaitingSummary summary, AlertRules rules, DateTimeOffset now)
    {
        SummaryStore.Move(db, summary.Id, AlertStage.Told);
        var profile = SiteProfile.Of(db, summary.Site);
        var text = MessageText.Summary(summary.Site, profile.Title, summary.Summary, now, profile.Style());
        Send(db, rules, new OutgoingText($"summary:{summary.Id}", Purpose.Summary, null, text, DbTime.Time(summary.ToMs)), summary.Site, Decision.OfflineSummaryTold, now);
    }

    private static void Send(Db db, AlertRules rules, OutgoingText message, string site, Decision decision, DateTimeOffset now)
    {
        if (rules.Channel is not { } channel || rules.Recipients.Count == 0)
        {
            var why = rules.Channel is null ? "no channel is configured" : "alerts.recipients is empty";
            DecisionLog.Add(db, now, site, Decision.NobodyToTell, why, incident: message.Incident);
            return;
        }

        foreach (var recipient in rules.Recipients)
        {
            Outbox.Add(db, channel, recipient, message, now);
            DecisionLog.Add(db, now, site, decision, incident: message.Incident, recipient: recipient);
        }
    }
}
