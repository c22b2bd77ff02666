using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;

namespace EdgeNoc.Collector.Channels.Telegram;

/// <summary>What people wrote to the bot, whether Telegram calls or is asked: texts, and taps on buttons.</summary>
internal static partial class TelegramUpdates
{
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    public static WebhookVerdict ReadCall(TelegramSettings settings, WebhookRequest request)
    {
        if (WebhookSecret.HeaderProblem(request, SecretHeader, settings.WebhookSecret) is { } problem) return new WebhookVerdict.Refused(problem);
        return JsonPeek.Object<WebhookVerdict>(request.Body, update =>
        {
            var message = Message(settings.Channel.Id, update, request.ReceivedAt);

            // The answer may be a call itself: without this one the button shows for a minute that it works.
            var answer = message?.ButtonId is null ? null : new JsonObject { ["method"] = "answerCallbackQuery", ["callback_query_id"] = message.MessageId };
            return new WebhookVerdict.Accepted(WebhookProof.Secret, message is null ? [] : [message], [], Answer: answer?.ToJsonString());
        }) ?? new WebhookVerdict.Refused("it is no JSON object");
    }

    public static PollOutcome ReadPoll(string channel, string? cursor, HttpAnswer.Answered answer, DateTimeOffset now) => JsonPeek.Object<PollOutcome>(answer.Body, root =>
    {
        if (root.Flag("ok") != true)
        {
            var remedy = root.Integer("error_code") == 409 ? "; another program asks for this bot's messages, or a webhook is set: end the one, or delete the other with deleteWebhook" : "; check token_file";
            return new PollOutcome.Failed($"Telegram says: {TelegramReply.Description(root)}{remedy}", TelegramReply.RetryAfter(root));
        }

        var updates = root.Items("result");
        var last = updates.Select(UpdateId).Max();
        return new PollOutcome.Got(
            [.. updates.Select(update => Message(channel, update, now)).OfType<InboundMessage>()], last is { } id ? (id + 1).ToString(CultureInfo.InvariantCulture) : cursor);
    }) ?? new PollOutcome.Failed($"HTTP {answer.Status} with something else than Telegram's JSON: check the channel's url", answer.RetryAfter);

    private static long? UpdateId(JsonElement update) => update.At("update_id") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var id) && id is > 0 and < long.MaxValue ? id : null;

    private static InboundMessage? Message(string channel, JsonElement update, DateTimeOffset receivedAt)
    {
        if (update.At("callback_query") is { } tap)
        {
            if (WebhookText.Id(tap.Text("id")) is not { } tapId || Person(tap) is not { } who || WebhookText.Id(tap.Text("data")) is not { } data) return null;
            var below = tap.At("message") ?? default;
            return new InboundMessage(channel, tapId, who, Group(below), "", data, receivedAt) { InReplyTo = IdOf(below) };
        }

        if (update.At("message") is not { } message || Person(message) is not { } from || IdOf(message) is not { } id || message.Text("text") is not { } text) return null;
        return new InboundMessage(channel, id, from, Group(message), WebhookText.Written(Command().Replace(text, "${word}")), null, WebhookText.At(message.Text("date"), receivedAt))
        {
            InReplyTo = message.At("reply_to_message") is { } earlier ? IdOf(earlier) : null,
        };
    }

    private static string? Person(JsonElement from) => from.Flag("from", "is_bot") == true ? null : WebhookText.Id(from.Text("from", "id"));

    private static string? Group(JsonElement message) => message.Text("chat", "type") is "group" or "supergroup" ? WebhookText.Id(message.Text("chat", "id")) : null;

    // As in the answer of a send, so that a reply finds its message.
    private static string? IdOf(JsonElement message) =>
        message.Text("chat", "id") is { } chat && message.Text("message_id") is { } id ? WebhookText.Id($"{chat}:{id}") : null;

    /// <summary>In groups a bot hears little but <c>/ack@EdgeNocBot 17</c>, which means <c>ack 17</c>.</summary>
    [GeneratedRegex(@"^/(?<word>\w{1,32})(?:@\w{1,40})?", RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}
