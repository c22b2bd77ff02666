using EdgeNoc.Collector.Api.Analytics;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Web.Talkers;

/// <summary>
/// Accounts and guests by what their sessions carried. Routers count by session and tell it now and then, so a session that began before gives the share of its bytes that its time within has.
/// </summary>
internal static class SessionTalkers
{
    private const int MostRows = 300_000;

    public static IReadOnlyList<Talker> Read(Db db, UsageFilter filter, Span time, int most)
    {
        var where = filter.Where(DbTime.Time(time.FromMs)).And("began_ms < @toMs", "toMs", time.ToMs).And("(upload_bytes > 0 OR download_bytes > 0)");
        where.Values.Add("MostRows", MostRows);
        return Of(db.Query<Row>($"SELECT site, device, account, caller_id, began_ms, ended_ms, upload_bytes, download_bytes FROM sessions{where} ORDER BY id DESC LIMIT @MostRows", where.Values), time, most);
    }

    /// <summary>Pure.</summary>
    internal static IReadOnlyList<Talker> Of(IEnumerable<Row> rows, Span time, int most) =>
    [
        .. rows.GroupBy(row => (row.Site, row.Device, Name: row.Account.Length > 0 ? row.Account : row.CallerId))
            .Select(one => new Talker(one.Key.Site, one.Key.Device, one.Key.Name, Math.Round(one.Sum(row => Share(row, time) * (row.DownloadBytes ?? 0))), Math.Round(one.Sum(row => Share(row, time) * (row.UploadBytes ?? 0))), null))
            .Where(one => one.Download + one.Upload > 0)
            .OrderByDescending(one => one.Download + one.Upload).ThenBy(one => one.Site, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal).Take(most),
    ];

    private static double Share(Row row, Span time)
    {
        var endedMs = row.EndedMs ?? time.ToMs;
        var within = Math.Min(endedMs, time.ToMs) - Math.Max(row.BeganMs, time.FromMs);
        var length = endedMs - row.BeganMs;
        return within <= 0 ? 0 : length <= within ? 1 : (double)within / length;
    }

    /// <summary>A session.</summary>
    internal sealed record Row
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public string Account { get; init; } = "";
        public string CallerId { get; init; } = "";
        public long BeganMs { get; init; }
        public long? EndedMs { get; init; }
        public long? UploadBytes { get; init; }
        public long? DownloadBytes { get; init; }
    }
}
