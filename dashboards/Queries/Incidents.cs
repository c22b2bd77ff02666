using EdgeNoc.Common.Events;
using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Queries;

/// <summary>Open incidents and the events of alerts.</summary>
internal static class Incidents
{
    /// <summary>Two minutes: the collector writes them every 30 s.</summary>
    private const string Fresh = "120";

    /// <summary>A figure for each severity.</summary>
    private static Query Open(string where) => InfluxQl.SumNow("incident", "sum(\"open\") AS \"open\"", "open", where, "\"site\", \"severity\"", "\"severity\"", Fresh) with
    {
        Shape = QueryShape.Series,
        Alias = "$tag_severity",
        MayBeEmpty = true,
    };

    /// <summary>The collector writes what is open; while it is away nobody knows, and no incident is no good news.</summary>
    public static Query NobodyCounts { get; } = InfluxQl.Silent("collector", "points", "", "", Fresh);

    /// <summary>How many are open, by severity.</summary>
    public static Panel OpenNow(int width, string where) => Panels.Stat("Open incidents", width, Open(where), NobodyCounts, new FieldLook { NoValue = "none" }, Severities);

    /// <summary>A row for each site.</summary>
    public static Query BySite { get; } =
        InfluxQl.SumNow("incident", "sum(\"open\") AS \"incidents\"", "open", "", "\"site\", \"severity\"", "\"site\"", Fresh) with { MayBeEmpty = true };

    public static Query OpenOverTime(string where) =>
        InfluxQl.SumCurve("incident", "open", where, "\"site\"", "\"severity\"", "$tag_severity") with { MayBeEmpty = true };

    /// <summary>What was raised and cleared in the range, the newest first.</summary>
    public static Query Events(string where) => new(
        $"SELECT \"state\", \"entity\", \"text\", \"incident\", \"site\", \"device\", \"kind\", \"severity\" FROM \"alert_event\" WHERE $timeFilter{(where.Length == 0 ? "" : $" AND {where}")} ORDER BY time DESC LIMIT 200",
        QueryShape.Table)
    { MayBeEmpty = true };

    /// <summary>The colours of severities, as messages show them.</summary>
    public static FieldRule[] Severities { get; } =
        [.. Enum.GetValues<Severity>().Reverse().Select(severity => new FieldRule(Word(severity), new FieldLook { Steps = Levels.Trouble(Colours.Of(severity)) }))];

    /// <summary>The columns of <see cref="Events"/>.</summary>
    public static FieldRule[] EventColumns { get; } =
    [
        new("Time", new FieldLook { Width = 170 }), Panels.Text("state", "What", Words.AlertState), Panels.Text("entity", "Part"), Panels.Text("text", "Words"),
        new("incident", new FieldLook { Name = "Incident", Link = new Link("Open the incident", "${collector}/incidents/${__value.raw}") }),
        Panels.Text("site", "Site", link: Links.ToSite), Panels.Text("device", "Device"), Panels.Text("kind", "Kind"),
        Panels.Text("severity", "Severity", [.. Enum.GetValues<Severity>().Select(severity => new Word(Word(severity), Word(severity), Colours.Of(severity)))]),
    ];

    public static Panel EventTable(string title, int width, string where) => new(title, width, new Drawing.Table(), Events(where)) { Fields = EventColumns };

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
