using System.Collections.Frozen;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Events;

/// <summary>Compares the agent's clock with the collector's, by what the agent stamped on a message when it sent it.</summary>
internal static class ClockSkew
{
    private static readonly TimeSpan RaiseBeyond = TimeSpan.FromSeconds(30);

    // Well below the limit, so that a clock at its edge does not come and go with each message.
    private static readonly TimeSpan ClearWithin = TimeSpan.FromSeconds(20);

    /// <summary>Whether the alert should stand.</summary>
    public static bool Decide(bool stands, TimeSpan skew) => skew.Duration() > (stands ? ClearWithin : RaiseBeyond);

    /// <summary>Raises or clears <c>agent.clock_skew</c> of a site.</summary>
    public static void Apply(Db db, string site, DateTimeOffset sent, DateTimeOffset received, AlertRules rules)
    {
        var identity = new AlertIdentity(site, "site", "agent", "agent.clock_skew");
        var skew = sent - received;
        var stands = AlertStore.IsOpen(db, identity);
        SiteStore.SetSkew(db, site, skew);
        switch (stands, Decide(stands, skew))
        {
            case (false, true):
                var values = new Dictionary<string, double>(StringComparer.Ordinal) { ["skew_s"] = Math.Round(skew.TotalSeconds, 1) };
                AlertStore.Raise(
                    db,
                    new NewAlert(identity, EventKinds.DefaultSeverity(identity.Kind), received, null, values, FrozenDictionary<string, string>.Empty, TimeQuality.Synced),
                    AlertSource.Collector, rules, received);
                break;
            case (true, false):
                AlertStore.Clear(db, identity, received, ClearedBy.Collector, received);
                break;
        }
    }
}
