using System.Text.Json.Nodes;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Json;

/// <summary>What each kind of panel needs beside its queries.</summary>
internal static class DrawingJson
{
    public static string Type(Drawing drawing) => drawing switch
    {
        Drawing.Stat => "stat",
        Drawing.TimeSeries => "timeseries",
        Drawing.StateTimeline => "state-timeline",
        Drawing.Bars => "bargauge",
        Drawing.Histogram => "histogram",
        Drawing.Table => "table",
        Drawing.Map => "geomap",
        _ => "text",
    };

    public static JsonObject Options(Panel panel) => panel.Drawing switch
    {
        Drawing.Stat => new JsonObject
        {
            // Every field, also a time: a figure that is not there is told by the time since when.
            ["reduceOptions"] = Reduce(perRow: false, fields: "/.*/"),
            ["orientation"] = "auto", ["textMode"] = "auto", ["colorMode"] = "value", ["graphMode"] = "none", ["justifyMode"] = "auto",
            ["wideLayout"] = true, ["showPercentChange"] = false, ["percentChangeColorMode"] = "standard",
        },
        Drawing.TimeSeries => new JsonObject { ["legend"] = Legend("list"), ["tooltip"] = Tooltip("multi", "desc") },
        Drawing.StateTimeline => new JsonObject
        {
            ["showValue"] = "auto", ["rowHeight"] = 0.9, ["mergeValues"] = true, ["alignValue"] = "left", ["legend"] = Legend("list"), ["tooltip"] = Tooltip("single", "none"),
        },
        Drawing.Bars => new JsonObject
        {
            ["reduceOptions"] = Reduce(perRow: true, fields: ""),
            ["orientation"] = "horizontal", ["displayMode"] = "basic", ["valueMode"] = "color", ["showUnfilled"] = true, ["minVizWidth"] = 8, ["minVizHeight"] = 16, ["maxVizHeight"] = 40,
            ["namePlacement"] = "left", ["sizing"] = "auto",
            ["legend"] = Legend("list", isShown: false),
        },
        Drawing.Histogram histogram => new JsonObject { ["bucketSize"] = histogram.Step, ["combine"] = true, ["legend"] = Legend("list"), ["tooltip"] = Tooltip("single", "none") },
        Drawing.Table table => TableOptions(table, panel.Fields),
        Drawing.Map map => MapOptions(map),
        Drawing.Note note => new JsonObject { ["mode"] = "markdown", ["content"] = note.Markdown },
        _ => throw new InvalidOperationException($"{panel.Drawing} is not written"),
    };

    /// <summary>The part of the field's look that only this kind of panel has; null: none.</summary>
    public static JsonObject? Custom(Drawing drawing, bool isCellColoured) => drawing switch
    {
        Drawing.TimeSeries series => new JsonObject
        {
            ["drawStyle"] = "line", ["lineInterpolation"] = "linear", ["lineWidth"] = 1, ["fillOpacity"] = series.IsStacked ? 40 : 8, ["showPoints"] = "auto", ["pointSize"] = 4,
            // A gap is a gap: never a line over what was not measured.
            ["spanNulls"] = false, ["insertNulls"] = false,
            ["stacking"] = new JsonObject { ["mode"] = series.IsStacked ? "normal" : "none", ["group"] = "A" },
            ["thresholdsStyle"] = new JsonObject { ["mode"] = "off" },
            ["axisPlacement"] = "auto",
        },
        Drawing.StateTimeline => new JsonObject { ["lineWidth"] = 0, ["fillOpacity"] = 80 },
        Drawing.Histogram => new JsonObject { ["lineWidth"] = 1, ["fillOpacity"] = 60 },
        Drawing.Table => new JsonObject
        {
            ["align"] = "auto", ["inspect"] = false, ["filterable"] = true, ["cellOptions"] = isCellColoured ? ColouredCell() : new JsonObject { ["type"] = "auto" },
        },
        _ => null,
    };

    public static JsonObject ColouredCell() => new() { ["type"] = "color-background", ["mode"] = "basic" };

    /// <summary>Rules that the drawing itself asks for.</summary>
    public static IEnumerable<JsonNode> Rules(Drawing drawing)
    {
        if (drawing is not Drawing.TimeSeries { Below: { } pattern }) yield break;
        yield return new JsonObject
        {
            ["matcher"] = new JsonObject { ["id"] = "byRegexp", ["options"] = pattern },
            ["properties"] = new JsonArray(new JsonObject { ["id"] = "custom.transform", ["value"] = "negative-Y" }),
        };
    }

    private static JsonObject Reduce(bool perRow, string fields) => new() { ["calcs"] = new JsonArray("lastNotNull"), ["fields"] = fields, ["values"] = perRow };

    private static JsonObject Legend(string mode, bool isShown = true) => new() { ["displayMode"] = mode, ["placement"] = "bottom", ["showLegend"] = isShown, ["calcs"] = new JsonArray() };

    private static JsonObject Tooltip(string mode, string sort) => new() { ["mode"] = mode, ["sort"] = sort };

    /// <summary>Grafana sorts by the name that stands above the column.</summary>
    private static JsonObject TableOptions(Drawing.Table table, IReadOnlyList<FieldRule> fields)
    {
        var sort = new JsonArray();
        if (table.SortBy is { } column) sort.Add(new JsonObject { ["displayName"] = fields.FirstOrDefault(rule => rule.Field == column)?.Look.Name ?? column, ["desc"] = table.IsDescending });
        return new JsonObject
        {
            ["showHeader"] = true, ["cellHeight"] = "sm", ["frameIndex"] = 0, ["sortBy"] = sort,
        };
    }

    private static JsonObject MapOptions(Drawing.Map map) => new()
    {
        ["view"] = new JsonObject { ["id"] = "fit", ["lat"] = 0, ["lon"] = 0, ["zoom"] = 15, ["allLayers"] = true },
        ["controls"] = new JsonObject { ["showZoom"] = true, ["mouseWheelZoom"] = true, ["showAttribution"] = true, ["showScale"] = true, ["showDebug"] = false },
        ["basemap"] = new JsonObject { ["type"] = "default", ["name"] = "Map", ["config"] = new JsonObject() },
        ["tooltip"] = new JsonObject { ["mode"] = "details" },
        ["layers"] = new JsonArray(new JsonObject
        {
            ["type"] = "markers", ["name"] = "ONTs", ["tooltip"] = true,
            ["location"] = new JsonObject { ["mode"] = "coords", ["latitude"] = "lat", ["longitude"] = "lon" },
            ["config"] = new JsonObject
            {
                ["showLegend"] = true,
                ["style"] = new JsonObject
                {
                    ["color"] = new JsonObject { ["field"] = map.ColourField, ["fixed"] = Look.Colours.Unknown },
                    ["opacity"] = 0.8,
                    ["size"] = new JsonObject { ["fixed"] = 7, ["min"] = 2, ["max"] = 15 },
                    ["symbol"] = new JsonObject { ["mode"] = "fixed", ["fixed"] = "img/icons/marker/circle.svg" },
                },
            },
        }),
    };
}
