using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.Evolution;

/// <summary>The gateway Evolution API, version 2.</summary>
/// <param name="Url">Of its API, without a path.</param>
/// <param name="Instance">Which of its instances sends.</param>
/// <param name="ApiKey">Of the instance; read for each message.</param>
/// <param name="WebhookSecret">The last part of the path that it calls; null: what it calls with is refused.</param>
internal sealed record EvolutionSettings(ChannelIdentity Channel, Uri Url, string Instance, SecretSource ApiKey, SecretSource? WebhookSecret) : IChannelSettings
{
    public static IChannelSettings Read(ChannelIdentity channel, ConfigSection section) => new EvolutionSettings(
        channel, section.HttpUrl("url"), section.Text("instance", required: true) ?? "", ChannelIdentity.Required(section, "api_key"), section.SecretOf("webhook_secret"));

    public RecipientCheck Check(string recipient) => WhatsAppAddress.Check(recipient);

    public IChannel Open(TimeProvider time) => new EvolutionChannel(this, time);
}
