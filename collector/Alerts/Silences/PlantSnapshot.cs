using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>An ONU as its OLT listed it.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="Device">Its OLT.</param>
/// <param name="Entity">Its slot: <c>onu/0/3:17</c>.</param>
/// <param name="Name">The customer's; null: it has none.</param>
/// <param name="IsUp">Whether it was up.</param>
/// <param name="RxDbm">Its level; null: not known.</param>
internal sealed record OnuSight(string Site, string Device, string Entity, string? Name, bool IsUp, double? RxDbm);

/// <summary>How the ONUs are that a maintenance covers, by the newest lists of their OLTs.</summary>
internal static class PlantSnapshot
{
    /// <summary>More than that is no maintenance but a network.</summary>
    private const int Most = 20_000;

    private sealed record ListRow
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public string ContentJson { get; init; } = "";
    }

    /// <summary>Reads the lists; of the matchers only those count that say where.</summary>
    public static IReadOnlyList<OnuSight> Take(Db db, IReadOnlyList<Matcher> matchers)
    {
        var where = matchers.Where(matcher => matcher.Name is "site" or "device" or "entity" or "pon").ToList();
        var lists = db.Query<ListRow>("SELECT site, device FROM tables WHERE name = 'onus' ORDER BY site, device");
        var sights = new List<OnuSight>();
        foreach (var list in lists.Where(list => Covers(where, new MatchFields { Site = list.Site, Device = list.Device }, "site", "device")))
        {
            var json = db.First<string>("SELECT content_json FROM tables WHERE site = @Site AND device = @Device AND name = 'onus'", new { list.Site, list.Device });
            if (JsonSerializer.Deserialize(json ?? "null", WireJson.Default.TableMessage) is not { } table) continue;
            sights.AddRange(new TableRows(table).All.Select(row => Sight(list, row)).OfType<OnuSight>().Where(sight => Covers(where, Fields(sight), "entity", "pon")));
            if (sights.Count >= Most) break;
        }

        return sights.Count <= Most ? sights : sights[..Most];
    }

    public static string Write(IReadOnlyList<OnuSight> sights) => JsonSerializer.Serialize(sights, PlantJson.Default.IReadOnlyListOnuSight);

    public static IReadOnlyList<OnuSight>? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, PlantJson.Default.IReadOnlyListOnuSight);

    private static bool Covers(List<Matcher> where, MatchFields fields, params ReadOnlySpan<string> names)
    {
        foreach (var matcher in where)
        {
            if (names.Contains(matcher.Name) && !matcher.Matches(fields.Value(matcher.Name))) return false;
        }

        return true;
    }

    private static MatchFields Fields(OnuSight sight)
    {
        var (slot, colon) = (sight.Entity, sight.Entity.LastIndexOf(':'));
        return new MatchFields { Site = sight.Site, Device = sight.Device, Entity = slot, Pon = colon > 4 && slot.StartsWith("onu/", StringComparison.Ordinal) ? slot[4..colon] : "" };
    }

    private static OnuSight? Sight(ListRow list, TableRow row)
    {
        if (row.Text("entity") is not { } entity || row.Text("status") is not { } status || status == "unknown") return null;
        var hasLevel = double.TryParse(row.Text("rx_dbm"), NumberStyles.Float, CultureInfo.InvariantCulture, out var rx) && double.IsFinite(rx);
        return new OnuSight(list.Site, list.Device, entity, row.Text("name"), status == "up", hasLevel ? rx : null);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<OnuSight>))]
internal sealed partial class PlantJson : JsonSerializerContext;
