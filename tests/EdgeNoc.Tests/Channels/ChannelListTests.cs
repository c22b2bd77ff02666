using System.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Email;
using EdgeNoc.Collector.Channels.MetaCloud;
using EdgeNoc.Common.Config;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Channels;

/// <summary><c>channels</c> in the config.</summary>
public sealed class ChannelListTests
{
    private readonly string _folder = RigDirectory.New("channels");

    public ChannelListTests()
    {
        var secret = Path.Combine(_folder, "s");
        File.WriteAllText(secret, "secret-0123456789\n");
        File.SetUnixFileMode(secret, UnixFileMode.UserRead);
    }

    [Fact]
    public void Every_provider_may_be_there_more_than_once_each_with_its_id()
    {
        var (channels, errors) = Read("""
            [
              { "id": "wa-main", "provider": "mpwa", "url": "https://a/send-message", "sender": "628111222333", "api_key_file": "s", "webhook_secret_file": "s", "cost_per_message": 0.25 },
              { "id": "wa-2", "provider": "mpwa", "url": "https://b/send-message", "sender": "628111222334", "api_key_file": "s" },
              { "id": "meta", "provider": "meta-cloud", "phone_number_id": "106540352242922", "token_file": "s", "template": { "name": "noc_alert_v1", "language": "id", "quick_replies": 1 },
                "app_secret_file": "s", "verify_token_file": "s" },
              { "id": "fonnte", "provider": "fonnte", "token_file": "s" },
              { "id": "waha", "provider": "waha", "url": "http://127.0.0.1:3000", "api_key_file": "s", "hmac_key_file": "s" },
              { "id": "evo", "provider": "evolution", "url": "http://127.0.0.1:8080", "instance": "noc", "api_key_file": "s" },
              { "id": "tg", "provider": "telegram", "token_file": "s" },
              { "id": "voice", "provider": "http", "url": "https://v/call?to={{to}}", "headers": ["Authorization: Bearer {{secret}}"], "body": "{\"say\":\"{{headline}}\"}", "secret_file": "s",
                "success": { "path": "ok", "equals": "true" }, "message_id_path": "id", "max_chars": 160 },
              { "id": "am", "provider": "webhook", "url": "https://am/hook", "token_file": "s", "external_url": "https://noc.example.net" },
              { "id": "mail", "provider": "email", "host": "mail.example.net", "from": "noc@example.net", "user": "noc", "password_file": "s" },
            ]
            """);
        Assert.Empty(errors);
        Assert.Equal(["wa-main", "wa-2", "meta", "fonnte", "waha", "evo", "tg", "voice", "am", "mail"], channels.Select(channel => channel.Channel.Id));
        Assert.Equal(Providers.All.Keys, channels.Select(channel => channel.Channel.Provider).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("https://graph.facebook.com/v24.0/106540352242922/messages", Assert.IsType<MetaSettings>(channels[2]).Url.AbsoluteUri);
        Assert.Equal((587, MailSecurity.StartTls), Assert.IsType<EmailSettings>(channels[9]) is var mail ? (mail.Port, mail.Security) : default);
        foreach (var settings in channels)
        {
            var channel = settings.Open(TimeProvider.System);
            Assert.Equal((settings.Channel.Id, settings.Channel.Provider, settings.Channel.CostPerMessage), (channel.Id, channel.Provider, channel.Can.CostPerMessage));
            Assert.Equal(settings.Channel.Id == "voice" ? 160 : channel.Can.MaxChars, channel.Can.MaxChars);
            (channel as IDisposable)?.Dispose();
        }

        Assert.Equal(0.25m, channels[0].Channel.CostPerMessage);
        Assert.DoesNotContain("secret-0", string.Join('\n', channels), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_one_of_each_is_enough_the_provider_is_the_id()
    {
        var (channels, errors) = Read("""{ "telegram": { "token_file": "s" }, "mpwa": { "url": "https://a/send-message", "sender": "628111222333", "api_key_file": "s" } }""");
        Assert.Empty(errors);
        Assert.Equal(["mpwa", "telegram"], channels.Select(channel => channel.Channel.Id));
    }

    [Theory]
    [InlineData("""[ { "provider": "mpwa" } ]""", "channels[0].id: is missing: write a text in quotes here")]
    [InlineData("""[ { "id": "a b", "provider": "fonnte", "token_file": "s" } ]""", "channels[0].id: \"a b\" cannot be an id: use 1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first")]
    [InlineData("""[ { "id": "a", "provider": "fonnte", "token_file": "s" }, { "id": "a", "provider": "fonnte", "token_file": "s" } ]""", "channels[1].id: \"a\" is used twice: give each channel its own id")]
    [InlineData("""[ { "id": "a", "provider": "sms" } ]""", "channels[0].provider: \"sms\" is not known here: write one of email, evolution, fonnte, http, meta-cloud, mpwa, telegram, waha, webhook")]
    [InlineData("""[ { "id": "a", "provider": "fonnte", "token": "hunter2" } ]""", "channels[0].token: stands here in clear: put it into a file that only this service can read and name the file in token_file")]
    [InlineData("""[ { "id": "a", "provider": "fonnte", "token_file": "s", "cost_per_message": -1 } ]""", "channels[0].cost_per_message: -1 is out of range: write a number from 0 to 1000000")]
    [InlineData("""[ { "id": "a", "provider": "meta-cloud", "phone_number_id": "+62", "token_file": "s" } ]""", "channels[0].phone_number_id: \"+62\" is no id of a number: copy the digits below \"Phone number ID\" from the app's page WhatsApp → API Setup")]
    [InlineData("""[ { "id": "a", "provider": "meta-cloud", "phone_number_id": "1", "token_file": "s", "template": { "name": "No", "language": "id" } } ]""", "channels[0].template.name: \"No\" is no name of a template: write it as Meta shows it: lower-case letters, digits, underscores")]
    [InlineData("""[ { "id": "a", "provider": "http", "url": "https://v/?t={{txt}}" } ]""", "channels[0].url: {{txt}} is no blank that is known here: the blanks are {{to}}, {{text}}, {{headline}}, {{reference}} and {{secret}}")]
    [InlineData("""[ { "id": "a", "provider": "http", "url": "https://{{to}}.example.net/" } ]""", "channels[0].url: has a blank in its host: put blanks behind the host only")]
    [InlineData("""[ { "id": "a", "provider": "http", "url": "ftp://v/" } ]""", "channels[0].url: is no web address once it is filled in: write http://ADDRESS/PATH, and a user or password as a header with {{secret}}")]
    [InlineData("""[ { "id": "a", "provider": "http", "url": "https://v/", "body": "{\"t\":{{text}}}" } ]""", "channels[0].body: is no JSON once it is filled in: put each blank between quotes, and see that braces and commas are right")]
    [InlineData("""[ { "id": "a", "provider": "http", "url": "https://v/", "headers": ["X: {{text}}"] } ]""", "channels[0].headers[0]: has a blank that a header cannot carry: only {{secret}} and {{reference}} go into headers")]
    [InlineData("""[ { "id": "a", "provider": "http", "url": "https://v/", "headers": ["hunter2"] } ]""", "channels[0].headers[0]: is no header: write it as \"NAME: VALUE\", the value in plain letters, digits and signs")]
    [InlineData("""[ { "id": "a", "provider": "http", "url": "https://v/?k={{secret}}" } ]""", "channels[0].secret_file: is missing: name the file that holds what {{secret}} stands for")]
    [InlineData("""[ { "id": "a", "provider": "email", "host": "m:25", "from": "noc@example.net" } ]""", "channels[0].host: \"m:25\" is no name of a server: write a name or address without a port, such as mail.example.net")]
    [InlineData("""[ { "id": "a", "provider": "email", "host": "m", "from": "Noc <noc@example.net>" } ]""", "channels[0].from: \"Noc <noc@example.net>\" is no mail address: write it without a name, such as noc@example.net")]
    [InlineData("""{ "sms": {} }""", "channels.sms: is no key that is known here: the keys are email, evolution, fonnte, http, meta-cloud, mpwa, telegram, waha, webhook")]
    public void What_is_wrong_is_told_with_its_remedy(string json, string expected)
    {
        var (_, errors) = Read(json);
        Assert.Contains(expected, errors);
        Assert.DoesNotContain("hunter", string.Join('\n', errors), StringComparison.Ordinal);
    }

    private (IReadOnlyList<IChannelSettings> Channels, IReadOnlyList<string> Errors) Read(string channels)
    {
        IReadOnlyList<IChannelSettings> read = [];
        var load = ConfigFile.Parse(
            Encoding.UTF8.GetBytes($$"""{ "channels": {{channels}} }"""), Path.Combine(_folder, "collector.json"), (root, _) =>
            {
                read = ChannelList.Read(root);
                return new object();
            });
        return (read, [.. load.Errors.Select(error => error.ToString()["collector.json: ".Length..])]);
    }
}
