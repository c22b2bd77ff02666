using System.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Channels.Telegram;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Channels;

/// <summary>What the gateways call with, and who is believed.</summary>
public sealed class WebhookReadTests
{
    private const string Group = "120363041234567890@g.us";
    private static readonly DateTimeOffset Now = new(2026, 2, 23, 13, 56, 10, TimeSpan.Zero);
    private static readonly string[] Called = ["evolution", "fonnte", "meta-cloud", "mpwa", "telegram", "waha"];

    public static TheoryData<string> Providers => [.. Called];

    [Fact]
    public void Mpwa_hands_over_what_people_write_without_an_id_of_its_own()
    {
        var one = Message(Read("mpwa", """{"device":"628111222333","message":"ack 17","from":"628123456789","bufferImage":null}"""));
        Assert.Equal(("628123456789", null, "ack 17", false), (one.Sender, one.Group, one.Text, one.HasOwnId));
        Assert.Equal(one.MessageId, Message(Read("mpwa", """{"device":"628111222333","message":"ack 17","from":"628123456789","bufferImage":null}""")).MessageId);
        Assert.NotEqual(one.MessageId, Message(Read("mpwa", """{"device":"628111222333","message":"ack 18","from":"628123456789","bufferImage":null}""")).MessageId);
        var group = Message(Read("mpwa", $$$$"""{"message":"who","from":"{{{{Group}}}}","participant":"628123456789@s.whatsapp.net"}"""));
        Assert.Equal(("628123456789", Group, Group), (group.Sender, group.Group, group.ReplyTo));
    }

    [Fact]
    public void Fonnte_names_messages_and_their_states()
    {
        var message = Message(Read("fonnte", """{"device":"628111","sender":"628123456789","message":"ack 17","name":"Budi","inboxid":4711,"timestamp":1771854964}"""));
        Assert.Equal(new InboundMessage("my-fonnte", "4711", "628123456789", null, "ack 17", null, Unix(1771854964)), message);
        Assert.Equal(("628123456789", Group), Message(Read("fonnte", $$$$"""{"sender":"{{{{Group}}}}","member":"628123456789","message":"x","inboxid":"1"}""")) is var group ? (group.Sender, group.Group) : default);
        var sent = Receipt(Read("fonnte", """{"device":"628111","id":"80367170","stateid":"ABC1","status":"sent","state":"sent"}"""));
        Assert.Equal(("80367170", "ABC1", ReceiptState.Sent), (sent.ProviderId, sent.AlsoKnownAs, sent.State));
        var read = Receipt(Read("fonnte", """{"device":"628111","stateid":"ABC1","state":"read"}"""));
        Assert.Equal(("ABC1", null, ReceiptState.Read), (read.ProviderId, read.AlsoKnownAs, read.State));
        var invalid = Receipt(Read("fonnte", """{"id":"80367170","status":"invalid"}"""));
        Assert.IsType<SendOutcome.Never>(invalid.Failure);
    }

    [Theory]
    [InlineData(-1, ReceiptState.Failed)]
    [InlineData(0, null)]
    [InlineData(1, ReceiptState.Sent)]
    [InlineData(2, ReceiptState.Delivered)]
    [InlineData(3, ReceiptState.Read)]
    [InlineData(4, ReceiptState.Read)]
    internal void Waha_counts_how_far_a_message_came(int ack, ReceiptState? expected)
    {
        var accepted = Read("waha", $$$$"""{"event":"message.ack","session":"default","payload":{"id":"true_628123456789@c.us_3EB00001","fromMe":true,"ack":{{{{ack}}}}}}""");
        Assert.Equal(expected, accepted.Receipts.Count == 0 ? null : accepted.Receipts[0].State);
        if (expected is not null) Assert.Equal("3EB00001", accepted.Receipts[0].ProviderId);
        Assert.Equal(expected == ReceiptState.Failed, accepted.Receipts.Any(receipt => receipt.Failure is SendOutcome.TryAgain));
    }

    [Fact]
    public void Waha_hands_over_messages_and_the_state_of_its_session()
    {
        var accepted = Read("waha", $$$$"""
            {"id":"evt_1","timestamp":1771854960000,"event":"message","session":"default","payload":{"id":"false_{{{{Group}}}}_3EB0AB_628123456789@c.us","timestamp":1771854964,
             "from":"{{{{Group}}}}","fromMe":false,"participant":"628123456789@c.us","body":"ack 17","replyTo":{"id":"true_{{{{Group}}}}_3EB00001_628111@c.us"}}}
            """);
        Assert.Equal(WebhookProof.Signature, accepted.Proof);
        var message = Message(accepted);
        Assert.Equal(("628123456789", Group, "ack 17", "3EB00001", Unix(1771854964)), (message.Sender, message.Group, message.Text, message.InReplyTo, message.At));
        Assert.Empty(Read("waha", """{"event":"message","session":"default","payload":{"id":"x","from":"628123456789@c.us","fromMe":true,"body":"our own"}}""").Messages);
        Assert.Empty(Read("waha", """{"event":"message","session":"another","payload":{"id":"x","from":"628123456789@c.us","fromMe":false,"body":"x"}}""").Messages);
        Assert.Equal("99887766554433@lid", Message(Read("waha", """{"event":"message","session":"default","payload":{"id":"x","from":"99887766554433@lid","fromMe":false,"body":"x"}}""")).Sender);
        Assert.Equal("628123456789", Message(Read("waha",
            """{"event":"message","session":"default","payload":{"id":"x","from":"99887766554433@lid","fromMe":false,"body":"x","_data":{"key":{"remoteJidAlt":"628123456789@s.whatsapp.net"}}}}""")).Sender);
        Assert.IsType<SessionState.Down>(Read("waha", """{"event":"session.status","session":"default","payload":{"status":"FAILED"}}""").Session);
        Assert.IsType<SessionState.Up>(Read("waha", """{"event":"session.status","session":"default","payload":{"status":"WORKING"}}""").Session);
    }

    [Fact]
    public void Evolution_hands_over_messages_receipts_and_its_connection()
    {
        var message = Message(Read("evolution", $$$$"""
            {"event":"messages.upsert","instance":"noc","data":{"key":{"remoteJid":"{{{{Group}}}}","fromMe":false,"id":"3EB0AB","participant":"99887766554433@lid","participantAlt":"5531987654321@s.whatsapp.net"},
             "message":{"extendedTextMessage":{"text":"ack 17","contextInfo":{"stanzaId":"BAE500000001"}}},"messageTimestamp":1771854964}}
            """));
        Assert.Equal(
            new InboundMessage("my-evolution", "3EB0AB", "5531987654321", Group, "ack 17", null, Unix(1771854964)) { InReplyTo = "BAE500000001" }, message);
        Assert.Equal("ack:17", Message(Read("evolution",
            """{"event":"MESSAGES_UPSERT","instance":"noc","data":[{"key":{"remoteJid":"5531987654321:3@s.whatsapp.net","fromMe":false,"id":"1"},"message":{"buttonsResponseMessage":{"selectedButtonId":"ack:17"}}}]}""")).ButtonId);
        (string Word, ReceiptState State)[] states =
            [("SERVER_ACK", ReceiptState.Sent), ("DELIVERY_ACK", ReceiptState.Delivered), ("READ", ReceiptState.Read), ("PLAYED", ReceiptState.Read), ("ERROR", ReceiptState.Failed)];
        foreach (var (word, state) in states)
        {
            var receipt = Receipt(Read("evolution", $$$$"""{"event":"messages.update","instance":"noc","data":{"keyId":"BAE5","remoteJid":"5531987654321@s.whatsapp.net","fromMe":true,"status":"{{{{word}}}}"}}"""));
            Assert.Equal(("BAE5", state, state == ReceiptState.Failed), (receipt.ProviderId, receipt.State, receipt.Failure is SendOutcome.TryAgain));
        }

        var down = Assert.IsType<SessionState.Down>(Read("evolution", """{"event":"connection.update","instance":"noc","data":{"state":"close","statusReason":401}}""").Session);
        Assert.Contains("QR code", down.Reason, StringComparison.Ordinal);
        Assert.Empty(Read("evolution", """{"event":"messages.upsert","instance":"other","data":{"key":{"remoteJid":"5531987654321@s.whatsapp.net","fromMe":false,"id":"1"}}}""").Messages);
    }

    [Fact]
    public void Telegram_hands_over_texts_and_taps_and_wants_taps_answered()
    {
        var text = Read("telegram", """
            {"update_id":501,"message":{"message_id":40,"from":{"id":123456789,"is_bot":false},"chat":{"id":-1001234567890,"type":"supergroup"},"date":1771854964,
             "text":"/ack@EdgeNocBot 17","reply_to_message":{"message_id":39,"chat":{"id":-1001234567890}}}}
            """);
        Assert.Equal(
            new InboundMessage("my-telegram", "-1001234567890:40", "123456789", "-1001234567890", "ack 17", null, Unix(1771854964)) { InReplyTo = "-1001234567890:39" }, Message(text));
        Assert.Null(text.Answer);
        var tap = Read("telegram", """{"update_id":502,"callback_query":{"id":"77","from":{"id":123456789},"message":{"message_id":41,"chat":{"id":123456789,"type":"private"}},"data":"ack:17"}}""");
        Assert.Equal(new InboundMessage("my-telegram", "77", "123456789", null, "", "ack:17", Now) { InReplyTo = "123456789:41" }, Message(tap));
        Assert.Equal("""{"method":"answerCallbackQuery","callback_query_id":"77"}""", tap.Answer);
        Assert.Empty(Read("telegram", """{"update_id":503,"message":{"message_id":1,"from":{"id":5,"is_bot":true},"chat":{"id":5,"type":"private"},"text":"a bot"}}""").Messages);
    }

    [Fact]
    public async Task Telegram_is_asked_for_what_came_and_told_what_it_may_forget()
    {
        await using var gateway = await ProviderRig.GatewayAsync();
        using var channel = new TelegramChannel((TelegramSettings)ProviderRig.Settings("telegram", gateway.Address) with { WebhookSecret = null }, TimeProvider.System);
        Assert.True(channel.Can.Polled);
        gateway.Telegram.Write(123456789, 123456789, "ack 17");
        var last = gateway.Telegram.Tap(123456789, 123456789, "ack:18", "tap-1");
        var got = Assert.IsType<PollOutcome.Got>(await channel.PollAsync(null, TimeSpan.Zero, default));
        Assert.Equal([("ack 17", null), ("", "ack:18")], got.Messages.Select(message => (message.Text, message.ButtonId)));
        Assert.Equal($"{last + 1}", got.Cursor);
        Assert.Equal(["tap-1"], gateway.Telegram.AnsweredTaps);

        // Asked again without having stored them, they come again; with the cursor they do not.
        Assert.Equal(2, Assert.IsType<PollOutcome.Got>(await channel.PollAsync(null, TimeSpan.Zero, default)).Messages.Count);
        var none = Assert.IsType<PollOutcome.Got>(await channel.PollAsync(got.Cursor, TimeSpan.Zero, default));
        Assert.Equal((0, got.Cursor), (none.Messages.Count, none.Cursor));
    }

    [Fact]
    public void A_bot_that_somebody_else_asks_for_says_so()
    {
        var failed = Assert.IsType<PollOutcome.Failed>(TelegramUpdates.ReadPoll(
            "tg", "5", new HttpAnswer.Answered(409, """{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"}""", null), Now));
        Assert.Contains("another program", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Whoever_does_not_know_the_secret_is_refused(string provider)
    {
        var good = Call(Encoding.UTF8.GetBytes("{}"));
        Assert.IsType<WebhookVerdict.Accepted>(Reader(provider).Read(good));
        var noHeaders = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Assert.IsType<WebhookVerdict.Refused>(Reader(provider).Read(good with { PathSecret = null, Headers = noHeaders }));
        Assert.IsType<WebhookVerdict.Refused>(Reader(provider).Read(good with { PathSecret = "", Headers = noHeaders }));
        Assert.IsType<WebhookVerdict.Refused>(Reader(provider).Read(good with
        {
            PathSecret = ProviderRig.PathSecret[..^1],
            Headers = good.Headers.ToDictionary(header => header.Key, header => header.Value[..^1] + "x", StringComparer.OrdinalIgnoreCase),
        }));
    }

    [Fact]
    public void A_time_that_is_none_or_lies_ahead_is_the_time_when_it_came()
    {
        foreach (var text in new[] { null, "", "x", "-5", "0", "1e300", "NaN", "99999999999999999999", "4102444800" }) Assert.Equal(Now, WebhookText.At(text, Now));
        Assert.Equal(Unix(1771854964), WebhookText.At("1771854964", Now));
        Assert.Equal(Unix(1771854964), WebhookText.At("1771854964000", Now));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Whatever_bytes_come_the_verdict_is_one(string provider)
    {
        var reader = Reader(provider);
        var samples = Samples.Select(Encoding.UTF8.GetBytes).ToArray();
        Prop.ForAll(
            (from sample in Gen.Elements(samples)
             from at in Gen.Choose(0, sample.Length - 1)
             from junk in Gen.Elements("{", "}", "[", "]", "\"", "null", "-1", "1e999", "\\uD800", "\u0000", "\xFF", "{}", "[[", "true", "\"x\"", "99999999999999999999")
             from cut in Gen.Choose(0, 40)
             select (byte[])[.. sample[..at], .. Encoding.Latin1.GetBytes(junk), .. sample[Math.Min(sample.Length, at + cut)..]]).ToArbitrary(),
            body =>
            {
                if (reader.Read(Call(body)) is not WebhookVerdict.Accepted accepted) return;
                Assert.All(accepted.Messages, message =>
                {
                    Assert.InRange(message.Text.Length, 0, InboundMessage.MaxText);
                    Assert.InRange(message.MessageId.Length, 1, 256);
                    Assert.InRange(message.Sender.Length, 1, 256);
                    Assert.True(message.At <= Now.AddMinutes(10));
                });
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Values_of_the_wrong_type_in_any_place_are_left_out(string provider)
    {
        // Each value of each sample in turn becomes each of these.
        string[] wrong = ["null", "true", "-1", "1e300", "\"\"", "\"\\uD800\"", "{}", "[]", "[null]", "[{}]", $"\"{new string('9', 5000)}\""];
        var reader = Reader(provider);
        foreach (var sample in Samples)
        {
            foreach (var (start, end) in JsonValues.Of(sample))
            {
                foreach (var value in wrong) Assert.IsNotType<WebhookVerdict.Challenge>(reader.Read(Call(Encoding.UTF8.GetBytes(sample[..start] + value + sample[end..]))));
            }
        }
    }

    private static readonly string[] Samples =
    [
        """{"device":"628111222333","message":"ack 17","from":"628123456789","bufferImage":null}""",
        $$$$"""{"device":"628111","sender":"{{{{Group}}}}","member":"628123456789","message":"x","inboxid":4711,"timestamp":1771854964}""",
        """{"device":"628111","id":"80367170","stateid":"ABC1","status":"sent","state":"read"}""",
        $$$$"""{"event":"message","session":"default","payload":{"id":"false_{{{{Group}}}}_3EB0AB_628@c.us","timestamp":1771854964,"from":"{{{{Group}}}}","fromMe":false,"participant":"1@lid","body":"a","_data":{"key":{"participantAlt":"628123456789@c.us"}},"replyTo":{"id":"true_a_b"}}}""",
        """{"event":"message.ack","session":"default","payload":{"id":"true_628123456789@c.us_3EB00001","fromMe":true,"ack":2}}""",
        """{"event":"session.status","session":"default","payload":{"status":"WORKING"}}""",
        """{"event":"messages.upsert","instance":"noc","data":[{"key":{"remoteJid":"5531987654321@s.whatsapp.net","fromMe":false,"id":"1"},"message":{"conversation":"ack 17"},"messageTimestamp":"1771854964"}]}""",
        """{"event":"messages.update","instance":"noc","data":{"keyId":"BAE5","fromMe":true,"status":"READ"}}""",
        """{"event":"connection.update","instance":"noc","data":{"state":"close","statusReason":401}}""",
        """{"update_id":501,"message":{"message_id":40,"from":{"id":1,"is_bot":false},"chat":{"id":-100,"type":"group"},"date":1771854964,"text":"/ack 17"}}""",
        """{"update_id":502,"callback_query":{"id":"77","from":{"id":1},"message":{"message_id":41,"chat":{"id":1,"type":"private"}},"data":"ack:17"}}""",
        """{"entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"106540352242922"},"statuses":[{"id":"wamid.B","status":"failed","timestamp":"1771854965","errors":[{"code":131047,"error_data":{"details":"x"}}]}],"messages":[{"context":{"id":"wamid.A"},"from":"628123456789","id":"wamid.D","timestamp":"1771854966","type":"text","text":{"body":"x"}}]}}]}]}""",
    ];

    private static IWebhookReader Reader(string provider) => (IWebhookReader)ProviderRig.Settings(provider, new Uri("http://127.0.0.1")).Open(TimeProvider.System);

    private static WebhookVerdict.Accepted Read(string provider, string body) => Assert.IsType<WebhookVerdict.Accepted>(Reader(provider).Read(Call(Encoding.UTF8.GetBytes(body))));

    private static InboundMessage Message(WebhookVerdict.Accepted accepted) => Assert.Single(accepted.Messages);

    private static Receipt Receipt(WebhookVerdict.Accepted accepted) => Assert.Single(accepted.Receipts);

    /// <summary>A call that proves itself in every way there is.</summary>
    private static WebhookRequest Call(byte[] body)
    {
        var signed = MetaCloudTests.Signed(body);
        var headers = signed.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        headers["X-Telegram-Bot-Api-Secret-Token"] = ProviderRig.PathSecret;
        return signed with { PathSecret = ProviderRig.PathSecret, Headers = headers };
    }

    private static DateTimeOffset Unix(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
