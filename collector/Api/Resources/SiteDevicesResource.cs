using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.SiteCommands;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>A device of a site's config.</summary>
/// <param name="Id">Its id; of a group of pinged ONTs the group's.</param>
/// <param name="Driver">How it is polled.</param>
/// <param name="Url">Where it is.</param>
/// <param name="User">Its login.</param>
/// <param name="Targets">ONTs of a group.</param>
/// <param name="Entry">All that the config says of it; left out in lists.</param>
internal sealed record SiteDeviceView(string Id, string Driver, string? Url, string? User, int Targets, JsonElement? Entry);

/// <summary>A device that may be saved.</summary>
/// <param name="Entry">As the config would have it.</param>
/// <param name="Password">As it is typed; left out: the one that the site has.</param>
internal sealed record TryBody(JsonElement Entry, string? Password);

/// <summary>An ONT as it is sent.</summary>
internal sealed record OntBody(string Id, string? Name, string Address, double? Latitude, double? Longitude, string Group);

/// <summary><c>/sites/{id}/devices</c>, <c>/sites/{id}/onts</c>: the entries of a site's config, one by one. Each change is a new version of it.</summary>
internal static class SiteDevicesResource
{
    public static void MapSiteDevices(this RouteGroupBuilder v1)
    {
        v1.MapGet("/sites/{id}/devices", (ApiContext api, string id) => api.Read(db => SiteRow.Find(db, id)) is { } site
            ? Results.Ok(new EntryList<SiteDeviceView>([.. SiteDevices.All(site.ConfigJson).Select(entry => View(entry, null))])) : NoSite(id))
            .ForOperators().Gives<EntryList<SiteDeviceView>>("The devices that a site's config names").Refuses(404);

        v1.MapGet("/sites/{id}/devices/{device}", (ApiContext api, HttpContext http, string id, string device) => Find(api, id, device) is { } entry ? One(http, entry) : NoDevice(id, device))
            .ForOperators().Gives<SiteDeviceView>("One device; its ETag is what If-Match wants").Refuses(404);

        v1.MapPut("/sites/{id}/devices/{device}", async (ApiContext api, HttpContext http, string id, string device) =>
        {
            var (bytes, refused) = await JsonBody.BytesAsync(http.Request);
            if (bytes is null) return refused!;
            if (Entry(bytes) is not { } entry) return Problems.Invalid("", "is no JSON object", "send the entry as the config has it: {\"id\":\"olt-1\",\"driver\":\"hioso-epon\",\"url\":\"http://192.0.2.10\"}");
            entry[SiteDevices.IdKey(SiteDevices.Text(entry, "driver") ?? "")] ??= device;
            return api.Change((db, now) =>
            {
                if (SiteRow.Find(db, id) is not { } site) return NoSite(id);
                var before = SiteDevices.Find(site.ConfigJson, device);
                if (Edition.Refusal(http.Request, before?.Json, $"device {ConfigSection.Quoted(device)}") is { } stale) return stale;
                return Of(DeviceActions.Put(db, id, before?.Id, null, entry, Caller.Of(http.User), now), id,
                    () => One(http, SiteDevices.Find(SiteRow.Find(db, id)!.ConfigJson, SiteDevices.Id(entry)!)!));
            });
        }).ForAdmins().Accepts<JsonElement>("application/json").Gives<SiteDeviceView>("Make or change a device; its password goes to /sites/{id}/devices/{device}/secret").Refuses(400, 404, 409, 412, 413, 415);

        v1.MapDelete("/sites/{id}/devices/{device}", (ApiContext api, HttpContext http, string id, string device) => api.Change((db, now) =>
        {
            if (SiteDevices.Find(SiteRow.Find(db, id)?.ConfigJson, device) is not { } entry) return NoDevice(id, device);
            if (http.Request.Headers.IfMatch.Count > 0 && Edition.Refusal(http.Request, entry.Json, $"device {ConfigSection.Quoted(device)}") is { } stale) return stale;
            return Of(DeviceActions.Remove(db, id, device, null, Caller.Of(http.User), now), id, Results.NoContent);
        })).ForAdmins().GivesNothing("Remove a device; it can be put back for 30 days").Refuses(400, 404, 409, 412);

        v1.MapPost("/sites/{id}/devices/try", async (DeviceTest test, HttpContext http, string id) =>
        {
            var (bytes, refused) = await JsonBody.BytesAsync(http.Request);
            if (bytes is null) return refused!;
            if (Entry(bytes) is not { } body || body["entry"] is not JsonObject entry) return Problems.Invalid("entry", "is no JSON object", "send {\"entry\":{\"id\":\"olt-1\",\"driver\":\"hioso-epon\",\"url\":\"http://192.0.2.10\",\"user\":\"admin\"},\"password\":\"…\"}");
            var answer = await test.RunAsync(id, entry.ToJsonString(), SiteDevices.Text(body, "password"), Caller.Of(http.User));
            return answer is null ? NoSite(id) : SiteCommandsResource.Of(id, "try", answer);
        }).ForAdmins().Accepts<TryBody>("application/json").Gives<CommandView>("Have a site's agent ask a device before its entry is saved; the password goes sealed to its machine").Refuses(400, 404, 409, 413, 415, 429, 503, 504);

        MapOnts(v1);
    }

    /// <summary>What became of a change, as an answer.</summary>
    public static IResult Of(DeskResult result, string id, Func<IResult> done) => result switch
    {
        DeskResult.Done => done(),
        DeskResult.Invalid invalid => Problems.Invalid([.. invalid.Errors.Select(ApiError.Of)]),
        DeskResult.NotFound => NoSite(id),
        DeskResult.Refused { Reason: "enrolled" } => Problems.Of(
            StatusCodes.Status409Conflict, "A machine is this site", $"{id} would be back with its next heartbeat", "lock its machine out first: POST /api/v1/sites/ID/revoke"),
        DeskResult.Refused => Problems.Of(
            StatusCodes.Status409Conflict, "Its config was made at the POP", $"the agent of {id} runs a config that was made there, and the office has none: this would take all of it away", $"adopt it first: POST /api/v1/sites/{id}/config/adopt"),
        _ => Problems.Of(StatusCodes.Status412PreconditionFailed, "It was changed meanwhile", "it is not as you have read it", "read it again, and change that"),
    };

    private static void MapOnts(RouteGroupBuilder v1)
    {
        v1.MapGet("/sites/{id}/onts", (ApiContext api, string id) => api.Read(db => SiteRow.Find(db, id)) is { } site
            ? Results.Ok(new EntryList<OntBody>([.. SiteOnts.All(site.ConfigJson).Select(Body)])) : NoSite(id))
            .ForOperators().Gives<EntryList<OntBody>>("The ONTs that a site pings").Refuses(404);

        v1.MapPut("/sites/{id}/onts/{ont}", async (ApiContext api, HttpContext http, string id, string ont) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, section => ReadOnt(section, ont));
            if (body is null) return refused!;
            return api.Change((db, now) =>
            {
                if (SiteRow.Find(db, id) is not { } site) return NoSite(id);
                var before = SiteOnts.Find(site.ConfigJson, ont);
                if (Edition.Refusal(http.Request, before is null ? null : Json(Body(before)), $"ONT {ConfigSection.Quoted(ont)}") is { } stale) return stale;
                var entry = new OntEntry(body.Id, body.Name, body.Address, body.Latitude, body.Longitude, body.Group);
                return Of(DeviceActions.PutOnt(db, id, before?.Id, null, entry, Caller.Of(http.User), now), id, () => OneOnt(http, entry));
            });
        }).ForAdmins().Takes<OntBody>().Gives<OntBody>("Make or change an ONT").Refuses(400, 404, 409, 412);

        v1.MapGet("/sites/{id}/onts/{ont}", (ApiContext api, HttpContext http, string id, string ont) =>
            SiteOnts.Find(api.Read(db => SiteRow.Find(db, id))?.ConfigJson, ont) is { } entry ? OneOnt(http, entry) : NoDevice(id, ont))
            .ForOperators().Gives<OntBody>("One ONT; its ETag is what If-Match wants").Refuses(404);

        v1.MapDelete("/sites/{id}/onts/{ont}", (ApiContext api, HttpContext http, string id, string ont) => api.Change((db, now) =>
        {
            if (SiteOnts.Find(SiteRow.Find(db, id)?.ConfigJson, ont) is not { } entry) return NoDevice(id, ont);
            if (http.Request.Headers.IfMatch.Count > 0 && Edition.Refusal(http.Request, Json(Body(entry)), $"ONT {ConfigSection.Quoted(ont)}") is { } stale) return stale;
            return Of(DeviceActions.RemoveOnt(db, id, ont, null, Caller.Of(http.User), now), id, Results.NoContent);
        })).ForAdmins().GivesNothing("Remove an ONT; it can be put back for 30 days").Refuses(400, 404, 409, 412);
    }

    private static OntBody ReadOnt(ConfigSection section, string fixedId)
    {
        var (latitude, longitude) = Entries.EntryText.Place(section);
        var body = new OntBody(section.Text("id") ?? fixedId, Entries.EntryText.Line(section, "name"), section.Text("address", required: true) ?? "", latitude, longitude, section.Text("group") ?? "onts");
        section.Finish();
        return body;
    }

    private static OntBody Body(OntEntry ont) => new(ont.Id, ont.Name, ont.Address, ont.Latitude, ont.Longitude, ont.Group);

    private static string Json(OntBody ont) => JsonSerializer.Serialize(ont, ApiJson.Default.OntBody);

    private static IResult OneOnt(HttpContext http, OntEntry ont)
    {
        http.Response.Headers.ETag = Edition.Of(Json(Body(ont)));
        return Results.Ok(Body(ont));
    }

    private static DeviceEntry? Find(ApiContext api, string id, string device) => SiteDevices.Find(api.Read(db => SiteRow.Find(db, id))?.ConfigJson, device);

    private static JsonObject? Entry(byte[] bytes)
    {
        try
        {
            if (JsonNode.Parse(bytes) is not JsonObject entry) return null;
            _ = entry.ToJsonString();
            _ = entry.Count;
            return entry;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IResult One(HttpContext http, DeviceEntry entry)
    {
        http.Response.Headers.ETag = Edition.Of(entry.Json);
        using var json = JsonDocument.Parse(entry.Json);
        return Results.Ok(View(entry, json.RootElement.Clone()));
    }

    private static SiteDeviceView View(DeviceEntry entry, JsonElement? json) => new(entry.Id, entry.Driver, entry.Url, entry.User, entry.Targets, json);

    private static IResult NoSite(string id) => Problems.NotFound($"site {ConfigSection.Quoted(id)}", "/api/v1/sites");

    private static IResult NoDevice(string id, string device) => Problems.NotFound(string.Create(CultureInfo.InvariantCulture, $"{ConfigSection.Quoted(device)} in the config of {ConfigSection.Quoted(id)}"), "/api/v1/sites");
}
