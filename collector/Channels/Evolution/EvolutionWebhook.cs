using System.Text.Json;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;

namespace EdgeNoc.Collector.Channels.Evolution;

/// <summary>What Evolution calls with: <c>messages.upsert</c>, <c>messages.update</c> and <c>connection.update</c>, with one thing or a list of them. It signs nothing.</summary>
internal static class EvolutionWebhook
{
    public static WebhookVerdict Read(EvolutionSettings settings, WebhookRequest request)
    {
        if (WebhookSecret.PathProblem(request, settings.WebhookSecret) is { } problem) return new WebhookVerdict.Refused(problem);
        return JsonPeek.Object<WebhookVerdict>(request.Body, root =>
        {
            if (root.Text("instance") != settings.Instance) return new WebhookVerdict.Accepted(WebhookProof.Secret, [], []);
            var list = root.Items("data");
            var data = list.Count > 0 ? list : [root.At("data") ?? default];

            // In capitals where each event has an address of its own.
            return root.Text("event")?.ToLowerInvariant().Replace('_', '.') switch
            {
                "messages.upsert" => new WebhookVerdict.Accepted(
                    WebhookProof.Secret, [.. data.Select(item => Message(settings.Channel.Id, item, request.ReceivedAt)).OfType<InboundMessage>()], []),
                "messages.update" => new WebhookVerdict.Accepted(WebhookProof.Secret, [], [.. data.Select(item => Receipt(item, request.ReceivedAt)).OfType<Receipt>()]),
                "connection.update" => new WebhookVerdict.Accepted(
                    WebhookProof.Secret, [], [], EvolutionReply.StateOf(data[0].Text("state"), data[0].Integer("statusReason"))),
                _ => new WebhookVerdict.Accepted(WebhookProof.Secret, [], []),
            };
        }) ?? new WebhookVerdict.Refused("it is no JSON object");
    }

    private static InboundMessage? Message(string channel, JsonElement data, DateTimeOffset receivedAt)
    {
        var key = data.At("key") ?? default;
        var chat = key.Text("remoteJid");
        var group = WhatsAppAddress.IsGroup(chat) ? chat : null;
        var sender = group is null
            ? Person(chat, key.Text("remoteJidAlt") ?? key.Text("senderPn"))
            : Person(key.Text("participant"), key.Text("participantAlt") ?? key.Text("participantPn"));
        if (key.Flag("fromMe") != false || sender is null || WebhookText.Id(key.Text("id")) is not { } id) return null;
        var message = data.At("message") ?? default;
        var text = message.Text("conversation") ?? message.Text("extendedTextMessage", "text");
        var button = message.Text("buttonsResponseMessage", "selectedButtonId") ?? message.Text("templateButtonReplyMessage", "selectedId");
        return new InboundMessage(channel, id, sender, group, WebhookText.Written(text), WebhookText.Id(button), WebhookText.At(data.Text("messageTimestamp"), receivedAt))
        {
            InReplyTo = WebhookText.Id(message.Text("extendedTextMessage", "contextInfo", "stanzaId") ?? data.Text("contextInfo", "stanzaId")),
        };
    }

    /// <summary>Where WhatsApp hides the number, the gateway may know it nevertheless.</summary>
    private static string? Person(string? address, string? other)
    {
        var person = WhatsAppAddress.PersonOf(address);
        if (person?.EndsWith("@lid", StringComparison.Ordinal) != true) return person;
        return WhatsAppAddress.PersonOf(other) is { } found && !found.Contains('@', StringComparison.Ordinal) ? found : person;
    }

    private static Receipt? Receipt(JsonElement data, DateTimeOffset receivedAt)
    {
        ReceiptState? known = (data.Text("status") ?? data.Text("update", "status")) switch
        {
            "SERVER_ACK" => ReceiptState.Sent,
            "DELIVERY_ACK" => ReceiptState.Delivered,
            "READ" or "PLAYED" => ReceiptState.Read,
            "ERROR" => ReceiptState.Failed,
            _ => null,
        };
        if (known is not { } state || (data.Flag("fromMe") ?? data.Flag("key", "fromMe")) == false) return null;
        if (WebhookText.Id(data.Text("keyId") ?? data.Text("key", "id")) is not { } id) return null;
        return new Receipt(id, state, receivedAt)
        {
            Failure = state == ReceiptState.Failed ? new SendOutcome.TryAgain("WhatsApp refused the message (ERROR): restart the instance in Evolution's manager; private chats may fail where groups work") : null,
        };
    }
}
