using System.Globalization;
using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Reconciliation;

/// <summary>The alerts that stand by an agent's own account.</summary>
/// <param name="At">When the agent took it.</param>
/// <param name="Alerts">Each identity once.</param>
internal sealed record Snapshot(DateTimeOffset At, IReadOnlyList<NewAlert> Alerts)
{
    /// <summary>Reads the table <c>site/alerts</c>: columns by name, whatever their order; a row without identity is left out.</summary>
    public static Snapshot Of(string site, TableMessage table)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < table.Columns.Count; i++) columns.TryAdd(table.Columns[i], i);
        var alerts = new Dictionary<AlertIdentity, NewAlert>();
        foreach (var row in table.Rows)
        {
            string Cell(string name) => columns.TryGetValue(name, out var index) && index < row.Count ? row[index] : "";
            var identity = new AlertIdentity(site, Cell("device"), Cell("entity"), Cell("kind"));
            if (!EventRules.IsKind(identity.Kind) || !Topics.IsName(identity.Device) || !EventRules.IsEntity(identity.Entity)) continue;
            alerts[identity] = new NewAlert(
                identity,
                Enum.TryParse<Severity>(Cell("severity"), ignoreCase: true, out var severity) && Enum.IsDefined(severity)
                    ? severity
                    : EventKinds.DefaultSeverity(identity.Kind),
                RaisedAt(Cell("at"), table.At),
                Cell("reason") is { Length: > 0 } reason ? DbText.Bounded(reason) : null,
                EventRules.Numbers(FlatJson.Numbers(Cell("values"))),
                EventRules.Texts(FlatJson.Texts(Cell("labels"))),
                Cell("time_quality") == "estimated" ? TimeQuality.Estimated : TimeQuality.Synced);
        }

        return new Snapshot(table.At, [.. alerts.Values]);
    }

    private static DateTimeOffset RaisedAt(string cell, DateTimeOffset otherwise) =>
        DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at <= otherwise ? at : otherwise;
}
