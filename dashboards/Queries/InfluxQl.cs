using EdgeNoc.Common.Telemetry;
using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Queries;

/// <summary>The shapes that queries have. Each is written once, so that all of them treat gaps, silence and emptiness alike.</summary>
internal static class InfluxQl
{
    /// <summary>Seconds without data after which something counts as silent: three intervals, as the variable above the dashboard says.</summary>
    public const string Polled = "${stale}";

    /// <summary>The same for what is read every five minutes: optics, pools, subscribers of a BNG.</summary>
    public const string Slow = "900";

    /// <summary>How far back a silent one is looked for; what is silent for longer was removed.</summary>
    private const int LookBackS = 7 * 86_400;

    /// <summary>A store chosen by the variable above the dashboard: every poll, or five-minute figures.</summary>
    public const string Chosen = "$store";

    /// <summary>Quotes a name.</summary>
    public static string Name(string identifier) => $"\"{identifier}\"";

    /// <summary>Curves over the dashboard's range; windows without a point have none.</summary>
    /// <param name="measurement">Where from.</param>
    /// <param name="select">As <c>mean("rx_dbm") AS "RX"</c>.</param>
    /// <param name="where">Conditions on tags, or empty.</param>
    /// <param name="by">Tags, separated by commas, or empty.</param>
    /// <param name="alias">The name of a series.</param>
    /// <param name="store">Null: raw points.</param>
    public static Query Curve(string measurement, string select, string where, string by, string alias, string? store = null) =>
        new($"SELECT {select} FROM {From(measurement, store)} WHERE $timeFilter{And(where)} GROUP BY time($__interval){Also(by)} fill(none)", QueryShape.Series) { Alias = alias };

    /// <summary>Curves of the sum over many series, each of which counts with its mean of the window.</summary>
    public static Query SumCurve(string measurement, string field, string where, string of, string by, string alias, string? store = null) =>
        new($"SELECT sum(\"v\") AS \"{field}\" FROM (SELECT mean(\"{field}\") AS \"v\" FROM {From(measurement, store)} WHERE $timeFilter{And(where)} "
            + $"GROUP BY time($__interval){Also(by)}, {of} fill(none)) GROUP BY time($__interval){Also(by)} fill(none)", QueryShape.Series)
        { Alias = alias };

    /// <summary>Points as they came, for texts and states.</summary>
    public static Query States(string measurement, string field, string where, string by, string alias) =>
        new($"SELECT \"{field}\" FROM \"{measurement}\" WHERE $timeFilter{And(where)}{(by.Length == 0 ? "" : $" GROUP BY {by}")}", QueryShape.Series) { Alias = alias };

    /// <summary>The newest values of what spoke within <paramref name="fresh"/> seconds: a row for each that did, none for the silent.</summary>
    public static Query Now(string measurement, string fields, string where, string by, string fresh = Polled) =>
        new($"SELECT {Lasts(fields)} FROM \"{measurement}\" WHERE {Fresh(fresh)}{And(where)}{Group(by)}", QueryShape.Table);

    /// <summary>
    /// The newest values added up over all that spoke. Several sums only of fields that each series has.
    /// </summary>
    /// <param name="sums">As <c>sum("online") AS "ONUs"</c>, of <paramref name="fields"/>.</param>
    /// <param name="fields">Separated by blanks.</param>
    /// <param name="of">The tags of one series.</param>
    /// <param name="by">The tags of a row, or empty.</param>
    public static Query SumNow(string measurement, string sums, string fields, string where, string of, string by = "", string fresh = Polled) =>
        new($"SELECT {sums} FROM ({Now(measurement, fields, where, of, fresh).Text}){Group(by)}", QueryShape.Table);

    /// <summary>
    /// A row for each that is silent: its time is that of the last data. InfluxQL has no time in a field and no difference to now, but <c>elapsed</c> between two points: the first is
    /// the begin of the range, which a count without windows carries.
    /// </summary>
    public static Query Silent(string measurement, string field, string where, string by, string fresh = Polled) =>
        // Figures are a tenth of the points to count; the last word itself has to be the raw one.
        Silent(From(measurement, M5), Name(measurement), field, where, by, fresh);

    /// <summary>The same of all sites together: one row when none was heard. By figures, which are one series, so within five minutes.</summary>
    public static Query SilentNetwork { get; } = Silent(From(Downsampled.NetworkTotal, M5), From(Downsampled.NetworkTotal, M5), "total", "", "", Slow);

    private static Query Silent(string counted, string last, string field, string where, string by, string fresh)
    {
        var range = $"time > now() - {LookBackS}s{And(where)}{Group(by)}";
        return new(
            $"SELECT \"age_s\" FROM (SELECT {LookBackS} - elapsed(\"x\", 1s) AS \"age_s\" FROM "
            + $"(SELECT count(\"{field}\") AS \"x\" FROM {counted} WHERE {range}), (SELECT last(\"{field}\") AS \"x\" FROM {last} WHERE {range}){Group(by)}) "
            + $"WHERE \"age_s\" > {fresh}{Group(by)}",
            QueryShape.Table)
        { MayBeEmpty = true };
    }

    /// <summary>The condition that a point is new enough.</summary>
    public static string Fresh(string seconds) => $"time > now() - {seconds}s";

    /// <summary><c>last("a") AS "a", …</c></summary>
    public static string Lasts(string fields) => string.Join(", ", fields.Split(' ').Select(field => $"last(\"{field}\") AS \"{field}\""));

    public static string From(string measurement, string? store) => store is null ? Name(measurement) : $"{Name(store)}.{Name(measurement)}";

    /// <summary>Figures of five minutes.</summary>
    public const string M5 = Downsampled.Store;

    /// <summary>A further condition.</summary>
    public static string And(string where) => where.Length == 0 ? "" : $" AND {where}";

    private static string Also(string by) => by.Length == 0 ? "" : $", {by}";

    public static string Group(string by) => by.Length == 0 ? "" : $" GROUP BY {by}";
}
