using System.Security.Cryptography;
using System.Text.Json;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.MetaCloud;

/// <summary>What Meta calls with: once to check the address, then with messages and receipts, each call repeated for days until it is answered.</summary>
internal static class MetaWebhook
{
    private const int MaxChallenge = 256;

    public static WebhookVerdict Read(MetaSettings settings, WebhookRequest request) =>
        request.Method == "GET" ? Challenge(settings.VerifyToken, request) : Call(settings, request);

    private static WebhookVerdict Challenge(SecretSource? token, WebhookRequest request)
    {
        if (request.Query.GetValueOrDefault("hub.mode") != "subscribe") return new WebhookVerdict.Refused("it is no check of the address: hub.mode is not subscribe");
        if (WebhookSecret.Problem(token, "verify_token_file", request.Query.GetValueOrDefault("hub.verify_token"), "hub.verify_token") is { } problem)
            return new WebhookVerdict.Refused(problem);
        var challenge = request.Query.GetValueOrDefault("hub.challenge") ?? "";
        return challenge.Length is > 0 and <= MaxChallenge && challenge.All(char.IsAsciiLetterOrDigit)
            ? new WebhookVerdict.Challenge(challenge)
            : new WebhookVerdict.Refused("hub.challenge is no word of letters and digits");
    }

    private static WebhookVerdict Call(MetaSettings settings, WebhookRequest request)
    {
        if (WebhookSecret.SignatureProblem(request, "X-Hub-Signature-256", "sha256=", HashAlgorithmName.SHA256, settings.AppSecret, "app_secret_file") is { } problem)
            return new WebhookVerdict.Refused(problem);
        return JsonPeek.Object<WebhookVerdict>(request.Body, root =>
        {
            // One address serves all numbers of an app.
            var values = root.Items("entry").SelectMany(entry => entry.Items("changes")).Where(change => change.Text("field") == "messages")
                .Select(change => change.At("value") ?? default).Where(value => value.Text("metadata", "phone_number_id") == settings.PhoneNumberId).ToList();
            var hasTemplate = settings.Template is not null;
            return new WebhookVerdict.Accepted(
                WebhookProof.Signature,
                [.. values.SelectMany(value => value.Items("messages")).Select(message => Message(settings.Channel.Id, message, request.ReceivedAt)).OfType<InboundMessage>()],
                [.. values.SelectMany(value => value.Items("statuses")).Select(status => Receipt(status, request.ReceivedAt, hasTemplate)).OfType<Receipt>()]);
        }) ?? new WebhookVerdict.Refused("it is signed, but no JSON object");
    }

    private static InboundMessage? Message(string channel, JsonElement message, DateTimeOffset receivedAt)
    {
        if (WebhookText.Id(message.Text("id")) is not { } id || WhatsAppAddress.PersonOf(message.Text("from")) is not { } from) return null;
        var (text, button) = message.Text("type") switch
        {
            "text" => (message.Text("text", "body"), null),
            "button" => (message.Text("button", "text"), message.Text("button", "payload")),
            "interactive" => (message.Text("interactive", "button_reply", "title"), message.Text("interactive", "button_reply", "id")),

            // A picture says nothing to us, but it opens the window.
            _ => (null, null),
        };
        return new InboundMessage(channel, id, from, null, WebhookText.Written(text), WebhookText.Id(button), WebhookText.At(message.Text("timestamp"), receivedAt))
        {
            InReplyTo = WebhookText.Id(message.Text("context", "id")),
        };
    }

    private static Receipt? Receipt(JsonElement status, DateTimeOffset receivedAt, bool hasTemplate)
    {
        ReceiptState? known = status.Text("status") switch
        {
            "sent" => ReceiptState.Sent,
            "delivered" => ReceiptState.Delivered,
            "read" => ReceiptState.Read,
            "failed" => ReceiptState.Failed,
            _ => null,
        };
        if (known is not { } state || WebhookText.Id(status.Text("id")) is not { } id) return null;
        var error = state == ReceiptState.Failed && status.Items("errors") is [var first, ..] ? first : default;
        var code = error.Integer("code");
        return new Receipt(id, state, WebhookText.At(status.Text("timestamp"), receivedAt))
        {
            Reference = WebhookText.Id(status.Text("biz_opaque_callback_data")),
            ErrorCode = code,
            Failure = state == ReceiptState.Failed ? MetaErrors.Decide(code ?? 0, MetaReply.Details(error), null, hasTemplate) : null,
        };
    }
}
