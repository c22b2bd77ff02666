using System.Globalization;
using System.Text.Json.Nodes;
using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Json;

/// <summary>Writes how fields look: the panel's defaults and the rules over them.</summary>
internal static class FieldJson
{
    private const string NoData = "no data";

    public static JsonObject Defaults(Panel panel)
    {
        var look = panel.Look;
        var json = new JsonObject();
        if (look.Unit is { } unit) json["unit"] = unit;
        if (look.Decimals is { } decimals) json["decimals"] = decimals;
        if (look.Min is { } min) json["min"] = min;
        if (look.Max is { } max) json["max"] = max;
        if (look.Name is { } name) json["displayName"] = name;
        json["noValue"] = look.NoValue ?? NoData;
        json["color"] = Colour(panel);
        json["thresholds"] = Thresholds(look.Steps ?? Levels.One(Colours.Text));
        json["mappings"] = Mappings(look.Words);
        if (look.Link is { } link) json["links"] = Links(link);
        if (DrawingJson.Custom(panel.Drawing, look.IsCellColoured) is { } custom) json["custom"] = custom;
        return json;
    }

    public static JsonObject Override(FieldRule rule)
    {
        var isPattern = rule.Field.StartsWith('/');
        return new JsonObject
        {
            ["matcher"] = new JsonObject { ["id"] = isPattern ? "byRegexp" : "byName", ["options"] = rule.Field },
            ["properties"] = new JsonArray([.. Properties(rule.Look).Select(property => (JsonNode)new JsonObject { ["id"] = property.Id, ["value"] = property.Value })]),
        };
    }

    /// <summary>Curves are told apart by colour unless their steps say more.</summary>
    private static JsonObject Colour(Panel panel) =>
        new() { ["mode"] = panel.Drawing is Drawing.TimeSeries or Drawing.Histogram && panel.Look.Steps is null ? "palette-classic" : "thresholds" };

    private static IEnumerable<(string Id, JsonNode? Value)> Properties(FieldLook look)
    {
        if (look.Name is { } name) yield return ("displayName", name);
        if (look.Unit is { } unit) yield return ("unit", unit);
        if (look.Decimals is { } decimals) yield return ("decimals", decimals);
        if (look.Min is { } min) yield return ("min", min);
        if (look.Max is { } max) yield return ("max", max);
        if (look.NoValue is { } noValue) yield return ("noValue", noValue);
        if (look.Steps is [{ From: null } only])
        {
            yield return ("color", new JsonObject { ["mode"] = "fixed", ["fixedColor"] = only.Colour });
        }
        else if (look.Steps is { } steps)
        {
            yield return ("color", new JsonObject { ["mode"] = "thresholds" });
            yield return ("thresholds", Thresholds(steps));
        }

        if (look.Words.Count > 0) yield return ("mappings", Mappings(look.Words));
        if (look.IsCellColoured) yield return ("custom.cellOptions", DrawingJson.ColouredCell());
        if (look.IsHidden) yield return ("custom.hidden", true);
        if (look.Width is { } width) yield return ("custom.width", width);
        if (look.Link is { } link) yield return ("links", Links(link));
    }

    private static JsonArray Links(Link link) => new(new JsonObject { ["title"] = link.Title, ["url"] = link.Url });

    private static JsonObject Thresholds(IReadOnlyList<Step> steps) => new()
    {
        ["mode"] = "absolute",
        ["steps"] = new JsonArray([.. steps.Select(step => (JsonNode)new JsonObject { ["color"] = step.Colour, ["value"] = step.From })]),
    };

    private static JsonArray Mappings(IReadOnlyList<Word> words)
    {
        var mappings = new JsonArray();
        if (words.Count > 0)
        {
            var options = new JsonObject();
            foreach (var (word, index) in words.Select((word, index) => (word, index)))
                options[word.Value!.ToString(CultureInfo.InvariantCulture)] = new JsonObject { ["text"] = word.Text, ["color"] = word.Colour, ["index"] = index };
            mappings.Add(new JsonObject { ["type"] = "value", ["options"] = options });
        }

        mappings.Add(new JsonObject
        {
            ["type"] = "special",
            ["options"] = new JsonObject
            {
                ["match"] = "null+nan",
                ["result"] = new JsonObject { ["text"] = Words.Nothing.Text, ["color"] = Words.Nothing.Colour, ["index"] = words.Count },
            },
        });
        return mappings;
    }
}
