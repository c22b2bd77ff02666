using System.Text.Json.Nodes;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Json;

/// <summary>Writes panels: queries, looks, transformations and what their drawing needs.</summary>
internal static class PanelJson
{
    public static JsonObject Of(Panel panel, int id)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = DrawingJson.Type(panel.Drawing), ["title"] = panel.Title };
        if (panel.Help is { } help) json["description"] = help;
        json["transparent"] = false;
        if (panel.MaxPoints is { } points) json["maxDataPoints"] = points;
        if (panel.Queries.Count > 0)
        {
            json["datasource"] = DataSource.Json();
            json["targets"] = new JsonArray([.. panel.Queries.Select((query, index) => (JsonNode)Target(query, RefId(index)))]);
        }

        json["fieldConfig"] = new JsonObject
        {
            ["defaults"] = FieldJson.Defaults(panel),
            ["overrides"] = new JsonArray([.. DrawingJson.Rules(panel.Drawing), .. panel.Fields.Select(rule => (JsonNode)FieldJson.Override(rule))]),
        };
        json["options"] = DrawingJson.Options(panel);
        if (panel.Transformations.Count > 0) json["transformations"] = new JsonArray([.. panel.Transformations.Select(Transformation)]);
        return json;
    }

    /// <summary>A, B, C …</summary>
    internal static string RefId(int index) => ((char)('A' + index)).ToString();

    private static JsonObject Target(Query query, string refId)
    {
        var json = new JsonObject
        {
            ["refId"] = refId,
            ["datasource"] = DataSource.Json(),
            ["rawQuery"] = true,
            ["query"] = query.Text,
            ["resultFormat"] = query.Shape == QueryShape.Table ? "table" : "time_series",
        };
        if (query.Alias is { } alias) json["alias"] = alias;
        return json;
    }

    private static JsonNode Transformation(Transformation transformation) => transformation switch
    {
        Transformation.JoinBy join => new JsonObject
        {
            ["id"] = "joinByField", ["options"] = new JsonObject { ["byField"] = join.Field, ["mode"] = "outer" },
        },
        Transformation.Columns columns => Columns(columns),
        _ => throw new InvalidOperationException($"{transformation} is not written"),
    };

    private static JsonObject Columns(Transformation.Columns columns)
    {
        var json = new JsonObject { ["id"] = "organize" };
        if (columns.Query is { } query) json["filter"] = new JsonObject { ["id"] = "byRefId", ["options"] = query };
        json["options"] = new JsonObject
        {
            ["excludeByName"] = new JsonObject(columns.Without.Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(true)))),
            ["indexByName"] = new JsonObject(),
            ["renameByName"] = new JsonObject((columns.Renamed ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
        };
        return json;
    }
}
