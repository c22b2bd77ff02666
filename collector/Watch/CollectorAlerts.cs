using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Watch;

/// <summary>The collector's alerts about itself: they stand at the office, and go the way of all others.</summary>
internal static class CollectorAlerts
{
    /// <summary>What is wrong with one of its parts.</summary>
    /// <param name="Reason">In a word: <c>no_session</c>.</param>
    /// <param name="Detail">What happened and what to do; holds no secret.</param>
    internal sealed record Trouble(string Reason, string Detail, DateTimeOffset Since);

    /// <summary>Raises or clears; true when that changed something.</summary>
    public static bool Set(Db db, string entity, string kind, Trouble? trouble, IReadOnlyDictionary<string, string> labels, DateTimeOffset now)
    {
        var identity = new AlertIdentity(AlertScope.Office, AlertScope.Site, entity, kind);
        var stands = AlertStore.IsOpen(db, identity);
        if (trouble is null) return stands && AlertStore.Clear(db, identity, now, ClearedBy.Collector, now);
        if (stands) return false;
        var all = new Dictionary<string, string>(labels, StringComparer.Ordinal) { ["detail"] = DbText.Bounded(trouble.Detail)! };
        return AlertStore.Raise(
            db,
            new NewAlert(identity, EventKinds.DefaultSeverity(kind), trouble.Since, trouble.Reason, new Dictionary<string, double>(StringComparer.Ordinal), all, TimeQuality.Synced),
            AlertSource.Collector,
            now);
    }
}
