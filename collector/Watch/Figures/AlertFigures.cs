using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Watch.Figures;

/// <summary>What dashboards show of alerts and messages, read from the collector's database.</summary>
internal sealed class AlertFigures(CollectorDatabase database, IEnumerable<IChannel> channels, DeliveryTimes times)
{
    private const int MaxText = 200;

    /// <summary>Incidents that ended within this are told as none once more, also after a restart.</summary>
    private static readonly TimeSpan Afterglow = TimeSpan.FromHours(1);

    public IReadOnlyList<IPoint> Notify() => database.Write(db => channels.Select(channel =>
    {
        var state = ChannelStates.Of(db, channel.Id);
        var queued = db.First<long>("SELECT COUNT(*) FROM outbox WHERE channel = @Id AND state IN ('queued', 'sending')", new { channel.Id });
        return (IPoint)new NotifyPoint(
            channel.Id, channel.Provider, queued, state.Sent, state.Delivered, state.Failed, times.Take(channel.Id)?.TotalMilliseconds, state.CostMicro / 1_000_000.0);
    }).ToList());

    public IReadOnlyList<IPoint> Incidents(DateTimeOffset now) => database.Write(db => db.Query<IncidentRow>(
        """
        SELECT i.site, i.severity,
               SUM(CASE WHEN i.closed_ms IS NULL THEN 1 ELSE 0 END) AS open,
               SUM(CASE WHEN i.closed_ms IS NULL AND i.acked_ms IS NOT NULL THEN 1 ELSE 0 END) AS acked,
               SUM(CASE WHEN i.closed_ms IS NULL AND EXISTS (SELECT 1 FROM alerts a WHERE a.incident = i.number AND a.cleared_ms IS NULL AND a.silenced_by IS NOT NULL)
                             AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.incident = i.number AND a.cleared_ms IS NULL AND a.is_child = 0 AND a.silenced_by IS NULL)
                        THEN 1 ELSE 0 END) AS silenced,
               MIN(CASE WHEN i.closed_ms IS NULL THEN i.since_ms END) AS oldest_ms
        FROM incidents i WHERE i.closed_ms IS NULL OR i.closed_ms > @endedMs
        GROUP BY i.site, i.severity ORDER BY i.site, i.severity
        """,
        new { endedMs = DbTime.Ms(now - Afterglow) })).ConvertAll(row => (IPoint)new IncidentPoint(
            row.Site, row.Severity, row.Open, row.Acked, row.Silenced, row.OldestMs is { } ms ? Math.Max(0, (long)(now - DbTime.Time(ms)).TotalSeconds) : 0));

    /// <summary>Where announced work runs.</summary>
    public IReadOnlyList<IPoint> Maintenance(DateTimeOffset now) => database.Write(db => MaintenanceFigures.Of(db, now));

    /// <summary>Raises and clears that are not in the time series yet, at most so many alerts.</summary>
    public IReadOnlyList<AlertEvents> Unwritten(int limit) => database.Write(db => db.Query<Alert>(
        """
        SELECT * FROM alerts WHERE written = 0 OR (written = 1 AND incident IS NOT NULL) OR (written < 4 AND cleared_ms IS NOT NULL) ORDER BY id LIMIT @limit
        """,
        new { limit })).ConvertAll(AlertEvents.Of);

    public void Written(IReadOnlyList<AlertEvents> events) => database.Write(db =>
    {
        foreach (var one in events) db.Execute("UPDATE alerts SET written = @Level WHERE id = @Id AND written < @Level", new { one.Id, one.Level });
    });

    /// <summary>The points of one alert.</summary>
    /// <param name="Id">The alert's.</param>
    /// <param name="Level">Its <c>written</c> once they are stored.</param>
    internal sealed record AlertEvents(long Id, int Level, IReadOnlyList<(IPoint Point, long AtNs)> Points)
    {
        public static AlertEvents Of(Alert alert)
        {
            var raise = ((IPoint)PointOf(alert, "raised"), AtNs(alert.RaisedMs, alert.Id, isClear: false));
            return alert.ClearedMs is { } cleared
                ? new(alert.Id, 4, [raise, (PointOf(alert, "cleared"), AtNs(cleared, alert.Id, isClear: true))])
                : new(alert.Id, alert.Incident is null ? 1 : 2, [raise]);
        }

        private static AlertEventPoint PointOf(Alert alert, string state) => new AlertEventPoint(
            alert.Site, alert.Device, alert.Kind, DbName.Of(alert.Severity), state, alert.Entity, TextOf(alert), alert.Incident);

        private static string TextOf(Alert alert) => HostileText.Clean(
            string.Join(' ', new[] { alert.Kind, alert.Reason, alert.Labels.GetValueOrDefault("name") }.Where(text => !string.IsNullOrEmpty(text))), MaxText);

        /// <summary>What happened in the same millisecond is told apart by the alert's number; a repeated write falls on the same point.</summary>
        private static long AtNs(long ms, long id, bool isClear) => (ms * 1_000_000) + ((id * 2) % 1_000_000) + (isClear ? 1 : 0);
    }

    private sealed record IncidentRow
    {
        public string Site { get; init; } = "";
        public string Severity { get; init; } = "";
        public long Open { get; init; }
        public long Acked { get; init; }
        public long Silenced { get; init; }
        public long? OldestMs { get; init; }
    }
}
