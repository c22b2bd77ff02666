using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.Waha;

/// <summary>The self-hosted gateway WAHA.</summary>
/// <param name="Url">Of its API, without a path.</param>
/// <param name="Session">Which of its sessions sends.</param>
/// <param name="ApiKey">Read for each message.</param>
/// <param name="HmacKey">Signs what it calls with; null: it does not sign.</param>
/// <param name="WebhookSecret">The last part of the path that it calls where it does not sign; with neither, what it calls with is refused.</param>
internal sealed record WahaSettings(ChannelIdentity Channel, Uri Url, string Session, SecretSource ApiKey, SecretSource? HmacKey, SecretSource? WebhookSecret) : IChannelSettings
{
    public static IChannelSettings Read(ChannelIdentity channel, ConfigSection section) => new WahaSettings(
        channel, section.HttpUrl("url"), section.Text("session") ?? "default", ChannelIdentity.Required(section, "api_key"),
        section.SecretOf("hmac_key"), section.SecretOf("webhook_secret"));

    public RecipientCheck Check(string recipient) => WhatsAppAddress.Check(recipient);

    public IChannel Open(TimeProvider time) => new WahaChannel(this, time);
}
