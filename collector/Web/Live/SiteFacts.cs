using System.Text.Json;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Web.Live;

/// <summary>What the database says of a site: its agent, and its open incidents.</summary>
internal sealed record SiteFacts
{
    private static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(3);

    public string Site { get; init; } = "";
    public string? Title { get; init; }
    public string State { get; init; } = "unknown";
    public long? LastSeenMs { get; init; }
    public long StatusChangedMs { get; init; }
    public string? Uplink { get; init; }
    public string? DevicesJson { get; init; }
    public long Incidents { get; init; }
    public long Unacked { get; init; }
    public long? Worst { get; init; }

    /// <summary>The newest open incident: it changes where another one takes its place.</summary>
    public long? Newest { get; init; }

    /// <summary>When somebody last did something with one of them.</summary>
    public long? Touched { get; init; }

    public static List<SiteFacts> All(Db db) => db.Query<SiteFacts>(
        """
        SELECT s.site, s.title, s.state, s.last_seen_ms, s.status_changed_ms, s.uplink, s.devices_json,
            COALESCE(i.incidents, 0) AS incidents, COALESCE(i.unacked, 0) AS unacked, i.worst, i.newest, i.touched
        FROM sites s LEFT JOIN (
            SELECT site, COUNT(*) AS incidents, SUM(CASE WHEN acked_ms IS NULL THEN 1 ELSE 0 END) AS unacked, MAX(number) AS newest, MAX(touched_ms) AS touched,
                MAX(CASE severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END) AS worst
            FROM incidents WHERE closed_ms IS NULL GROUP BY site) i ON i.site = s.site
        ORDER BY s.site
        """);

    /// <summary>Whether nothing is heard of its agent; of one that never spoke too.</summary>
    public bool IsStale(DateTimeOffset now) => State != "online" || LastSeenMs is not { } ms || now - DbTime.Time(ms) >= SilentAfter;

    /// <summary>What its agent polls, by its last status.</summary>
    public IReadOnlyList<StatusDevice> Devices()
    {
        try
        {
            return DevicesJson is null ? [] : JsonSerializer.Deserialize(DevicesJson, WireJson.Default.IReadOnlyListStatusDevice) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>All figures of the site.</summary>
    /// <param name="live">What telemetry and tables say; null: nothing yet.</param>
    /// <param name="now">The collector's time.</param>
    public SiteFigures Figures(LiveSite? live, DateTimeOffset now)
    {
        var onus = live?.Onus ?? [];
        var (up, off, unknown, weak) = (0, 0, 0, 0);
        foreach (var onu in onus)
        {
            if (onu.IsUp) up++;
            else if (onu.Status == "power_off") off++;
            else if (onu.Status == "unknown") unknown++;
            if (onu.IsWeak) weak++;
        }

        var devices = live?.Devices ?? [];
        var (sessions, peak) = live?.Sessions(DbTime.Ms(now)) ?? (null, null);
        return new SiteFigures(
            Site, Title == Site ? null : Title, State, IsStale(now), LastSeenMs is { } ms ? DbTime.Time(ms) : null, live?.OutboxOldestS is > Buffering and var seconds ? seconds : null, Uplink,
            devices.Count(device => device.Kind != "ont"), devices.Count(device => device is { Kind: not "ont", IsUp: false }),
            devices.Count(device => device.Kind == "ont"), devices.Count(device => device is { Kind: "ont", IsUp: false }),
            onus.Length, up, onus.Length - up - off - unknown, off, weak, unknown, sessions, peak, Incidents, Unacked,
            Worst is { } worst ? DbName.Of((Severity)worst) : null);
    }

    /// <summary>In seconds: what waits shorter is on its way.</summary>
    private const long Buffering = 60;
}
