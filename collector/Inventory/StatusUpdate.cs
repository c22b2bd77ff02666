using System.Text.Json;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Inventory;

/// <summary>What a status does to what is known of its site.</summary>
/// <param name="State">The new state.</param>
/// <param name="Changed">Since when; null when the state stays as it was.</param>
/// <param name="Heartbeat">The agent itself spoke just now.</param>
internal sealed record StatusUpdate(SiteState State, DateTimeOffset? Changed, bool Heartbeat)
{
    private const int MaxBytes = 256 << 10;

    /// <summary>Reads a status; null when it is none.</summary>
    public static StatusMessage? Parse(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > MaxBytes) return null;
        try
        {
            var status = JsonSerializer.Deserialize(payload.Span, WireJson.Default.StatusMessage);
            return status is not null && Enum.IsDefined(status.State) ? status : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What follows from a status. Null: nothing, it is the will of a connection that was replaced already.</summary>
    /// <param name="site">What was known; a site just met is <see cref="SiteState.Unknown"/>.</param>
    /// <param name="status">What came.</param>
    /// <param name="retained">It came because the collector subscribed: a state, not a sign of life.</param>
    /// <param name="now">When it came.</param>
    public static StatusUpdate? Decide(Site site, StatusMessage status, bool retained, DateTimeOffset now)
    {
        var state = status.State switch
        {
            AgentState.Online => SiteState.Online,
            AgentState.Stopped => SiteState.Stopped,
            _ => SiteState.Offline,
        };
        var sameBoot = site.Boot == status.Boot.ToString();
        if (state is SiteState.Offline && site.State is SiteState.Online && !retained && !sameBoot) return null;
        var changed = state == site.State && (sameBoot || state is not SiteState.Online) ? (DateTimeOffset?)null : now;

        // It went offline while the collector did not listen: all that is known is when it was last heard.
        if (changed is not null && retained && state is SiteState.Offline && site.LastSeenMs is { } seen) changed = Store.DbTime.Time(seen);
        return new StatusUpdate(state, changed, Heartbeat: !retained && state is not SiteState.Offline);
    }
}
