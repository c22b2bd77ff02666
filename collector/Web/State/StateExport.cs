using System.Globalization;
using System.Text.Json;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Map;

namespace EdgeNoc.Collector.Web.State;

/// <summary>All that the office keeps, as one JSON document written while it is read; <see cref="StateImport"/> takes it again. Passwords of people and devices, tokens and keys are in none of it.</summary>
internal static class StateExport
{
    private const int FlushBytes = 256 << 10;

    public static async Task WriteAsync(ApiContext api, HttpResponse response, CancellationToken ct)
    {
        response.ContentType = "application/json";
        response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"edgenoc-{api.Now.UtcDateTime:yyyyMMdd-HHmm}.json\"");
        var body = response.BodyWriter;
        await using var json = new Utf8JsonWriter(body, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("exported_at", api.Now.UtcDateTime);
        var sites = api.Read(SiteEntries.All);
        json.WriteStartArray("sites");
        foreach (var site in sites)
        {
            Site(json, site, api.Read(db => SiteRow.Find(db, site.Id)?.ConfigJson));
            await FlushAsync(json, response, ct);
        }

        json.WriteEndArray();
        foreach (var kind in PeopleResources.All) List(json, kind.Path, api.Read(kind.Entries).Select(entry => entry.Json));
        List(json, "templates", api.Read(TemplateStore.All).Select(StateEntries.Template));
        List(json, "silences", api.Read(StateEntries.Silences).Select(StateEntries.Text));
        List(json, "groups", api.Read(GroupStore.All).Select(DeskJson.Of));
        List(json, "places", api.Read(PlaceStore.All).OrderBy(place => place.Site, StringComparer.Ordinal).ThenBy(place => place.Device, StringComparer.Ordinal).ThenBy(place => place.Entity, StringComparer.Ordinal).Select(StateEntries.Text));
        List(json, "users", api.Read(UserStore.All).Select(StateEntries.User));
        json.WriteStartArray("onus");

        // Site by site: events and messages wait for no long read.
        foreach (var site in sites)
        {
            foreach (var onu in api.Read(db => db.Query<OnuRow>("SELECT site, device, entity, pon, name, mac, serial, status, first_seen_ms, last_seen_ms, gone_ms FROM onus WHERE site = @Id ORDER BY device, entity", new { site.Id })))
            {
                Onu(json, onu);
                if (json.BytesPending > FlushBytes) await FlushAsync(json, response, ct);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await FlushAsync(json, response, ct);
    }

    private static async Task FlushAsync(Utf8JsonWriter json, HttpResponse response, CancellationToken ct)
    {
        await json.FlushAsync(ct);
        await response.BodyWriter.FlushAsync(ct);
    }

    private static void Site(Utf8JsonWriter json, SiteView site, string? config)
    {
        json.WriteStartObject();
        json.WriteString("id", site.Id);
        Text(json, "title", site.Title);
        Text(json, "time_zone", site.TimeZone);
        Text(json, "language", site.Language);
        Text(json, "gateway", site.Gateway);
        if (site.Latitude is { } latitude) json.WriteNumber("latitude", latitude);
        if (site.Longitude is { } longitude) json.WriteNumber("longitude", longitude);
        if (config is not null)
        {
            json.WritePropertyName("config");
            using var document = JsonDocument.Parse(config);
            document.RootElement.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void List(Utf8JsonWriter json, string name, IEnumerable<string> entries)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries)
        {
            using var document = JsonDocument.Parse(entry);
            document.RootElement.WriteTo(json);
        }

        json.WriteEndArray();
    }

    private static void Onu(Utf8JsonWriter json, OnuRow onu)
    {
        json.WriteStartObject();
        json.WriteString("site", onu.Site);
        json.WriteString("device", onu.Device);
        json.WriteString("entity", onu.Entity);
        Text(json, "name", onu.Name);
        Text(json, "mac", onu.Mac);
        Text(json, "serial", onu.Serial);
        Text(json, "status", onu.Status);
        json.WriteString("first_seen_at", DbTime.Time(onu.FirstSeenMs).UtcDateTime);
        json.WriteString("last_seen_at", DbTime.Time(onu.LastSeenMs).UtcDateTime);
        if (onu.GoneMs is { } gone) json.WriteString("gone_at", DbTime.Time(gone).UtcDateTime);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string key, string? text)
    {
        if (text is not null) json.WriteString(key, text);
    }

    private sealed record OnuRow
    {
        public string Site { get; init; } = "";
        public string Device { get; init; } = "";
        public string Entity { get; init; } = "";
        public string? Name { get; init; }
        public string? Mac { get; init; }
        public string? Serial { get; init; }
        public string? Status { get; init; }
        public long FirstSeenMs { get; init; }
        public long LastSeenMs { get; init; }
        public long? GoneMs { get; init; }
    }
}
