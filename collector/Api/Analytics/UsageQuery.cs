using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Analytics;

/// <summary>Whose use of the network.</summary>
/// <param name="Service"><c>hotspot</c> or <c>ppp</c>.</param>
/// <param name="Days">How far back, 1 to 30.</param>
/// <param name="Site">Of one site; null: of all that whoever asks sees.</param>
/// <param name="Device">Of one router.</param>
internal sealed record UsageFilter(string Service, int Days, string? Site, string? Device)
{
    public SiteScope Scope { get; init; } = SiteScope.All;

    /// <summary>What a day is.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public Where Where(DateTimeOffset since) => new Where().And("service = @service", "service", Service).And("(ended_ms IS NULL OR ended_ms >= @sinceMs)", "sinceMs", DbTime.Ms(since))
        .And("site = @site", "site", Site).And("device = @device", "device", Device).And(Scope);
}

/// <summary>How many were on at once.</summary>
internal sealed record Concurrency(int Peak, DateTimeOffset? PeakAt, int Trough, double Average);

/// <summary>A day of use.</summary>
/// <param name="Day">In the zone that was asked for.</param>
/// <param name="Devices">How many different devices were on.</param>
/// <param name="Sessions">How many sessions began.</param>
/// <param name="Bytes">Of the sessions that began on it, up and down.</param>
internal sealed record UsageDay(DateOnly Day, int Devices, int Sessions, long Bytes);

/// <summary>What somebody used.</summary>
/// <param name="Account">His account; where there is none, his device.</param>
/// <param name="Site">Where.</param>
/// <param name="Sessions">How many.</param>
/// <param name="OnlineS">How long in all.</param>
/// <param name="Download">Bytes to him.</param>
/// <param name="Upload">Bytes from him.</param>
internal sealed record UsageOf(string Account, string Site, int Sessions, double OnlineS, long Download, long Upload);

/// <summary>Use of the network in a time.</summary>
/// <param name="Sessions">How many sessions were on.</param>
/// <param name="Devices">Of how many different devices.</param>
/// <param name="AtOnce">How many at once.</param>
/// <param name="Download">Bytes to all of them.</param>
/// <param name="Upload">Bytes from them.</param>
/// <param name="Days">Day by day, the oldest first.</param>
/// <param name="Top">Who used most, at most 20.</param>
/// <param name="IsCut">There were more sessions than are counted: the newest are.</param>
internal sealed record Usage(int Sessions, int Devices, Concurrency AtOnce, long Download, long Upload, IReadOnlyList<UsageDay> Days, IReadOnlyList<UsageOf> Top, bool IsCut);

/// <summary>Counts it, by the sessions that the routers' lists gave.</summary>
internal static class UsageQuery
{
    public const int MaxDays = 30;
    private const int Most = 300_000;
    private const int TopMost = 20;

    public static Usage Read(Db db, UsageFilter filter, DateTimeOffset now)
    {
        var since = now - TimeSpan.FromDays(filter.Days);
        var where = filter.Where(since);
        where.Values.Add("Most", Most + 1);
        var rows = db.Query<UsageRow>($"SELECT site, account, caller_id, began_ms, ended_ms, upload_bytes, download_bytes FROM sessions{where} ORDER BY id DESC LIMIT @Most", where.Values);
        return Of(rows.Take(Most).ToList(), filter.Zone, new Span(DbTime.Ms(since), DbTime.Ms(now)), rows.Count > Most);
    }

    /// <summary>Pure.</summary>
    internal static Usage Of(IReadOnlyList<UsageRow> rows, TimeZoneInfo zone, Span time, bool isCut) => new(
        rows.Count, rows.Select(row => row.Who).Distinct(StringComparer.Ordinal).Count(), AtOnce(rows, time), rows.Sum(row => row.DownloadBytes ?? 0), rows.Sum(row => row.UploadBytes ?? 0),
        Days(rows, zone, time),
        [.. rows.GroupBy(row => (row.Name, row.Site)).Select(one => new UsageOf(
            one.Key.Name, one.Key.Site, one.Count(), Spans.Total(Spans.Within(one.Select(row => row.Span(time.ToMs)), time)) / 1000.0, one.Sum(row => row.DownloadBytes ?? 0), one.Sum(row => row.UploadBytes ?? 0)))
            .OrderByDescending(one => one.Download + one.Upload).ThenByDescending(one => one.OnlineS).ThenBy(one => one.Account, StringComparer.Ordinal).Take(TopMost)],
        isCut);

    /// <summary>From the first session on: before it nobody looked, which is no trough.</summary>
    private static Concurrency AtOnce(IReadOnlyList<UsageRow> rows, Span time)
    {
        var spans = Spans.Within(rows.Select(row => row.Span(time.ToMs)), time).ToList();
        if (spans.Count == 0) return new Concurrency(0, null, 0, 0);
        var (now, peak, peakMs, trough, lastMs, area) = (0, 0, 0L, int.MaxValue, spans.Min(span => span.FromMs), 0.0);
        var firstMs = lastMs;
        foreach (var moment in spans.SelectMany(span => new[] { (At: span.FromMs, Change: 1), (At: span.ToMs, Change: -1) }).GroupBy(change => change.At).OrderBy(moment => moment.Key))
        {
            if (moment.Key > lastMs)
            {
                area += (double)now * (moment.Key - lastMs);
                trough = Math.Min(trough, now);
            }

            (now, lastMs) = (now + moment.Sum(change => change.Change), moment.Key);
            if (now > peak) (peak, peakMs) = (now, moment.Key);
        }

        // After the last session nobody is on.
        if (lastMs < time.ToMs) trough = 0;
        return new Concurrency(peak, DbTime.Time(peakMs), trough == int.MaxValue ? 0 : trough, area / Math.Max(1, time.ToMs - firstMs));
    }

    private static List<UsageDay> Days(IReadOnlyList<UsageRow> rows, TimeZoneInfo zone, Span time)
    {
        var (first, last) = (Day(time.FromMs), Day(time.ToMs));
        var count = last.DayNumber - first.DayNumber + 1;
        var devices = Enumerable.Range(0, count).Select(_ => new HashSet<string>(StringComparer.Ordinal)).ToList();
        var (sessions, bytes) = (new int[count], new long[count]);
        foreach (var row in rows)
        {
            var span = row.Span(time.ToMs);
            var began = Day(span.FromMs).DayNumber - first.DayNumber;
            var ended = Day(Math.Max(span.FromMs, span.ToMs - 1)).DayNumber - first.DayNumber;
            for (var day = Math.Max(0, began); day <= Math.Min(count - 1, ended); day++) devices[day].Add(row.Who);
            if (began < 0 || began >= count) continue;
            sessions[began]++;
            bytes[began] += (row.DownloadBytes ?? 0) + (row.UploadBytes ?? 0);
        }

        return [.. Enumerable.Range(0, count).Select(day => new UsageDay(first.AddDays(day), devices[day].Count, sessions[day], bytes[day]))];

        DateOnly Day(long ms) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DbTime.Time(ms), zone).DateTime);
    }
}

/// <summary>A session as it is counted.</summary>
internal sealed record UsageRow
{
    public string Site { get; init; } = "";
    public string Account { get; init; } = "";
    public string CallerId { get; init; } = "";
    public long BeganMs { get; init; }
    public long? EndedMs { get; init; }
    public long? UploadBytes { get; init; }
    public long? DownloadBytes { get; init; }

    /// <summary>A device is told by its address; where a router gives none, by its account.</summary>
    public string Who => CallerId.Length > 0 ? CallerId : Account;

    public string Name => Account.Length > 0 ? Account : CallerId;

    public Span Span(long nowMs) => new(BeganMs, Math.Max(BeganMs, EndedMs ?? nowMs));
}
