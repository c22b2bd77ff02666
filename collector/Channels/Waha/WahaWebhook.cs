using System.Security.Cryptography;
using System.Text.Json;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;

namespace EdgeNoc.Collector.Channels.Waha;

/// <summary>What WAHA calls with: <c>message</c>, <c>message.ack</c> and <c>session.status</c>; <c>message.any</c> says the same again and our own, and is left out.</summary>
internal static class WahaWebhook
{
    public static WebhookVerdict Read(WahaSettings settings, WebhookRequest request)
    {
        var isSigned = settings.HmacKey is not null;
        var problem = isSigned
            ? WebhookSecret.SignatureProblem(request, "X-Webhook-Hmac", "", HashAlgorithmName.SHA512, settings.HmacKey, "hmac_key_file")
            : WebhookSecret.PathProblem(request, settings.WebhookSecret);
        if (problem is not null) return new WebhookVerdict.Refused(problem);
        var proof = isSigned ? WebhookProof.Signature : WebhookProof.Secret;
        return JsonPeek.Object<WebhookVerdict>(request.Body, root =>
        {
            var payload = root.At("payload") ?? default;
            return root.Text("session") != settings.Session
                ? new WebhookVerdict.Accepted(proof, [], [])
                : root.Text("event") switch
                {
                    "message" => new WebhookVerdict.Accepted(proof, Messages(settings.Channel.Id, payload, request.ReceivedAt), []),
                    "message.ack" => new WebhookVerdict.Accepted(proof, [], Receipts(payload, request.ReceivedAt)),
                    "session.status" => new WebhookVerdict.Accepted(proof, [], [], WahaReply.StateOf(payload.Text("status"))),
                    _ => new WebhookVerdict.Accepted(proof, [], []),
                };
        }) ?? new WebhookVerdict.Refused("it is no JSON object");
    }

    private static List<InboundMessage> Messages(string channel, JsonElement payload, DateTimeOffset receivedAt)
    {
        var from = payload.Text("from");
        var group = WhatsAppAddress.IsGroup(from) ? from : null;
        var sender = Person(payload, group is null ? from : payload.Text("participant") ?? payload.Text("author"));
        if (payload.Flag("fromMe") != false || sender is null || WebhookText.Id(payload.Text("id")) is not { } id) return [];
        return
        [
            new InboundMessage(channel, id, sender, group, WebhookText.Written(payload.Text("body")), null, WebhookText.At(payload.Text("timestamp"), receivedAt))
            {
                InReplyTo = WebhookText.Id(WahaReply.ShortId(payload.Text("replyTo", "id"))),
            },
        ];
    }

    /// <summary>Where WhatsApp hides the number, its engines hand it over elsewhere, each in its own place.</summary>
    private static string? Person(JsonElement payload, string? address)
    {
        var person = WhatsAppAddress.PersonOf(address);
        if (person?.EndsWith("@lid", StringComparison.Ordinal) != true) return person;
        var other = payload.Text("_data", "key", "participantAlt") ?? payload.Text("_data", "key", "remoteJidAlt") ?? payload.Text("_data", "Info", "SenderAlt");
        return WhatsAppAddress.PersonOf(other) is { } found && !found.Contains('@', StringComparison.Ordinal) ? found : person;
    }

    private static List<Receipt> Receipts(JsonElement payload, DateTimeOffset receivedAt)
    {
        ReceiptState? known = payload.Integer("ack") switch
        {
            -1 => ReceiptState.Failed,
            1 => ReceiptState.Sent,
            2 => ReceiptState.Delivered,
            3 or 4 => ReceiptState.Read,
            _ => null,
        };
        if (known is not { } state || payload.Flag("fromMe") == false || WebhookText.Id(WahaReply.ShortId(payload.Text("id"))) is not { } id) return [];
        var failure = state == ReceiptState.Failed ? new SendOutcome.TryAgain("WhatsApp refused the message (ack -1) though the session looks well: restart the session in WAHA's dashboard") : null;
        return [new Receipt(id, state, receivedAt) { Failure = failure }];
    }
}
