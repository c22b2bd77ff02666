using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Web.Map;

/// <summary>Where something stands, as a form: shown, and read by the same rules that the API has.</summary>
internal static class PlaceForm
{
    /// <summary>Null with what is wrong, each at its key.</summary>
    public static (PlaceBody? Body, IReadOnlyList<ConfigError> Errors) Read(string device, string? at, string? latitude, string? longitude, string? category)
    {
        var sent = new JsonObject { ["device"] = device };
        if (at is not null) sent["at"] = at;
        if (Degrees.Node(latitude) is { } north) sent["latitude"] = north;
        if (Degrees.Node(longitude) is { } east) sent["longitude"] = east;
        if (!string.IsNullOrWhiteSpace(category)) sent["category"] = category.Trim();
        var load = ConfigFile.Parse(Encoding.UTF8.GetBytes(sent.ToJsonString()), "form", (root, _) => PlaceBody.Read(root));
        return (load.Config, load.Errors);
    }

    public static IReadOnlyList<FormField> Fields(Viewer viewer, FormErrors errors, string? latitude, string? longitude, string? category, IReadOnlyList<string> categories) =>
    [
        new("latitude", viewer.Say(InventoryText.Latitude), latitude) { Type = "number", Hint = "-7.8166", Error = errors.At("latitude") },
        new("longitude", viewer.Say(InventoryText.Longitude), longitude) { Type = "number", Hint = "112.0114", Error = errors.At("longitude") },
        new("category", viewer.Say(MapText.Category), category) { Suggestions = categories, Hint = viewer.Say(MapText.CategoryHint), Error = errors.At("category") },
    ];
}
