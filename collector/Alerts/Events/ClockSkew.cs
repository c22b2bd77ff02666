using System.Collections.Frozen;
using System.Globalization;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Alerts.Events;

/// <summary>Compares the agent's clock with the collector's, by what the agent stamped on a message when it sent it.</summary>
internal static class ClockSkew
{
    private static readonly TimeSpan RaiseBeyond = TimeSpan.FromSeconds(30);

    // Well below the limit, so that a clock at its edge does not come and go with each message.
    private static readonly TimeSpan ClearWithin = TimeSpan.FromSeconds(20);

    /// <summary>Whether the alert should stand.</summary>
    /// <param name="stands">Whether it does.</param>
    /// <param name="before">What the comparison before this one gave; null when it is the first.</param>
    /// <param name="skew">The agent's clock less the collector's. A message that was long on its way makes the agent look behind: only the next one tells.</param>
    public static bool Decide(bool stands, TimeSpan? before, TimeSpan skew)
    {
        if (stands) return skew.Duration() > ClearWithin;
        return skew > RaiseBeyond || (skew < -RaiseBeyond && before < -RaiseBeyond);
    }

    /// <summary>The agent's clock when it sent a message; null when the message does not say.</summary>
    public static DateTimeOffset? SentTime(MqttMessage message) =>
        DateTimeOffset.TryParse(message.Property(WireProperties.Sent), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent) ? sent : null;

    /// <summary>Raises or clears <c>agent.clock_skew</c> of a site.</summary>
    public static void Apply(Db db, string site, DateTimeOffset sent, DateTimeOffset received)
    {
        var identity = new AlertIdentity(site, "site", "agent", "agent.clock_skew");
        var skew = sent - received;
        var stands = AlertStore.IsOpen(db, identity);
        var before = SiteStore.Find(db, site)?.SkewMs is { } ms ? TimeSpan.FromMilliseconds(ms) : (TimeSpan?)null;
        SiteStore.SetSkew(db, site, skew);
        switch (stands, Decide(stands, before, skew))
        {
            case (false, true):
                var values = new Dictionary<string, double>(StringComparer.Ordinal) { ["skew_s"] = Math.Round(skew.TotalSeconds, 1) };
                AlertStore.Raise(
                    db,
                    new NewAlert(identity, EventKinds.DefaultSeverity(identity.Kind), received, null, values, FrozenDictionary<string, string>.Empty, TimeQuality.Synced),
                    AlertSource.Collector, received);
                break;
            case (true, false):
                AlertStore.Clear(db, identity, received, ClearedBy.Collector, received);
                break;
        }
    }
}

/// <summary>Heartbeats may say when they were sent: a site without events is compared too.</summary>
internal sealed class StatusSkew : IStatusFollower
{
    public void Follow(Db db, string site, MqttMessage message, DateTimeOffset received)
    {
        if (ClockSkew.SentTime(message) is { } sent) ClockSkew.Apply(db, site, sent, received);
    }
}
