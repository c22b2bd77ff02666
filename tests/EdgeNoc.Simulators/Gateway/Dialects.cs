using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>The providers besides MPWA, each by the path that it has.</summary>
internal static class Dialects
{
    public static IReadOnlyList<Dialect> All { get; } =
    [
        new("meta-cloud", "/{version}/{number}/messages",
            (request, key) => request.Header("Authorization") == $"Bearer {key}",
            request => new(request.Path.Split('/')[^2], request.Json("to"), MetaText(request)),
            (id, wanted) => Ok(new JsonObject
            {
                ["messaging_product"] = "whatsapp",
                ["contacts"] = new JsonArray(new JsonObject { ["input"] = wanted.To, ["wa_id"] = wanted.To }),
                ["messages"] = new JsonArray(new JsonObject { ["id"] = id }),
            }),
            reason => new(400, new JsonObject { ["error"] = new JsonObject { ["message"] = reason, ["type"] = "OAuthException", ["code"] = 131000, ["error_data"] = new JsonObject { ["details"] = reason } } }))
        {
            IdOf = number => $"wamid.{number:000}",
        },
        new("fonnte", "/send",
            (request, key) => request.Header("Authorization") == key,
            request => new("device", request.Form("target"), request.Form("message")),
            (id, wanted) => Ok(new JsonObject
            {
                ["detail"] = "success! message in queue",
                ["id"] = new JsonArray(id),
                ["process"] = "pending",
                ["requestid"] = 2937124,
                ["status"] = true,
                ["target"] = new JsonArray(wanted.To),
            }),
            reason => Ok(new JsonObject { ["Status"] = false, ["reason"] = reason }))
        {
            IdOf = number => (80_367_170 + number).ToString(CultureInfo.InvariantCulture),
        },
        new("waha", "/api/sendText",
            (request, key) => request.Header("X-Api-Key") == key,
            request => new(request.Json("session") ?? "", request.Json("chatId"), request.Json("text")),
            (id, wanted) => new(201, new JsonObject { ["id"] = $"true_{wanted.To}_{id}", ["timestamp"] = 1_771_854_964, ["fromMe"] = true, ["ack"] = 1 }),
            reason => new(422, new JsonObject { ["statusCode"] = 422, ["message"] = reason, ["session"] = "default" }))
        {
            IdOf = number => $"3EB0{number:X8}",
        },
        new("evolution", "/message/sendText/{instance}",
            (request, key) => request.Header("apikey") == key,
            request => new(request.Last, request.Json("number"), request.Json("text")),
            (id, wanted) => new(201, new JsonObject
            {
                ["key"] = new JsonObject { ["remoteJid"] = $"{wanted.To}@s.whatsapp.net", ["fromMe"] = true, ["id"] = id },
                ["messageTimestamp"] = "1771854964",
                ["status"] = "PENDING",
            }),
            reason => new(400, new JsonObject { ["status"] = 400, ["error"] = "Bad Request", ["response"] = new JsonObject { ["message"] = new JsonArray(reason) } }))
        {
            IdOf = number => $"BAE5{number:X8}",
        },
        new("telegram", "/bot{token}/sendMessage",
            (request, key) => request.Path.StartsWith($"/bot{key}/", StringComparison.Ordinal),
            request => new("bot", request.Json("chat_id"), request.Json("text")),
            (id, wanted) => Ok(new JsonObject
            {
                ["ok"] = true,
                ["result"] = new JsonObject { ["message_id"] = int.Parse(id, CultureInfo.InvariantCulture), ["chat"] = new JsonObject { ["id"] = Chat(wanted) }, ["text"] = wanted.Text },
            }),
            reason => new(500, new JsonObject { ["ok"] = false, ["error_code"] = 500, ["description"] = reason }))
        {
            IdOf = number => number.ToString(CultureInfo.InvariantCulture),
        },
        new("webhook", "/alerts",
            (request, key) => request.Header("Authorization") == $"Bearer {key}",
            request => new("edgenoc", request.Json("receiver"), request.Json("commonAnnotations.description")),
            (_, _) => Ok(new JsonObject()),
            reason => new(503, new JsonObject { ["error"] = reason })),
        new("http", "/call",
            (request, key) => request.Header("X-Key") == key,
            request => new("edgenoc", request.Json("to"), request.Json("text")),
            (id, _) => Ok(new JsonObject { ["result"] = "queued", ["call"] = new JsonObject { ["id"] = id } }),
            reason => Ok(new JsonObject { ["result"] = reason }))
        {
            IdOf = number => $"call-{number}",
        },
    ];

    private static GatewayAnswer Ok(JsonObject body) => new(200, body);

    private static JsonNode Chat(Wanted wanted) => long.TryParse(wanted.To, CultureInfo.InvariantCulture, out var id) ? id : wanted.To ?? "";

    /// <summary>What a person sees of one of the three shapes.</summary>
    private static string? MetaText(GatewayRequest request) => request.Json("type") switch
    {
        "text" => request.Json("text.body"),
        "interactive" => request.Json("interactive.body.text"),
        "template" => request.Json("template.components.parameters.text"),
        _ => null,
    };
}
