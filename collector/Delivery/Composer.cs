using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>Makes of a row what its channel is given.</summary>
internal static class Composer
{
    private const int MaxFacts = 100;

    public static OutgoingMessage Of(Db db, Lane lane, OutboxMessage row) => new(row.Recipient, RepeatMark.Text(db, row))
    {
        Reference = Receipts.ReferenceOf(row),
        Buttons = lane.Can.Buttons ? row.Buttons : [],
        LastInboundAt = lane.Can.Window && !row.AsTemplate ? LastInbound(db, row) : null,
        Group = row.Incident is { } incident && !lane.Can.Paced ? GroupOf(db, incident) : null,
    };

    private static DateTimeOffset? LastInbound(Db db, OutboxMessage row) =>
        db.First<long?>("SELECT MAX(at_ms) FROM inbound WHERE channel = @Channel AND sender = @Recipient", row) is { } ms ? DbTime.Time(ms) : null;

    /// <summary>The alerts of an incident, for programs: those that lead it.</summary>
    private static AlertGroup? GroupOf(Db db, long incident)
    {
        var alerts = db.Query<Alert>("SELECT * FROM alerts WHERE incident = @incident ORDER BY is_child, id LIMIT @MaxFacts", new { incident, MaxFacts });
        if (alerts.Count == 0) return null;
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["site"] = alerts[0].Site, ["incident"] = FormattableString.Invariant($"{incident}") };
        return new AlertGroup(FormattableString.Invariant($"incident/{incident}"), labels, alerts.ConvertAll(FactsOf));
    }

    private static AlertFacts FactsOf(Alert alert) => new(
        FormattableString.Invariant($"{alert.Id}"),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["alertname"] = alert.Kind,
            ["site"] = alert.Site,
            ["device"] = alert.Device,
            ["entity"] = alert.Entity,
            ["severity"] = DbName.Of(alert.Severity),
        },
        alert.Labels,
        alert.Raised,
        alert.ClearedMs is { } cleared ? DbTime.Time(cleared) : null);
}
