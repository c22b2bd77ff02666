using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Offline;

/// <summary>What is known of why an agent is silent: labels and values of its <c>agent.offline</c>.</summary>
internal sealed record WhyOffline(IReadOnlyDictionary<string, double> Values, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>A battery that lasts longer is another story.</summary>
    private static readonly TimeSpan MainsMemory = TimeSpan.FromHours(24);

    private sealed record MainsRow
    {
        public long RaisedMs { get; init; }
        public long? ClearedMs { get; init; }
    }

    /// <summary>
    /// Labels <c>last_mains_lost</c> (UTC time of a loss of mains that nobody saw end), <c>gateway</c> (<c>answers</c> or <c>silent</c>), <c>uplink</c>
    /// (<c>main</c> or <c>backup</c>), <c>was</c> (<c>cut</c>: its connection broke; <c>silent</c>: connected, but no heartbeat); value <c>mains_s</c>, from that loss to the silence.
    /// </summary>
    public static WhyOffline Of(Db db, SiteLife site, DateTimeOffset darkSince)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["was"] = site.State is SiteState.Offline ? "cut" : "silent" };
        if (site.GatewayAnswers is { } answers) labels["gateway"] = answers ? "answers" : "silent";
        if (!string.IsNullOrEmpty(site.Uplink)) labels["uplink"] = site.Uplink;
        var mains = db.First<MainsRow>(
            "SELECT raised_ms, cleared_ms FROM alerts WHERE site = @Name AND device = 'site' AND kind = 'site.mains_lost' AND raised_ms > @sinceMs ORDER BY id DESC LIMIT 1",
            new { site.Name, sinceMs = DbTime.Ms(darkSince - MainsMemory) });
        if (mains is { ClearedMs: null })
        {
            var lost = DbTime.Time(mains.RaisedMs);
            labels["last_mains_lost"] = UtcMillisecondsConverter.ToText(lost);
            values["mains_s"] = Math.Max(0, Math.Round((darkSince - lost).TotalSeconds));
        }

        return new WhyOffline(values, labels);
    }
}
