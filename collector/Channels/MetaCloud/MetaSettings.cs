using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.MetaCloud;

/// <summary>Meta's own WhatsApp API.</summary>
/// <param name="Url">Where its messages go: host, version and the sending number's id.</param>
/// <param name="PhoneNumberId">Its id of the sending number, no telephone number.</param>
/// <param name="Token">Of a system user; read for each message.</param>
/// <param name="Template">What goes outside of the 24 hours; null: nothing can.</param>
/// <param name="AppSecret">Signs what Meta calls with; null: what it calls with is refused.</param>
/// <param name="VerifyToken">What Meta says when it checks the address; null: the check is refused.</param>
internal sealed record MetaSettings(
    ChannelIdentity Channel, Uri Url, string PhoneNumberId, SecretSource Token, ApprovedTemplate? Template, SecretSource? AppSecret, SecretSource? VerifyToken) : IChannelSettings
{
    private const string DefaultHost = "https://graph.facebook.com";

    public static IChannelSettings Read(ChannelIdentity channel, ConfigSection section)
    {
        var host = section.HttpUrl("url", fallback: DefaultHost);
        var version = section.Text("api_version") ?? "v24.0";
        if (!version.All(c => char.IsAsciiLetterOrDigit(c) || c == '.')) section.Error("api_version", ConfigSection.Quoted(version), "is no version", "write it as v24.0");
        var number = section.Text("phone_number_id", required: true) ?? "";
        if (!number.All(char.IsAsciiDigit))
            section.Error("phone_number_id", ConfigSection.Quoted(number), "is no id of a number", "copy the digits below \"Phone number ID\" from the app's page WhatsApp → API Setup");
        var hasTemplate = section.Has("template");
        var template = ApprovedTemplate.Read(section.Section("template"));
        return new MetaSettings(
            channel, ChannelRequest.At(host, $"/{Uri.EscapeDataString(version)}/{Uri.EscapeDataString(number)}/messages"), number, ChannelIdentity.Required(section, "token"),
            hasTemplate ? template : null, section.SecretOf("app_secret"), section.SecretOf("verify_token"));
    }

    public RecipientCheck Check(string recipient) => WhatsAppAddress.CheckPerson(recipient);

    public IChannel Open(TimeProvider time) => new MetaChannel(this, time);
}

/// <summary>A template that Meta approved for this account, with one blank in its body for the first line of a message.</summary>
/// <param name="QuickReplies">How many quick reply buttons it has; the first buttons of a message become their meaning.</param>
internal sealed record ApprovedTemplate(string Name, string Language, int QuickReplies)
{
    public static ApprovedTemplate Read(ConfigSection section)
    {
        var name = section.Text("name", required: true) ?? "";
        if (!name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            section.Error("name", ConfigSection.Quoted(name), "is no name of a template", "write it as Meta shows it: lower-case letters, digits, underscores");
        var language = section.Text("language", required: true) ?? "";
        if (!language.All(c => char.IsAsciiLetter(c) || c == '_')) section.Error("language", ConfigSection.Quoted(language), "is no language code", "write it as Meta shows it: id, pt_BR, en");
        var template = new ApprovedTemplate(name, language, section.Integer("quick_replies", 0, 0, MessageButton.MaxCount));
        section.Finish();
        return template;
    }
}
