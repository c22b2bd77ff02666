using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>The parts of Telegram's Bot API besides sending: who the bot is, and what people wrote to it.</summary>
public sealed class TelegramChats
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, JsonObject> _updates = [];
    private long _last = 500;
    private long _lastMessage = 39;

    /// <summary>The taps on buttons that were answered.</summary>
    public ConcurrentQueue<string> AnsweredTaps { get; } = new();

    /// <summary>Somebody writes. Returns the update's number.</summary>
    public long Write(long chat, long from, string text) => Add(new JsonObject
    {
        ["message"] = new JsonObject
        {
            ["message_id"] = Interlocked.Increment(ref _lastMessage),
            ["from"] = new JsonObject { ["id"] = from, ["is_bot"] = false },
            ["chat"] = new JsonObject { ["id"] = chat, ["type"] = chat < 0 ? "supergroup" : "private" },
            ["date"] = 1_771_854_964,
            ["text"] = text,
        },
    });

    /// <summary>Somebody taps a button below message 41.</summary>
    public long Tap(long chat, long from, string data, string tap) => Add(new JsonObject
    {
        ["callback_query"] = new JsonObject
        {
            ["id"] = tap,
            ["from"] = new JsonObject { ["id"] = from, ["is_bot"] = false },
            ["message"] = new JsonObject { ["message_id"] = 41, ["chat"] = new JsonObject { ["id"] = chat, ["type"] = chat < 0 ? "supergroup" : "private" } },
            ["data"] = data,
        },
    });

    internal void Map(WebApplication app, string key)
    {
        app.MapGet("/bot{token}/getMe", (string token) => token == key
            ? Json(new JsonObject { ["ok"] = true, ["result"] = new JsonObject { ["id"] = 1, ["is_bot"] = true, ["username"] = "EdgeNocBot" } })
            : Results.Json(new { ok = false, error_code = 401, description = "Unauthorized" }, statusCode: 401));
        app.MapPost("/bot{token}/getUpdates", async (HttpRequest request, string token) => token == key
            ? Json(Updates(await GatewayRequest.ReadAsync(request, request.HttpContext.RequestAborted)))
            : Results.Json(new { ok = false, error_code = 401, description = "Unauthorized" }, statusCode: 401));
        app.MapPost("/bot{token}/answerCallbackQuery", async (HttpRequest request) =>
        {
            AnsweredTaps.Enqueue((await GatewayRequest.ReadAsync(request, request.HttpContext.RequestAborted)).Json("callback_query_id") ?? "");
            return Json(new JsonObject { ["ok"] = true, ["result"] = true });
        });
    }

    private long Add(JsonObject update)
    {
        lock (_gate)
        {
            update["update_id"] = ++_last;
            _updates[_last] = update;
            return _last;
        }
    }

    /// <summary>What is before the offset is forgotten.</summary>
    private JsonObject Updates(GatewayRequest request)
    {
        var offset = long.Parse(request.Json("offset") ?? "0", CultureInfo.InvariantCulture);
        var limit = int.Parse(request.Json("limit") ?? "100", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            foreach (var old in _updates.Keys.Where(id => id < offset).ToList()) _updates.Remove(old);
            return new JsonObject { ["ok"] = true, ["result"] = new JsonArray([.. _updates.Values.Take(limit).Select(update => update.DeepClone())]) };
        }
    }

    private static IResult Json(JsonObject body) => Results.Content(body.ToJsonString(), "application/json");
}
