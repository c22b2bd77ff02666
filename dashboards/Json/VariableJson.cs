using System.Text.Json.Nodes;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Json;

/// <summary>Writes variables.</summary>
internal static class VariableJson
{
    private const int ByName = 1;
    private const int OnLoad = 1;

    public static JsonNode Of(Variable variable)
    {
        var json = new JsonObject { ["name"] = variable.Name, ["label"] = variable.Label, ["hide"] = 0, ["skipUrlSync"] = false };
        switch (variable)
        {
            case Variable.FromQuery query:
                json["type"] = "query";
                json["datasource"] = DataSource.Json();
                json["query"] = query.Query;
                json["refresh"] = OnLoad;
                json["sort"] = ByName;
                json["regex"] = "";
                json["multi"] = false;
                json["includeAll"] = false;
                json["options"] = new JsonArray();
                break;
            case Variable.Choice choice:
                json["type"] = "custom";
                json["query"] = string.Join(", ", choice.Values.Select(value => $"{value.Text} : {value.Value}"));
                json["multi"] = false;
                json["includeAll"] = false;
                json["options"] = new JsonArray([.. choice.Values.Select((value, index) => Option(value.Text, value.Value, index == 0))]);
                json["current"] = Option(choice.Values[0].Text, choice.Values[0].Value, isSelected: true);
                break;
            case Variable.Entry entry:
                json["type"] = "textbox";
                json["query"] = entry.Default;
                json["options"] = new JsonArray(Option(entry.Default, entry.Default, isSelected: true));
                json["current"] = Option(entry.Default, entry.Default, isSelected: true);
                break;
        }

        return json;
    }

    private static JsonObject Option(string text, string value, bool isSelected) => new() { ["selected"] = isSelected, ["text"] = text, ["value"] = value };
}
