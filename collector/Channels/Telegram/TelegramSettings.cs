using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.Telegram;

/// <summary>A Telegram bot.</summary>
/// <param name="Url">Of the Bot API, without a path.</param>
/// <param name="Token">Of the bot; it is part of every address.</param>
/// <param name="WebhookSecret">What Telegram says when it calls; null: what people write is asked for.</param>
internal sealed partial record TelegramSettings(ChannelIdentity Channel, Uri Url, SecretSource Token, SecretSource? WebhookSecret) : IChannelSettings
{
    // A channel's or supergroup's id is at most this far from zero.
    private const long FarthestId = 1L << 52;

    public static IChannelSettings Read(ChannelIdentity channel, ConfigSection section) => new TelegramSettings(
        channel, section.HttpUrl("url", fallback: "https://api.telegram.org"), ChannelIdentity.Required(section, "token"), section.SecretOf("webhook_secret"));

    public RecipientCheck Check(string recipient)
    {
        if (PublicName().IsMatch(recipient)) return new RecipientCheck.Group(recipient);
        if (!long.TryParse(recipient, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) || id == 0 || Math.Abs((decimal)id) > FarthestId)
            return new RecipientCheck.Unusable("is no chat of Telegram", "write the chat's id, such as 123456789 or -1001234567890, or a public name such as @noc_kediri; write to the bot and its log shows the id");
        var address = id.ToString(CultureInfo.InvariantCulture);
        return id > 0 ? new RecipientCheck.Person(address) : new RecipientCheck.Group(address);
    }

    public IChannel Open(TimeProvider time) => new TelegramChannel(this, time);

    [GeneratedRegex("^@[A-Za-z][A-Za-z0-9_]{3,31}$", RegexOptions.CultureInvariant)]
    private static partial Regex PublicName();
}
