using System.Text.Json;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>How a site is spoken of: its name, its clocks, its language. Told by its agent, or set in the office, which wins.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="Title">What people call it; empty: nobody said.</param>
/// <param name="Zone">UTC when nobody said, or when this machine does not know it.</param>
/// <param name="UnknownZone">The name of a zone that this machine does not know.</param>
/// <param name="Language"><c>id</c>, <c>pt</c>, <c>en</c>; null: nobody said.</param>
/// <param name="Olts">How many OLTs its agent polls; null: it did not say.</param>
/// <param name="Skew">The agent's clock less the collector's, by its last message; null: unknown.</param>
internal sealed record SiteProfile(string Site, string Title, TimeZoneInfo Zone, string? UnknownZone, string? Language, int? Olts, TimeSpan? Skew)
{
    /// <summary>What operators grouped as splitters.</summary>
    public IReadOnlyList<CustomerGroup> Splitters { get; init; } = [];

    public static SiteProfile Of(Db db, string site) =>
        Of(db.First<Row>("SELECT site, title, time_zone, language, devices_json, skew_ms FROM sites WHERE site = @site", new { site }) ?? new Row { Site = site }) with { Splitters = GroupStore.Splitters(db, site) };

    /// <summary>For a reader of this language; null: the site's own, and English where nobody said.</summary>
    public MessageStyle Style(string? language = null) => new(language ?? Language ?? "en", Zone) { UnknownZone = UnknownZone };

    private static SiteProfile Of(Row row)
    {
        var (zone, unknown) = SiteTime.Zone(row.TimeZone);
        var title = row.Title is { } text && text != row.Site ? text : "";
        return new SiteProfile(row.Site, title, zone, unknown, row.Language, OltsOf(row.DevicesJson), row.SkewMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null);
    }

    private static int? OltsOf(string? devicesJson) => devicesJson is null
        ? null
        : JsonSerializer.Deserialize(devicesJson, WireJson.Default.IReadOnlyListStatusDevice)?.Count(device => device.Kind == "olt");

    private sealed record Row
    {
        public string Site { get; init; } = "";
        public string? Title { get; init; }
        public string? TimeZone { get; init; }
        public string? Language { get; init; }
        public string? DevicesJson { get; init; }
        public long? SkewMs { get; init; }
    }
}
