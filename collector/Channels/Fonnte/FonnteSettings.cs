using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.Fonnte;

/// <summary>The service Fonnte.</summary>
/// <param name="Url">Of its API, without a path.</param>
/// <param name="Token">Of the linked device; read for each message.</param>
/// <param name="WebhookSecret">The last part of the path that it calls; null: what it calls with is refused.</param>
internal sealed record FonnteSettings(ChannelIdentity Channel, Uri Url, SecretSource Token, SecretSource? WebhookSecret) : IChannelSettings
{
    public static IChannelSettings Read(ChannelIdentity channel, ConfigSection section) => new FonnteSettings(
        channel, section.HttpUrl("url", fallback: "https://api.fonnte.com"), ChannelIdentity.Required(section, "token"), section.SecretOf("webhook_secret"));

    public RecipientCheck Check(string recipient) => WhatsAppAddress.Check(recipient);

    public IChannel Open(TimeProvider time) => new FonnteChannel(this, time);
}
