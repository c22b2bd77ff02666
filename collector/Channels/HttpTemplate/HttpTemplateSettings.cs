using System.Text.Json;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.HttpTemplate;

/// <summary>Any service that takes a message by one HTTP request: its request as templates, and how its answer says yes.</summary>
/// <param name="UrlTemplate">With blanks behind the host only.</param>
/// <param name="Headers">Names and templates.</param>
/// <param name="BodyTemplate">Null: no body.</param>
/// <param name="ContentType">Of the body; decides how values are escaped in it.</param>
/// <param name="Secret">For the blank <c>{{secret}}</c>.</param>
/// <param name="SuccessPath">Where the answer says whether it took the message; null: every 2xx does.</param>
/// <param name="SuccessValue">What stands there when it did.</param>
/// <param name="MessageIdPath">Where the answer names the message; null: it does not.</param>
/// <param name="MaxChars">Longer texts are split.</param>
/// <param name="AnyRecipient">Recipients are no telephone numbers.</param>
internal sealed record HttpTemplateSettings(
    ChannelIdentity Channel,
    HttpMethod Method,
    string UrlTemplate,
    IReadOnlyList<(string Name, string Template)> Headers,
    string? BodyTemplate,
    string ContentType,
    SecretSource? Secret,
    string? SuccessPath,
    string SuccessValue,
    string? MessageIdPath,
    int MaxChars,
    bool AnyRecipient) : IChannelSettings
{
    private const int MaxRecipient = 256;

    public static IChannelSettings Read(ChannelIdentity channel, ConfigSection section) => HttpTemplateConfig.Read(channel, section);

    public RecipientCheck Check(string recipient)
    {
        if (!AnyRecipient) return WhatsAppAddress.CheckPerson(recipient);
        return recipient.Trim().Length > 0 && recipient.Length <= MaxRecipient && !recipient.Any(char.IsControl)
            ? new RecipientCheck.Person(recipient)
            : new RecipientCheck.Unusable("is no recipient", $"write 1 to {MaxRecipient} characters in one line");
    }

    public IChannel Open(TimeProvider time) => new HttpTemplateChannel(this, time);

    /// <summary>The request of one message.</summary>
    public ChannelRequest Request(string secret, string to, OutgoingMessage message)
    {
        var text = MessageMarkup.Plain(MessageSplit.Cut(message.Text, MaxChars));
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["to"] = to,
            ["text"] = text,
            ["headline"] = text.Split('\n')[0],
            ["reference"] = message.Reference ?? "",
            ["secret"] = secret,
        };
        var body = BodyTemplate is null ? null : System.Text.Encoding.UTF8.GetBytes(FillIn.In(BodyTemplate, values, FillIn.EscapeFor(ContentType)));
        return new ChannelRequest(
            Method, new Uri(FillIn.In(UrlTemplate, values, Uri.EscapeDataString)), body, ContentType,
            [.. Headers.Select(header => (header.Name, FillIn.In(header.Template, values, value => value)))]);
    }
}
