using System.Text.Json;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.Mpwa;

/// <summary>What MPWA calls with: <c>{"device":"628111","message":"ack 17","from":"628123456789","participant":…}</c>. It neither signs nor numbers its calls.</summary>
internal static class MpwaWebhook
{
    public static WebhookVerdict Read(string channel, WebhookRequest request, SecretSource? secret)
    {
        if (WebhookSecret.PathProblem(request, secret) is { } problem) return new WebhookVerdict.Refused(problem);
        if (JsonPeek.Object(request.Body, root => Messages(channel, request, root)) is not { } messages) return new WebhookVerdict.Refused("it is no JSON object");
        return new WebhookVerdict.Accepted(WebhookProof.Secret, messages, []);
    }

    private static List<InboundMessage> Messages(string channel, WebhookRequest request, JsonElement root)
    {
        var from = root.Text("from");
        var group = WhatsAppAddress.IsGroup(from) ? from : null;
        var sender = WhatsAppAddress.PersonOf(group is null ? from : root.Text("participant"));
        if (sender is null || root.Text("message") is not { } text) return [];
        var id = WebhookText.Id(root.Text("id"));
        return [new InboundMessage(channel, id ?? WebhookText.IdOf(request.Body), sender, group, WebhookText.Written(text), null, request.ReceivedAt) { HasOwnId = id is not null }];
    }
}
