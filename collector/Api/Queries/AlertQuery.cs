using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>Which alerts.</summary>
internal sealed record AlertFilter(string? Site, string? Device, string? Kind, string? Severity, string? State, DateTimeOffset? Since, long? Cursor, int Limit)
{
    /// <summary>The sites that whoever asks sees.</summary>
    public SiteScope Scope { get; init; } = SiteScope.All;

    /// <summary>Began before then.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Within the device, the part of it, or what describes it: a name, a MAC.</summary>
    public string? Text { get; init; }
}

/// <summary>An alert: from one raise to its clear.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Site">The site's id.</param>
/// <param name="Device">The device's id, or <c>site</c>.</param>
/// <param name="Entity">The part of the device.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Severity">How urgent it is.</param>
/// <param name="State"><c>open</c> or <c>cleared</c>.</param>
/// <param name="Stage"><c>waiting</c> for company, <c>told</c> in an incident, or <c>silent</c>.</param>
/// <param name="Reason">What the device gave as the reason.</param>
/// <param name="Values">Numbers that describe it.</param>
/// <param name="Labels">Texts that describe it.</param>
/// <param name="Source">Who raised it: <c>agent, collector, external</c>.</param>
/// <param name="TimeQuality"><c>synced</c> or <c>estimated</c>.</param>
/// <param name="Since">By whoever raised it.</param>
/// <param name="SeenAt">By the collector's clock.</param>
/// <param name="ClearedAt">When it ended.</param>
/// <param name="ClearedBy">What ended it: <c>event, reconciliation, collector</c>.</param>
/// <param name="Incident">The incident it belongs to.</param>
/// <param name="IsChild">Listed inside its incident, not told by itself.</param>
/// <param name="HiddenBy">The open alert that explains it.</param>
/// <param name="SilencedBy">The silence that covers it.</param>
internal sealed record AlertView(
    long Id, string Site, string Device, string Entity, string Kind, Severity Severity, string State, string Stage, string? Reason,
    IReadOnlyDictionary<string, double> Values, IReadOnlyDictionary<string, string> Labels, string Source, string TimeQuality, DateTimeOffset Since, DateTimeOffset SeenAt,
    DateTimeOffset? ClearedAt, string? ClearedBy, long? Incident, bool IsChild, long? HiddenBy, long? SilencedBy)
{
    public static AlertView Of(Alert alert) => new(
        alert.Id, alert.Site, alert.Device, alert.Entity, alert.Kind, alert.Severity, alert.IsOpen ? "open" : "cleared", DbName.Of(alert.Stage), alert.Reason,
        alert.Values, alert.Labels, DbName.Of(alert.Source), DbName.Of(alert.TimeQuality), alert.Raised, DbTime.Time(alert.SeenMs),
        alert.ClearedMs is { } ms ? DbTime.Time(ms) : null, alert.ClearedBy is { } by ? DbName.Of(by) : null,
        alert.Incident, alert.IsChild, alert.InhibitedBy, alert.SilencedBy);
}

/// <summary>Alerts by what is asked for.</summary>
internal static class AlertQuery
{
    public static Page<AlertView> List(Db db, AlertFilter filter)
    {
        var where = new Where()
            .And(filter.Scope)
            .And("site = @site", "site", filter.Site)
            .And("device = @device", "device", filter.Device)
            .And("kind = @kind", "kind", filter.Kind)
            .And("severity = @severity", "severity", filter.Severity)
            .And(filter.State switch { "open" => "cleared_ms IS NULL", "cleared" => "cleared_ms IS NOT NULL", _ => null })
            .And("raised_ms >= @sinceMs", "sinceMs", filter.Since is { } since ? DbTime.Ms(since) : null)
            .And("raised_ms < @untilMs", "untilMs", filter.Until is { } until ? DbTime.Ms(until) : null)
            .And("(device LIKE @text ESCAPE '!' OR entity LIKE @text ESCAPE '!' OR labels_json LIKE @text ESCAPE '!')", "text", Where.Within(filter.Text))
            .And("id < @cursor", "cursor", filter.Cursor);
        where.Values.Add("limit", filter.Limit + 1);
        return Page<AlertView>.Of(db.Query<Alert>($"SELECT * FROM alerts{where} ORDER BY id DESC LIMIT @limit", where.Values), filter.Limit, AlertView.Of, alert => alert.Id);
    }

    public static AlertView? Find(Db db, long id, SiteScope scope) =>
        db.First<Alert>("SELECT * FROM alerts WHERE id = @id", new { id }) is { } alert && scope.Allows(alert.Site) ? AlertView.Of(alert) : null;
}
