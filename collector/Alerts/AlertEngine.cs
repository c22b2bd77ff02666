using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts;

/// <summary>
/// The stages, in order, in one transaction: who is away → what the snapshots say → what is over → what is new. Each reads the database, writes its
/// decision and its reason there, and says when to look again. What goes out is in the outbox by the same commit.
/// </summary>
internal sealed class AlertEngine(CollectorDatabase database, AlertRules rules)
{
    /// <summary>Runs all stages once. Returns when something falls due; null: only when something comes in.</summary>
    public DateTimeOffset? Step(DateTimeOffset now, DateTimeOffset? connectedSince) => database.Write(db =>
    {
        var next = new[]
        {
            OfflineWatch.Run(db, rules, connectedSince, now),
            Reconciler.Run(db, rules, now),

            // Before the groups: a summary of the time offline belongs to the message that the site is back.
            RecoveryStage.Run(db, rules, now),
            GroupStage.Run(db, rules, now),
        };
        return next.Min();
    });
}
