using EdgeNoc.Dashboards.Json;
using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Queries;

/// <summary>Panels that say since when something is silent, made in one way everywhere.</summary>
internal static class Panels
{
    /// <summary>The column and figure that tells of silence.</summary>
    public const string Since = "No data since";

    private static readonly FieldLook SinceLook = new() { Unit = Unit.NoDataSince, Steps = Levels.One(Colours.Unknown), Width = 210 };

    /// <summary>Figures of one thing; when it is silent, a grey "no data since 02:14" instead of them.</summary>
    /// <param name="title">What they are.</param>
    /// <param name="width">Of 24.</param>
    /// <param name="now">The newest values; tags among them are not shown.</param>
    /// <param name="silent">Of the same thing.</param>
    /// <param name="look">Of the figures.</param>
    /// <param name="fields">Of single figures.</param>
    public static Panel Stat(string title, int width, Query now, Query silent, FieldLook look, params FieldRule[] fields) => Stat(title, width, [now], silent, look, fields);

    /// <summary>The same with figures of several queries.</summary>
    public static Panel Stat(string title, int width, IReadOnlyList<Query> now, Query silent, FieldLook look, params FieldRule[] fields) => new(title, width, new Drawing.Stat(), [.. now, silent])
    {
        Look = look,
        Fields = [.. fields, new(Since, SinceLook with { Width = null })],
        Transformations = [.. now.Select((_, index) => WithoutTime(RefId(index))), new Transformation.Columns(["age_s"], Renamed, RefId(now.Count))],
    };

    /// <summary>A figure over many things: only those that speak count, and how many are silent stands in a panel of its own.</summary>
    public static Panel Total(string title, int width, Query query, FieldLook look, params FieldRule[] fields) => new(title, width, new Drawing.Stat(), query)
    {
        Look = look,
        Fields = fields,
        Transformations = [WithoutTime("A")],
    };

    /// <summary>A row for each thing with its newest values; a silent one keeps its row, with grey cells and the time of its last data.</summary>
    /// <param name="key">The column by which answers belong together.</param>
    /// <param name="rows">Answers; the first fills the row, the last is that of the silent.</param>
    public static Panel Table(string title, int width, string key, Drawing.Table drawing, IReadOnlyList<Query> rows, params FieldRule[] fields) => new(title, width, drawing, rows)
    {
        Fields = [.. fields, new(Since, SinceLook)],
        Transformations =
        [
            .. rows.SkipLast(1).Select((_, index) => WithoutTime(RefId(index))),
            new Transformation.Columns(["age_s"], Renamed, RefId(rows.Count - 1)),
            new Transformation.JoinBy(key),
        ],
    };

    /// <summary>A list of what one query says.</summary>
    public static Panel List(string title, int width, Drawing drawing, Query query, FieldLook look, params FieldRule[] fields) => new(title, width, drawing, query)
    {
        Look = look,
        Fields = fields,
        Transformations = [WithoutTime("A")],
    };

    public static Panel Curves(string title, int width, FieldLook look, params IReadOnlyList<Query> queries) => new(title, width, new Drawing.TimeSeries(), queries) { Look = look };

    public static Panel Stack(string title, int width, FieldLook look, params IReadOnlyList<Query> queries) =>
        new(title, width, new Drawing.TimeSeries(IsStacked: true), queries) { Look = look };

    /// <summary>What comes in above zero, what goes out below.</summary>
    public static Panel InAndOut(string title, int width, FieldLook look, params IReadOnlyList<Query> queries) =>
        new(title, width, new Drawing.TimeSeries(Below: "/ out$/"), queries) { Look = look };

    public static Panel Timeline(string title, int width, FieldLook look, params IReadOnlyList<Query> queries) => new(title, width, new Drawing.StateTimeline(), queries) { Look = look };

    /// <summary>The look of a field by its own name's ending.</summary>
    public static FieldLook In(string field, IReadOnlyList<Step>? steps = null) => new() { Unit = Unit.Of(field), Steps = steps };

    /// <summary>A coloured column of a table.</summary>
    public static FieldRule Cell(string field, string name, IReadOnlyList<Step> steps, int? decimals = null) =>
        new(field, In(field, steps) with { Name = name, IsCellColoured = true, Decimals = decimals });

    /// <summary>A plain column of a table.</summary>
    public static FieldRule Column(string field, string name, int? decimals = null) => new(field, new FieldLook { Unit = Unit.Of(field), Name = name, Decimals = decimals });

    /// <summary>A column of words or names.</summary>
    public static FieldRule Text(string field, string name, IReadOnlyList<Word>? words = null, Link? link = null) =>
        new(field, new FieldLook { Name = name, Words = words ?? [], IsCellColoured = words is not null, Link = link });

    private static Dictionary<string, string> Renamed => new(StringComparer.Ordinal) { ["Time"] = Since };

    private static string RefId(int index) => PanelJson.RefId(index);

    private static Transformation.Columns WithoutTime(string query) => new(["Time"], null, query);
}
