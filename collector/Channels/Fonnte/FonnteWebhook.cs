using System.Text.Json;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.Fonnte;

/// <summary>
/// What Fonnte calls with: messages (<c>sender</c>, in groups <c>member</c>, <c>message</c>, <c>inboxid</c>), the state of messages (<c>id</c> and
/// <c>stateid</c>, later only <c>stateid</c>) and of its device. It signs nothing.
/// </summary>
internal static class FonnteWebhook
{
    public static WebhookVerdict Read(string channel, WebhookRequest request, SecretSource? secret)
    {
        if (WebhookSecret.PathProblem(request, secret) is { } problem) return new WebhookVerdict.Refused(problem);
        return JsonPeek.Object<WebhookVerdict>(request.Body, root => new WebhookVerdict.Accepted(
            WebhookProof.Secret, Messages(channel, root, request), root.At("message") is null ? Receipts(root, request.ReceivedAt) : [])) ?? new WebhookVerdict.Refused("it is no JSON object");
    }

    private static List<InboundMessage> Messages(string channel, JsonElement root, WebhookRequest request)
    {
        var from = root.Text("sender");
        var group = WhatsAppAddress.IsGroup(from) ? from : null;
        var sender = WhatsAppAddress.PersonOf(group is null ? from : root.Text("member"));
        if (sender is null || root.Text("message") is not { } text) return [];
        var id = WebhookText.Id(root.Text("inboxid"));
        var at = WebhookText.At(root.Text("timestamp"), request.ReceivedAt);
        return [new InboundMessage(channel, id ?? WebhookText.IdOf(request.Body), sender, group, WebhookText.Written(text), null, at) { HasOwnId = id is not null }];
    }

    private static List<Receipt> Receipts(JsonElement root, DateTimeOffset receivedAt)
    {
        var (id, stateId) = (WebhookText.Id(root.Text("id")), WebhookText.Id(root.Text("stateid")));
        if ((id ?? stateId) is not { } known || (State(root.Text("state")) ?? State(root.Text("status"))) is not { } state) return [];
        return
        [
            new Receipt(known, state, receivedAt)
            {
                AlsoKnownAs = id is null ? null : stateId,
                Failure = state == ReceiptState.Failed ? Failure(root.Text("status") ?? root.Text("state")) : null,
            },
        ];
    }

    private static ReceiptState? State(string? word) => word?.ToLowerInvariant() switch
    {
        "sent" => ReceiptState.Sent,
        "delivered" or "received" => ReceiptState.Delivered,
        "read" or "played" => ReceiptState.Read,
        "invalid" or "expired" or "failed" or "error" => ReceiptState.Failed,
        _ => null,
    };

    private static SendOutcome Failure(string? word) => word?.ToLowerInvariant() == "invalid"
        ? new SendOutcome.Never("Fonnte says that this number is invalid; check it")
        : new SendOutcome.TryAgain("Fonnte gave the message up: its device was not linked; scan the QR code in Fonnte's panel");
}
