using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Import;

namespace EdgeNoc.Collector.Web.State;

/// <summary>What a row did.</summary>
internal enum RowFate
{
    New,
    Changed,
    Same,
}

/// <summary>Where a row is taken into.</summary>
internal sealed record TableTarget(Db Db, ApiContext Api, Actor Actor, DateTimeOffset Now);

/// <summary>A table that can be imported.</summary>
/// <param name="Name">In the address: <c>sites</c>.</param>
/// <param name="Columns">The names that its header may have.</param>
/// <param name="Needed">Those that it must have.</param>
/// <param name="MayHaveMore">Further columns are keys of the entry.</param>
/// <param name="Id">What of a row there can be only one of.</param>
/// <param name="Check">What is wrong with a row at first sight; null: nothing.</param>
/// <param name="Take">Makes or changes what a row says, or says what is wrong with it.</param>
internal sealed record ImportTable(
    string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Needed, bool MayHaveMore, Func<Func<string, string>, string> Id,
    Func<Func<string, string>, string?> Check, Func<TableTarget, IReadOnlyDictionary<string, string>, (RowFate Fate, IReadOnlyList<ConfigError> Errors)> Take);

/// <summary>The tables, each read by the reader that the API has for its entries.</summary>
internal static class ImportTables
{
    private static readonly string[] AddressColumns = ["channel", "address"];

    public static IReadOnlyList<ImportTable> All { get; } =
    [
        new("sites", ["id", "title", "time_zone", "language", "gateway", "latitude", "longitude"], ["id"], false, cell => cell("id"), cell => Topics.IsSiteId(cell("id")) ? null : $"{ImportFinding.Shown(cell("id"))} is no site id", Site),
        new("devices", ["site", "id", "driver", "url", "user"], ["site", "id", "driver"], true, cell => $"{cell("site")}/{cell("id")}", cell => !Topics.IsSiteId(cell("site")) ? $"{ImportFinding.Shown(cell("site"))} is no site id" : Topics.IsName(cell("id")) ? null : $"{ImportFinding.Shown(cell("id"))} is no device id", Device),
        new("contacts", ["id", "name", "language", "time_zone", "role", "quiet_from", "quiet_to", "quiet_min_severity", .. AddressColumns, "channel_2", "address_2"], ["id"], false, cell => cell("id"), cell => Topics.IsName(cell("id")) ? null : $"{ImportFinding.Shown(cell("id"))} cannot be an id", Contact),
        new("groups", ["id", "category", "subcategory", "name", "site", "of_what", "is_splitter", "rule", "members"], ["category", "name", "site"], false, cell => cell("id") is { Length: > 0 } id ? id : $"{cell("site")}/{cell("category")}/{cell("subcategory")}/{cell("name")}", cell => Topics.IsSiteId(cell("site")) ? null : $"{ImportFinding.Shown(cell("site"))} is no site id", Group),
    ];

    public static ImportTable? Find(string? name) => All.FirstOrDefault(table => table.Name == name);

    private static (RowFate, IReadOnlyList<ConfigError>) Site(TableTarget to, IReadOnlyDictionary<string, string> row)
    {
        var json = new JsonObject();
        foreach (var (key, text) in row) json[key] = key is "latitude" or "longitude" ? Degrees(text) : text;
        var load = Parse(json, section => SiteReader.Read(section));
        if (load.Config is not { } site) return (RowFate.Same, load.Errors);
        var before = SiteEntries.Find(to.Db, site.Id) is { } found ? JsonSerializer.Serialize(new SiteEntry(found.Id, found.Title, found.TimeZone, found.Language, found.Gateway, found.Latitude, found.Longitude), ApiJson.Default.SiteEntry) : null;
        var after = JsonSerializer.Serialize(site, ApiJson.Default.SiteEntry);
        if (before == after) return (RowFate.Same, []);
        SiteEntries.Put(to.Db, site, to.Now);
        ChangeLog.Note(to.Db, to.Now, to.Actor, "site.put", site.Id, before, after);
        return (before is null ? RowFate.New : RowFate.Changed, []);
    }

    private static (RowFate, IReadOnlyList<ConfigError>) Device(TableTarget to, IReadOnlyDictionary<string, string> row)
    {
        var (site, id) = (row.GetValueOrDefault("site", ""), row.GetValueOrDefault("id", ""));
        if (SiteRow.Find(to.Db, site) is not { } found) return Wrong("site", site, "is no site", "make it first, or import the sites before");
        if (DriverForms.Find(row.GetValueOrDefault("driver")) is not { } form || form.Driver == SiteDevices.Ping)
            return Wrong("driver", row.GetValueOrDefault("driver", ""), "is no driver of a device", $"write one of {string.Join(", ", DriverForms.All.Select(one => one.Driver).Where(driver => driver != SiteDevices.Ping))}");
        if (row.Keys.FirstOrDefault(key => key is not ("site" or "driver") && form.Fields.All(field => field.Key != key)) is { } unknown)
            return Wrong(unknown, row[unknown], $"is no key of {form.Driver}", $"it has {string.Join(", ", form.Fields.Select(field => field.Key))}");
        var device = DriverForms.Read(form, key => row.GetValueOrDefault(key), null, null);
        var before = SiteDevices.Find(found.ConfigJson, id);

        // What the list says nothing of stays as it is.
        if (before is not null) foreach (var (key, value) in SiteDevices.Root(before.Json)) if (!device.ContainsKey(key)) device[key] = value?.DeepClone();
        if (before is not null && JsonNode.DeepEquals(SiteDevices.Root(before.Json), device)) return (RowFate.Same, []);
        return DeviceActions.Put(to.Db, site, before is null ? null : id, null, device, to.Actor, to.Now) switch
        {
            DeskResult.Done => (before is null ? RowFate.New : RowFate.Changed, []),
            DeskResult.Invalid invalid => (RowFate.Same, invalid.Errors),
            DeskResult.Refused => Wrong("site", site, "runs what was made there, and the office has no config of it", $"adopt that first: edgenoc-collector site adopt {site}"),
            _ => Wrong("id", id, "was changed meanwhile", "import the list again"),
        };
    }

    private static (RowFate, IReadOnlyList<ConfigError>) Contact(TableTarget to, IReadOnlyDictionary<string, string> row)
    {
        var json = new JsonObject();
        foreach (var key in (string[])["id", "name", "language", "time_zone", "role"]) if (row.TryGetValue(key, out var text)) json[key] = text;
        if (row.ContainsKey("quiet_from") || row.ContainsKey("quiet_to"))
        {
            var quiet = new JsonObject { ["from"] = row.GetValueOrDefault("quiet_from", ""), ["to"] = row.GetValueOrDefault("quiet_to", "") };
            if (row.TryGetValue("quiet_min_severity", out var severity)) quiet["min_severity"] = severity;
            json["quiet"] = quiet;
        }

        var addresses = new JsonArray();
        foreach (var suffix in (string[])["", "_2"]) if (row.TryGetValue($"address{suffix}", out var address)) addresses.Add(new JsonObject { ["channel"] = row.GetValueOrDefault($"channel{suffix}") ?? (to.Api.Channels is [var only, ..] ? only.Channel.Id : ""), ["address"] = address });
        json["addresses"] = addresses;
        var editable = PeopleResources.Find("contact")!;
        var id = row.GetValueOrDefault("id", "");
        var before = editable.Entries(to.Db).FirstOrDefault(entry => entry.Id == id)?.Json;
        var result = editable.PutJson(to.Db, to.Api, id, before is null ? null : Api.Http.Edition.Of(before), Encoding.UTF8.GetBytes(json.ToJsonString()), to.Actor, to.Now);
        if (result is DeskResult.Invalid invalid) return (RowFate.Same, invalid.Errors);
        return (before is null ? RowFate.New : editable.Entries(to.Db).First(entry => entry.Id == id).Json == before ? RowFate.Same : RowFate.Changed, []);
    }

    private static (RowFate, IReadOnlyList<ConfigError>) Group(TableTarget to, IReadOnlyDictionary<string, string> row)
    {
        string Text(string key) => row.GetValueOrDefault(key, "");
        var members = new List<GroupMember>();
        foreach (var line in Text("members").Split([';', '\n', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (GroupMember.Parse(line) is not { } member) return Wrong("members", line, "cannot be a member", "write a MAC, serial, 0/3:17 or account, the device and a blank before it if it matters, and ; between them");
            members.Add(member);
        }

        if (Text("of_what") is not ("" or "onus" or "accounts")) return Wrong("of_what", Text("of_what"), "is not known here", "write onus or accounts");
        var known = GroupStore.All(to.Db).FirstOrDefault(group => Text("id").Length > 0 ? group.Id == Text("id") : (group.Site, group.Category, group.Subcategory, group.Name) == (Text("site"), Text("category"), Text("subcategory"), Text("name")));
        var wanted = new CustomerGroup(
            known?.Id ?? Text("id"), Text("category"), Text("subcategory"), Text("name"), Text("site"), Text("of_what") == "accounts", Text("is_splitter").ToLowerInvariant() is "true" or "yes" or "1",
            row.GetValueOrDefault("rule"), [.. members.Distinct().OrderBy(member => member.Device, StringComparer.Ordinal).ThenBy(member => member.Name, StringComparer.Ordinal)]);
        if (known is not null && DeskJson.Of(known) == DeskJson.Of(wanted)) return (RowFate.Same, []);
        return GroupActions.Put(to.Db, wanted, null, to.Actor, to.Now).Result is DeskResult.Invalid invalid ? (RowFate.Same, invalid.Errors) : (known is null ? RowFate.New : RowFate.Changed, []);
    }

    private static JsonNode Degrees(string text) => double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : text;

    private static ConfigLoad<T> Parse<T>(JsonObject json, Func<ConfigSection, T> read)
        where T : class => ConfigFile.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()), "row", (section, _) => read(section));

    private static (RowFate, IReadOnlyList<ConfigError>) Wrong(string key, string value, string problem, string remedy) => (RowFate.Same, [new ConfigError("row", key, ConfigSection.Quoted(value), problem, remedy)]);
}
