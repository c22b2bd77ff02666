using System.Globalization;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>
/// The stage that makes a maintenance window of what a technician begins at a POP (alert <c>site.maintenance</c>) and ends it with the alert. It looks at what stands, not at
/// messages: so it holds for what came late, over a reconciliation, or twice.
/// </summary>
internal static class PopMaintenance
{
    public const string Author = "POP";

    /// <summary>A broken or stolen agent keeps nobody quiet for longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    private static readonly Actor Pop = new("pop", Author, "cabinet");

    /// <summary>Falls due by itself never: the windows do.</summary>
    public static DateTimeOffset? Run(Db db, DateTimeOffset now)
    {
        var alerts = db.Query<Alert>("SELECT * FROM alerts WHERE kind = @kind AND device = 'site' AND cleared_ms IS NULL ORDER BY id", new { kind = EventKinds.SiteMaintenance });
        var begun = alerts.Select(alert => alert.Site).ToHashSet(StringComparer.Ordinal);
        foreach (var window in SilenceStore.Standing(db).Where(window => window is { Kind: SilenceKind.Maintenance, Author: Author } && window.Ends > now))
        {
            if (SiteOf(window) is { } site && !begun.Contains(site)) SilenceActions.End(db, window.Id, Pop, now);
        }

        foreach (var alert in alerts) Begin(db, alert, now);
        return null;
    }

    /// <summary>One window for each alert: one that the office ended is not begun again.</summary>
    private static void Begin(Db db, Alert alert, DateTimeOffset now)
    {
        // Written as it is stored, so that the two are compared as texts.
        IReadOnlyList<Matcher> where = [new("site", MatchOperator.Equal, alert.Site)];
        var made = db.First<long>(
            "SELECT COUNT(*) FROM silences WHERE kind = 'maintenance' AND author = @Author AND matchers_json = @matchers AND created_ms >= @SeenMs",
            new { Author, matchers = Matchers.Write(where), alert.SeenMs });
        if (made > 0) return;
        var minutes = alert.Values.TryGetValue("minutes", out var value) && double.IsFinite(value) ? Math.Clamp(value, 0, Longest.TotalMinutes) : 0;

        // A clock that nobody set may say any time: then it counts from when it was heard of.
        var from = DbTime.Time(alert.TimeQuality == TimeQuality.Synced ? Math.Min(alert.RaisedMs, alert.SeenMs) : alert.SeenMs);
        var ends = from + TimeSpan.FromMinutes(minutes);
        if (ends <= now) return;
        var comment = alert.Labels.GetValueOrDefault("comment") is { Length: > 0 } said ? said : string.Create(CultureInfo.InvariantCulture, $"{alert.Site}: {minutes:0} min");
        SilenceActions.Add(db, new NewSilence(SilenceKind.Maintenance, where, from, ends, comment), Pop, now);
    }

    private static string? SiteOf(Silence window) => Matchers.Read(window.MatchersJson) is [{ Name: "site", Op: MatchOperator.Equal } only] ? only.Value : null;
}
