using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Analytics;

/// <summary>An alert that says that something was away.</summary>
internal sealed record OutageAlert
{
    public string Site { get; init; } = "";
    public string Device { get; init; } = "";
    public string Entity { get; init; } = "";
    public string Kind { get; init; } = "";
    public string? Reason { get; init; }
    public string LabelsJson { get; init; } = "{}";
    public long RaisedMs { get; init; }
    public long? ClearedMs { get; init; }
    public long? Incident { get; init; }

    public Span Span(long nowMs) => new(RaisedMs, ClearedMs ?? Math.Max(nowMs, RaisedMs));

    public OutageSubject Subject => new(Site, Device, Entity);
}

/// <summary>Reads what outages are made of: alerts that touch a time, and announced work.</summary>
internal static class OutageAlerts
{
    /// <summary>What is away while it stands, by what it is of.</summary>
    public static IReadOnlyDictionary<string, string> Groups { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["onu.down"] = "onu", ["ont.down"] = "ont", ["device.unreachable"] = "device",
    };

    /// <summary>While one of these stands nobody knows how what is behind it is.</summary>
    private static readonly string[] Blinding = ["agent.offline", "device.unreachable", "device.mgmt_down"];

    private const string Columns = "SELECT site, device, entity, kind, reason, labels_json, raised_ms, cleared_ms, incident FROM alerts";

    /// <summary>Alerts of these kinds that stood at any moment of the time. Three statements, so that each has an index.</summary>
    public static List<OutageAlert> Of(Db db, IReadOnlyList<string> kinds, Span time, Func<Where, Where> narrow)
    {
        var found = new List<OutageAlert>();
        foreach (var when in (string[])["raised_ms >= @fromMs AND raised_ms < @toMs", "raised_ms < @fromMs AND cleared_ms > @fromMs", "raised_ms < @fromMs AND cleared_ms IS NULL"])
        {
            var where = narrow(new Where().And(when).And("kind IN @kinds", "kinds", kinds));
            where.Values.Add("fromMs", time.FromMs);
            where.Values.Add("toMs", time.ToMs);
            found.AddRange(db.Query<OutageAlert>($"{Columns}{where} ORDER BY raised_ms", where.Values));
        }

        return found;
    }

    /// <summary>When nobody could see things, by site and device; at a site's own device it is true of all of it.</summary>
    public static ILookup<(string Site, string Device), Span> Blind(Db db, Span time, long nowMs, Func<Where, Where> narrow) =>
        Of(db, Blinding, time, narrow).ToLookup(alert => (alert.Site, alert.Kind == "agent.offline" ? "" : alert.Device), alert => alert.Span(nowMs));

    /// <summary>Announced work that touches the time.</summary>
    public static IReadOnlyList<(IReadOnlyList<Matcher> Matchers, Span Span)> Announced(Db db, Span time) =>
    [
        .. db.Query<Silence>(
            "SELECT id, kind, matchers_json, starts_ms, ends_ms, author, comment, created_ms, active FROM silences WHERE kind = 'maintenance' AND starts_ms < @ToMs AND ends_ms > @FromMs",
            new { time.FromMs, time.ToMs }).Select(silence => (Matchers.Read(silence.MatchersJson) ?? [], new Span(silence.StartsMs, silence.EndsMs))).Where(work => work.Item1.Count > 0),
    ];

    /// <summary>What matchers see of a thing that is away.</summary>
    public static MatchFields Fields(OutageAlert alert)
    {
        var colon = alert.Entity.LastIndexOf(':');
        return new MatchFields
        {
            Site = alert.Site, Device = alert.Device, Entity = alert.Entity, Kind = alert.Kind, Labels = () => FlatJson.Texts(alert.LabelsJson),
            Pon = colon > 4 && alert.Entity.StartsWith("onu/", StringComparison.Ordinal) ? alert.Entity[4..colon] : "",
        };
    }
}
