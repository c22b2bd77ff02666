using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Analytics;

/// <summary>A session of a subscriber or a guest.</summary>
/// <param name="Id">Its number, in order.</param>
/// <param name="Site">Where.</param>
/// <param name="Device">At which router.</param>
/// <param name="Service"><c>hotspot</c> or <c>ppp</c>.</param>
/// <param name="Account">Whose.</param>
/// <param name="CallerId">Of which device.</param>
/// <param name="Address">Its address then.</param>
/// <param name="Began">When.</param>
/// <param name="Ended">Left out: it is still on.</param>
/// <param name="Upload">Bytes from him, by the newest list.</param>
/// <param name="Download">Bytes to him.</param>
internal sealed record SessionEntry(
    long Id, string Site, string Device, string Service, string Account, string CallerId, string? Address, DateTimeOffset Began, DateTimeOffset? Ended, long? Upload, long? Download);

/// <summary>The session log.</summary>
internal static class SessionQuery
{
    /// <param name="db">The transaction.</param>
    /// <param name="filter">Whose.</param>
    /// <param name="since">On at any time from then on.</param>
    /// <param name="text">Within the account, the device's address, or the IP address.</param>
    /// <param name="cursor">Older than this number.</param>
    /// <param name="limit">How many.</param>
    public static Page<SessionEntry> List(Db db, UsageFilter filter, DateTimeOffset since, string? text, long? cursor, int limit)
    {
        var where = filter.Where(since).And("(account LIKE @text ESCAPE '!' OR caller_id LIKE @text ESCAPE '!' OR address LIKE @text ESCAPE '!')", "text", Where.Within(text)).And("id < @cursor", "cursor", cursor);
        where.Values.Add("limit", limit + 1);
        return Page<SessionEntry>.Of(
            db.Query<Row>($"SELECT id, site, device, service, account, caller_id, address, began_ms, ended_ms, upload_bytes, download_bytes FROM sessions{where} ORDER BY id DESC LIMIT @limit", where.Values),
            limit, row => row.View, row => row.Id);
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public string Service { get; init; } = "";
        public string Account { get; init; } = "";
        public string CallerId { get; init; } = "";
        public string? Address { get; init; }
        public long BeganMs { get; init; }
        public long? EndedMs { get; init; }
        public long? UploadBytes { get; init; }
        public long? DownloadBytes { get; init; }

        public SessionEntry View => new(
            Id, Site, Device, Service, Account, CallerId, Address, DbTime.Time(BeganMs), EndedMs is { } ms ? DbTime.Time(ms) : null, UploadBytes, DownloadBytes);
    }
}
