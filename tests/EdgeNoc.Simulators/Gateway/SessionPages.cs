using System.Text.Json.Nodes;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>Where providers say whether their telephone is linked.</summary>
internal static class SessionPages
{
    public static void Map(WebApplication app, GatewayServer gateway, string key)
    {
        app.MapPost("/device", (HttpRequest request) => Json(request.Headers.Authorization == key
            ? new JsonObject { ["device"] = "628111222333", ["device_status"] = gateway.IsLinked ? "connect" : "disconnect", ["quota"] = "970", ["status"] = true }
            : new JsonObject { ["status"] = false, ["reason"] = "token invalid" }));
        app.MapGet("/api/sessions/{name}", (HttpRequest request, string name) => request.Headers["X-Api-Key"] == key
            ? Json(new JsonObject { ["name"] = name, ["status"] = gateway.IsLinked ? "WORKING" : "SCAN_QR_CODE" })
            : Results.Json(new { message = "Unauthorized", statusCode = 401 }, statusCode: 401));
        app.MapGet("/instance/connectionState/{instance}", (HttpRequest request, string instance) => request.Headers["apikey"] == key
            ? Json(new JsonObject { ["instance"] = new JsonObject { ["instanceName"] = instance, ["state"] = gateway.IsLinked ? "open" : "close" } })
            : Results.Json(new { status = 401, error = "Unauthorized" }, statusCode: 401));
    }

    private static IResult Json(JsonObject body) => Results.Content(body.ToJsonString(), "application/json");
}
