using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.Mpwa;

/// <summary>The gateway MPWA.</summary>
/// <param name="Url">The whole address of its <c>send-message</c>.</param>
/// <param name="Sender">The number that sends, digits only.</param>
/// <param name="ApiKey">Read for each message.</param>
/// <param name="WebhookSecret">The last part of the path that it calls; null: what it calls with is refused.</param>
internal sealed record MpwaSettings(ChannelIdentity Channel, Uri Url, string Sender, SecretSource ApiKey, SecretSource? WebhookSecret = null) : IChannelSettings
{
    public static IChannelSettings Read(ChannelIdentity channel, ConfigSection section)
    {
        var url = section.HttpUrl("url");
        var sender = section.Text("sender", required: true) ?? "";
        if (sender.Length > 0 && !PhoneNumber.IsDigits(sender))
            section.Error("sender", ConfigSection.Quoted(sender), "is no telephone number", PhoneNumber.Remedy);
        return new MpwaSettings(channel, url, sender, ChannelIdentity.Required(section, "api_key"), section.SecretOf("webhook_secret"));
    }

    public RecipientCheck Check(string recipient) => WhatsAppAddress.Check(recipient);

    public IChannel Open(TimeProvider time) => new MpwaChannel(this, time);
}
