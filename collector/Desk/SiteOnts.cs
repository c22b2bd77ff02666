using System.Text.Json.Nodes;

namespace EdgeNoc.Collector.Desk;

/// <summary>A customer's terminal that is pinged, as the office's config of its site has it.</summary>
/// <param name="Id">The id that alerts name it by.</param>
/// <param name="Name">The customer's or place's name.</param>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Group">The entry of the config that pings it.</param>
internal sealed record OntEntry(string Id, string? Name, string Address, double? Latitude, double? Longitude, string Group)
{
    /// <summary>Of what it says; two who change the same are told by it.</summary>
    public string Edition => SiteDevices.EditionOf(new JsonArray(Id, Name, Address, Latitude, Longitude, Group));
}

/// <summary>The ONTs in the office's config of a site: each within the group that pings it. Pure.</summary>
internal static class SiteOnts
{
    public static IReadOnlyList<OntEntry> All(string? configJson) =>
        [.. Groups(SiteDevices.Root(configJson)).SelectMany(group => Targets(group).OfType<JsonObject>().Select(target => Of(target, SiteDevices.Id(group)!)).OfType<OntEntry>())];

    public static OntEntry? Find(string? configJson, string id) => All(configJson).FirstOrDefault(ont => ont.Id == id);

    public static IReadOnlyList<string> GroupsOf(string? configJson) => [.. Groups(SiteDevices.Root(configJson)).Select(group => SiteDevices.Id(group)!)];

    /// <summary>With these in the place of those of the same ids, or at the end of their groups; a group that is not there is made.</summary>
    /// <param name="configJson">The config.</param>
    /// <param name="renamed">The id that the only one of <paramref name="onts"/> had before; null: the same.</param>
    /// <param name="onts">What is put in.</param>
    public static string Put(string? configJson, string? renamed, IReadOnlyList<OntEntry> onts)
    {
        var root = SiteDevices.Root(configJson);
        var ids = onts.Select(ont => ont.Id).ToHashSet(StringComparer.Ordinal);
        if (renamed is not null) ids.Add(renamed);
        var known = new Dictionary<string, (JsonArray List, int Index)>(StringComparer.Ordinal);
        foreach (var group in Groups(root))
        {
            foreach (var (index, target) in Targets(group).Index())
            {
                if (target is JsonObject one && SiteDevices.Text(one, "id") is { } id && ids.Contains(id)) known.TryAdd($"{SiteDevices.Id(group)}\n{id}", (Targets(group), index));
            }
        }

        foreach (var ont in onts)
        {
            if (known.TryGetValue($"{ont.Group}\n{renamed ?? ont.Id}", out var place)) place.List[place.Index] = Json(ont);
        }

        var kept = onts.Where(ont => known.ContainsKey($"{ont.Group}\n{renamed ?? ont.Id}")).Select(ont => $"{ont.Group}\n{ont.Id}").ToHashSet(StringComparer.Ordinal);

        // Whoever changed its group is in none but the new one.
        foreach (var group in Groups(root)) RemoveAll(group, ids, kept);
        foreach (var ont in onts.Where(ont => !kept.Contains($"{ont.Group}\n{ont.Id}"))) Targets(GroupOf(root, ont.Group)).Add(Json(ont));
        Tidy(root);
        return root.ToJsonString();
    }

    /// <summary>Without the one of that id; a group without any goes too.</summary>
    public static string Remove(string? configJson, string id)
    {
        var root = SiteDevices.Root(configJson);
        foreach (var group in Groups(root)) RemoveAll(group, new HashSet<string>([id], StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        Tidy(root);
        return root.ToJsonString();
    }

    private static IEnumerable<JsonObject> Groups(JsonObject root) => SiteDevices.Entries(root).Where(device => SiteDevices.Text(device, "driver") == SiteDevices.Ping && SiteDevices.Id(device) is not null);

    private static JsonArray Targets(JsonObject group)
    {
        if (group["targets"] is JsonArray targets) return targets;
        targets = [];
        group["targets"] = targets;
        return targets;
    }

    private static JsonObject GroupOf(JsonObject root, string name)
    {
        if (Groups(root).FirstOrDefault(group => SiteDevices.Id(group) == name) is { } known) return known;
        if (root["devices"] is not JsonArray devices) root["devices"] = devices = [];
        var made = new JsonObject { ["group"] = name, ["driver"] = SiteDevices.Ping, ["targets"] = new JsonArray() };
        devices.Add(made);
        return made;
    }

    private static void RemoveAll(JsonObject group, HashSet<string> ids, HashSet<string> kept)
    {
        var (targets, name) = (Targets(group), SiteDevices.Id(group));
        for (var i = targets.Count - 1; i >= 0; i--)
        {
            if (targets[i] is JsonObject target && SiteDevices.Text(target, "id") is { } id && ids.Contains(id) && !kept.Contains($"{name}\n{id}")) targets.RemoveAt(i);
        }
    }

    // A group that pings nobody is an error to the agent.
    private static void Tidy(JsonObject root)
    {
        if (root["devices"] is not JsonArray devices) return;
        for (var i = devices.Count - 1; i >= 0; i--)
        {
            if (devices[i] is JsonObject device && SiteDevices.Text(device, "driver") == SiteDevices.Ping && device["targets"] is JsonArray { Count: 0 }) devices.RemoveAt(i);
        }
    }

    private static JsonObject Json(OntEntry ont)
    {
        var target = new JsonObject { ["id"] = ont.Id, ["address"] = ont.Address };
        if (ont.Name is not null) target["name"] = ont.Name;
        if (ont.Latitude is not null) target["latitude"] = ont.Latitude;
        if (ont.Longitude is not null) target["longitude"] = ont.Longitude;
        return target;
    }

    private static OntEntry? Of(JsonObject target, string group) => SiteDevices.Text(target, "id") is { } id
        ? new OntEntry(id, SiteDevices.Text(target, "name"), SiteDevices.Text(target, "address") ?? "", Number(target, "latitude"), Number(target, "longitude"), group)
        : null;

    private static double? Number(JsonObject target, string key) => target[key] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
