using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Seed;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Map;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Web.State;

/// <summary>A document of the whole state, read and checked as far as that goes without the database.</summary>
internal sealed record StateDocument
{
    public AlertingSeed Seed { get; init; } = new();

    /// <summary>What sites are told to poll, by their ids.</summary>
    public IReadOnlyDictionary<string, string> Configs { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Who made each of the seed's silences, by their order; those that are over are in neither.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
    public IReadOnlyList<CustomerGroup> Groups { get; init; } = [];
    public IReadOnlyList<Place> Places { get; init; } = [];
    public IReadOnlyList<StateUser> Users { get; init; } = [];

    /// <summary>ONUs that are listed; they come by themselves with the next list of their OLT.</summary>
    public int Onus { get; init; }

    private const string File = "state";

    /// <summary>All of it, or all that is wrong with it.</summary>
    /// <param name="json">As <see cref="StateExport"/> writes it, or less: what is left out is left as it is.</param>
    /// <param name="known">What it may refer to besides what is in it.</param>
    /// <param name="now">What times are checked against.</param>
    public static ConfigLoad<StateDocument> Read(byte[] json, Known known, DateTimeOffset now)
    {
        JsonObject root;
        try
        {
            root = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("it is no object in braces");
            _ = root.Count;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return Wrong("", $"cannot be read: {error.Message.Split(" Path:")[0]}", "send the file as it was exported");
        }

        var errors = new List<ConfigError>();
        root.Remove("exported_at");
        var configs = TakeConfigs(root, errors);
        var document = new StateDocument
        {
            Configs = configs,
            Authors = TakeAuthors(root, now),
            Onus = Take(root, "onus")?.Count ?? 0,
            Groups = All(Take(root, "groups"), "groups", DeskJson.Default.CustomerGroup, errors, group => group is { Id: not null, Category: not null, Subcategory: not null, Name: not null, Site: not null, Members: not null }),
            Places = All(Take(root, "places"), "places", StateEntries.Default.Place, errors, place => place is { Site.Length: > 0, Device.Length: > 0, Entity.Length: > 0 } && (place.Latitude is null || IsOnEarth(place))),
            Users = All(Take(root, "users"), "users", StateEntries.Default.StateUser, errors, user => User.IsId(user.Id) && user.Name is { Length: > 0 and <= 256 } && UserRoles.Parse(user.Role) is not null),
        };
        var load = ConfigFile.Parse(Encoding.UTF8.GetBytes(root.ToJsonString()), File, (section, _) => AlertingFile.Read(section, known, now));
        errors.AddRange(load.Errors);
        return errors.Count > 0 || load.Config is not { } seed ? new ConfigLoad<StateDocument>(null, errors, []) : new ConfigLoad<StateDocument>(document with { Seed = seed }, [], load.Warnings);
    }

    private static bool IsOnEarth(Place place) => place is { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 };

    private static Dictionary<string, string> TakeConfigs(JsonObject root, List<ConfigError> errors)
    {
        var configs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, entry) in (root["sites"] as JsonArray ?? []).Index())
        {
            if (entry is not JsonObject site || site["config"] is not { } config) continue;
            site.Remove("config");
            if (config is JsonObject && site["id"] is JsonValue id && id.TryGetValue(out string? text)) configs[text] = config.ToJsonString();
            else errors.Add(new ConfigError(File, $"sites[{index}].config", null, "is no object in braces", "write what the site's agent is to poll"));
        }

        return configs;
    }

    private static List<string> TakeAuthors(JsonObject root, DateTimeOffset now)
    {
        var authors = new List<string>();
        foreach (var silence in (root["silences"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var author = silence["author"] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
            silence.Remove("author");

            // Those that are over are left out of the seed as well.
            if (silence["ends"] is not JsonValue ends || !ends.TryGetValue(out string? end) || !IsoTime.TryParse(end, out var time) || time > now) authors.Add(author);
        }

        return authors;
    }

    private static JsonArray? Take(JsonObject root, string key)
    {
        var list = root[key] as JsonArray;
        if (list is not null || root[key] is null) root.Remove(key);
        return list;
    }

    private static List<T> All<T>(JsonArray? list, string key, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, List<ConfigError> errors, Func<T, bool> isGood)
        where T : class
    {
        var entries = new List<T>();
        foreach (var (index, node) in (list ?? []).Index())
        {
            try
            {
                if (node.Deserialize(type) is { } entry && isGood(entry))
                {
                    entries.Add(entry);
                    continue;
                }
            }
            catch (JsonException)
            {
                // It is listed below.
            }

            errors.Add(new ConfigError(File, $"{key}[{index}]", null, "cannot be read", "write it as the export does"));
        }

        return entries;
    }

    private static ConfigLoad<StateDocument> Wrong(string path, string problem, string remedy) => new(null, [new ConfigError(File, path, null, problem, remedy)], []);
}
