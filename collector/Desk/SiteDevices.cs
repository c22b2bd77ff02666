using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeNoc.Collector.Desk;

/// <summary>A device as the office's config of its site has it.</summary>
/// <param name="Id">Its id; of a group of pinged ONTs the group's.</param>
/// <param name="Driver">How it is polled.</param>
/// <param name="Url">Where it is; null for a group.</param>
/// <param name="User">Its login; null without one.</param>
/// <param name="Targets">ONTs of a group.</param>
/// <param name="Json">The whole entry.</param>
/// <param name="Edition">Of what it says.</param>
internal sealed record DeviceEntry(string Id, string Driver, string? Url, string? User, int Targets, string Json, string Edition)
{
    public bool IsGroup => Driver == SiteDevices.Ping;
}

/// <summary>The list <c>devices</c> in the office's config of a site: read, and changed one entry at a time; everything else in it stays as it is. Pure.</summary>
internal static class SiteDevices
{
    public const string Ping = "ping";

    /// <summary>The key that names an entry of this driver.</summary>
    public static string IdKey(string driver) => driver == Ping ? "group" : "id";

    public static IReadOnlyList<DeviceEntry> All(string? configJson) => [.. Entries(Root(configJson)).Select(Of).OfType<DeviceEntry>()];

    public static DeviceEntry? Find(string? configJson, string id) => Entries(Root(configJson)).Where(entry => Id(entry) == id).Select(Of).FirstOrDefault();

    /// <summary>With this entry in the place of the one of that id, or at the end.</summary>
    /// <returns>The new config, and where in the list the entry is now.</returns>
    public static (string Json, int Index) Put(string? configJson, string? id, JsonObject device)
    {
        var root = Root(configJson);
        var list = List(root);
        var index = id is null ? -1 : IndexOf(list, id);
        if (index < 0)
        {
            list.Add(device.DeepClone());
            return (root.ToJsonString(), list.Count - 1);
        }

        list[index] = device.DeepClone();
        return (root.ToJsonString(), index);
    }

    /// <summary>Without the entry of that id.</summary>
    public static string Remove(string? configJson, string id)
    {
        var root = Root(configJson);
        var list = List(root);
        if (IndexOf(list, id) is >= 0 and var index) list.RemoveAt(index);
        return root.ToJsonString();
    }

    internal static JsonObject Root(string? configJson) => configJson is not null && JsonNode.Parse(configJson) is JsonObject root ? root : [];

    internal static IEnumerable<JsonObject> Entries(JsonObject root) => (root["devices"] as JsonArray ?? []).OfType<JsonObject>();

    internal static string? Text(JsonObject node, string key) => node[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal static string? Id(JsonObject device) => Text(device, IdKey(Text(device, "driver") ?? ""));

    /// <summary>The same for the same content.</summary>
    internal static string EditionOf(JsonNode node) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(node.ToJsonString())).AsSpan(0, 8));

    private static JsonArray List(JsonObject root)
    {
        if (root["devices"] is JsonArray list) return list;
        list = [];
        root["devices"] = list;
        return list;
    }

    private static int IndexOf(JsonArray list, string id)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonObject device && Id(device) == id) return i;
        }

        return -1;
    }

    private static DeviceEntry? Of(JsonObject device) => Id(device) is { } id && Text(device, "driver") is { } driver
        ? new DeviceEntry(id, driver, Text(device, "url"), Text(device, "user"), (device["targets"] as JsonArray)?.Count ?? 0, device.ToJsonString(Indented), EditionOf(device))
        : null;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
