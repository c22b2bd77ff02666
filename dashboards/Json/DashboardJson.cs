using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Json;

/// <summary>Writes a dashboard as Grafana's provisioning reads it: the classic model, schema 39, which Grafana 10.4 and later take and newer ones raise by themselves.</summary>
internal static class DashboardJson
{
    /// <summary>All of ours, for the links between them.</summary>
    public const string Tag = "edgenoc";

    private const int SchemaVersion = 39;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file's text, the same for the same dashboard.</summary>
    public static string Text(Dashboard dashboard) => Of(dashboard).ToJsonString(Readable) + "\n";

    public static JsonObject Of(Dashboard dashboard) => new()
    {
        ["id"] = null,
        ["uid"] = dashboard.Uid,
        ["title"] = dashboard.Title,
        ["description"] = dashboard.About,
        ["tags"] = new JsonArray(Tag),
        ["schemaVersion"] = SchemaVersion,
        ["version"] = 1,
        ["editable"] = false,
        ["graphTooltip"] = 1,
        ["refresh"] = dashboard.Refresh,
        ["time"] = new JsonObject { ["from"] = dashboard.From, ["to"] = dashboard.To },
        ["timezone"] = "browser",
        ["fiscalYearStartMonth"] = 0,
        ["timepicker"] = new JsonObject(),
        ["links"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "dashboards", ["title"] = "EdgeNoc", ["tags"] = new JsonArray(Tag), ["asDropdown"] = true, ["includeVars"] = true, ["keepTime"] = true,
                ["targetBlank"] = false, ["icon"] = "external link", ["tooltip"] = "", ["url"] = "",
            },
            new JsonObject
            {
                ["type"] = "link", ["title"] = "Collector", ["tags"] = new JsonArray(), ["asDropdown"] = false, ["includeVars"] = false, ["keepTime"] = false,
                ["targetBlank"] = true, ["icon"] = "external link", ["tooltip"] = "The collector's own pages", ["url"] = "${collector}",
            }),
        ["annotations"] = new JsonObject { ["list"] = Annotations(dashboard) },
        ["templating"] = new JsonObject { ["list"] = new JsonArray([.. dashboard.Variables.Select(VariableJson.Of)]) },
        ["panels"] = PanelGrid.Of(dashboard),
    };

    private static JsonArray Annotations(Dashboard dashboard)
    {
        var list = new JsonArray();
        if (dashboard.AlertsWhere is not { } where) return list;
        list.Add(Alerts("Raised", "raised", Colours.Bad, where));
        list.Add(Alerts("Cleared", "cleared", Colours.Good, where));
        return list;
    }

    private static JsonObject Alerts(string name, string state, string colour, string where) => new()
    {
        ["name"] = name,
        ["datasource"] = DataSource.Json(),
        ["enable"] = true,
        ["hide"] = false,
        ["iconColor"] = colour,
        // Beside what all data sources have, that of InfluxDB reads here which columns are the words and the tags of a mark.
        ["target"] = new JsonObject
        {
            ["limit"] = 500, ["matchAny"] = false, ["tags"] = new JsonArray(), ["type"] = "tags",
            ["refId"] = "Anno", ["name"] = name, ["query"] = AlertsQuery(state, where), ["queryType"] = "tags", ["fromAnnotations"] = true,
            ["textColumn"] = "text", ["tagsColumn"] = "severity,kind", ["timeEndColumn"] = "", ["titleColumn"] = "",
        },
    };

    /// <summary>Info stands in no annotation: new ONUs are no trouble.</summary>
    internal static string AlertsQuery(string state, string where) =>
        $"""SELECT "text", "severity", "kind" FROM "alert_event" WHERE $timeFilter AND "state" = '{state}' AND "severity" <> 'info' {where}""".TrimEnd() + " LIMIT 500";
}
