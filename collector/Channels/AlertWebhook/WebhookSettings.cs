using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.AlertWebhook;

/// <summary>A program that takes alerts as Alertmanager sends them.</summary>
/// <param name="Url">The whole address.</param>
/// <param name="Token">Sent as bearer token; null: none is.</param>
/// <param name="Link">Of this collector, for <c>externalURL</c>.</param>
internal sealed record WebhookSettings(ChannelIdentity Channel, Uri Url, SecretSource? Token, Uri? Link) : IChannelSettings
{
    private const int MaxReceiver = 100;

    public static IChannelSettings Read(ChannelIdentity channel, ConfigSection section) => new WebhookSettings(
        channel, section.HttpUrl("url"), section.SecretOf("token"), section.Has("external_url") ? section.HttpUrl("external_url") : null);

    /// <summary>The address is the channel's; a recipient is only the name of the receiver that the program sees.</summary>
    public RecipientCheck Check(string recipient) => recipient.Length is > 0 and <= MaxReceiver && ChannelRequest.IsHeaderValue(recipient)
        ? new RecipientCheck.Group(recipient)
        : new RecipientCheck.Unusable("is no name of a receiver", "write a word that the program at the other end knows, such as noc");

    public IChannel Open(TimeProvider time) => new WebhookChannel(this, time);
}
