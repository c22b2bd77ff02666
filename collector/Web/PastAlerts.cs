using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Web;

/// <summary>An alert of one thing as its page lists it.</summary>
internal sealed record PastAlert
{
    private const int Most = 100;

    /// <summary>How far back.</summary>
    public static readonly TimeSpan Looked = TimeSpan.FromDays(30);

    public string Kind { get; init; } = "";
    public string Device { get; init; } = "";
    public string Entity { get; init; } = "";
    public string? Reason { get; init; }
    public long RaisedMs { get; init; }
    public long? ClearedMs { get; init; }
    public long? Incident { get; init; }

    /// <summary>What stands, and what ended within 30 days; the newest first.</summary>
    /// <param name="api">The database.</param>
    /// <param name="site">The site.</param>
    /// <param name="device">Of one device; null: of all.</param>
    /// <param name="entity">Of one part of it; null: of all.</param>
    /// <param name="now">When it is asked.</param>
    public static IReadOnlyList<PastAlert> Of(ApiContext api, string site, string? device, string? entity, DateTimeOffset now)
    {
        var where = "site = @site" + (device is null ? "" : " AND device = @device") + (entity is null ? "" : " AND entity = @entity");
        var args = new { site, device, entity, sinceMs = DbTime.Ms(now - Looked), Most };
        const string columns = "kind, device, entity, reason, raised_ms, cleared_ms, incident";

        // Two statements, so that each has an index.
        return api.Read(db => db.Query<PastAlert>($"SELECT {columns} FROM alerts WHERE {where} AND cleared_ms IS NULL ORDER BY raised_ms DESC LIMIT @Most", args)
            .Concat(db.Query<PastAlert>($"SELECT {columns} FROM alerts WHERE {where} AND cleared_ms >= @sinceMs ORDER BY cleared_ms DESC LIMIT @Most", args))
            .Take(Most).ToList());
    }
}
