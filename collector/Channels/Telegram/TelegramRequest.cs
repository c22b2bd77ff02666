using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.Telegram;

/// <summary>The calls of the Bot API that are used.</summary>
internal static class TelegramRequest
{
    private const int UpdatesAtOnce = 10;

    /// <summary>The token is part of the path; whatever else it holds cannot leave it.</summary>
    public static Uri At(Uri api, string token, string method) => ChannelRequest.At(api, $"/bot{Uri.EscapeDataString(token).Replace("%3A", ":", StringComparison.Ordinal)}/{method}");

    public static ChannelRequest Send(Uri api, string token, string to, OutgoingMessage message)
    {
        var body = new JsonObject
        {
            ["chat_id"] = to,
            ["text"] = MessageMarkup.TelegramHtml(message.Text),
            ["parse_mode"] = "HTML",
            ["link_preview_options"] = new JsonObject { ["is_disabled"] = true },
        };
        var buttons = message.Buttons.Where(button => Encoding.UTF8.GetByteCount(button.Id) is > 0 and <= MessageButton.MaxIdBytes).Take(MessageButton.MaxCount).ToList();
        if (buttons.Count > 0)
        {
            var row = new JsonArray([.. buttons.Select(button => new JsonObject { ["text"] = button.ShortTitle, ["callback_data"] = button.Id })]);
            body["reply_markup"] = new JsonObject { ["inline_keyboard"] = new JsonArray(row) };
        }

        return ChannelRequest.Json(At(api, token, "sendMessage"), body);
    }

    /// <summary>What came after <paramref name="cursor"/>; Telegram forgets what is before it.</summary>
    public static ChannelRequest Updates(Uri api, string token, string? cursor, TimeSpan wait)
    {
        var body = new JsonObject { ["limit"] = UpdatesAtOnce, ["timeout"] = (int)wait.TotalSeconds, ["allowed_updates"] = new JsonArray("message", "callback_query") };
        if (long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)) body["offset"] = offset;
        return ChannelRequest.Json(At(api, token, "getUpdates"), body);
    }

    public static ChannelRequest AnswerTap(Uri api, string token, string tap) =>
        ChannelRequest.Json(At(api, token, "answerCallbackQuery"), new JsonObject { ["callback_query_id"] = tap });
}
