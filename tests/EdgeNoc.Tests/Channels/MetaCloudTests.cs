using System.Security.Cryptography;
using System.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Channels.MetaCloud;

namespace EdgeNoc.Tests.Channels;

public sealed class MetaCloudTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 23, 13, 56, 10, TimeSpan.Zero);
    private static readonly MetaSettings Settings = (MetaSettings)ProviderRig.Settings("meta-cloud", new Uri("http://127.0.0.1"));

    [Theory]
    [InlineData(130429, "again", FaultOf.Channel)]
    [InlineData(131057, "again", FaultOf.Channel)]
    [InlineData(80007, "again", FaultOf.Channel)]
    [InlineData(4, "again", FaultOf.Channel)]
    [InlineData(131056, "again", FaultOf.Recipient)]
    [InlineData(131048, "again", FaultOf.Channel)]
    [InlineData(131047, "again", FaultOf.Window)]
    [InlineData(131026, "never", FaultOf.Recipient)]
    [InlineData(131000, "again", FaultOf.Channel)]
    [InlineData(131016, "again", FaultOf.Channel)]
    [InlineData(1, "again", FaultOf.Channel)]
    [InlineData(2, "again", FaultOf.Channel)]
    [InlineData(132000, "never", FaultOf.Channel)]
    [InlineData(132001, "never", FaultOf.Channel)]
    [InlineData(132005, "never", FaultOf.Message)]
    [InlineData(132007, "never", FaultOf.Channel)]
    [InlineData(132012, "never", FaultOf.Message)]
    [InlineData(132015, "never", FaultOf.Channel)]
    [InlineData(132016, "never", FaultOf.Channel)]
    [InlineData(132018, "never", FaultOf.Message)]
    [InlineData(131008, "never", FaultOf.Message)]
    [InlineData(131009, "never", FaultOf.Message)]
    [InlineData(131051, "never", FaultOf.Message)]
    [InlineData(100, "never", FaultOf.Message)]
    [InlineData(0, "again", FaultOf.Channel)]
    [InlineData(190, "again", FaultOf.Channel)]
    [InlineData(3, "again", FaultOf.Channel)]
    [InlineData(10, "again", FaultOf.Channel)]
    [InlineData(200, "again", FaultOf.Channel)]
    [InlineData(299, "again", FaultOf.Channel)]
    [InlineData(368, "again", FaultOf.Channel)]
    [InlineData(131031, "again", FaultOf.Channel)]
    [InlineData(131042, "again", FaultOf.Channel)]
    [InlineData(999_999, "again", FaultOf.Channel)]
    internal void Its_code_decides_whatever_the_status(int code, string expected, FaultOf of)
    {
        foreach (var status in new[] { 200, 400, 401, 429, 500, 504 })
        {
            var outcome = MetaReply.Read(new HttpAnswer.Answered(status, $$$$"""{"error":{"message":"(#{{{{code}}}}) x","code":{{{{code}}}},"error_data":{"details":"the details"}}}""", null), hasTemplate: true);
            var (word, fault, reason) = outcome switch
            {
                SendOutcome.TryAgain again => ("again", again.Of, again.Reason),
                SendOutcome.Never never => ("never", never.Of, never.Reason),
                _ => ("", FaultOf.Channel, ""),
            };
            Assert.Equal((expected, of), (word, fault));
            Assert.Contains($"{code} (the details)", reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_closed_window_without_a_template_is_the_end() => Assert.Equal(
        FaultOf.Window, Assert.IsType<SendOutcome.Never>(MetaErrors.Decide(131047, "", null, hasTemplate: false)).Of);

    [Fact]
    public async Task Nothing_is_asked_of_Meta_that_it_must_refuse()
    {
        using var channel = new MetaChannel(Settings with { Template = null }, TimeProvider.System);
        var never = Assert.IsType<SendOutcome.Never>(await channel.SendAsync(new OutgoingMessage("628123456789", "x"), default));
        Assert.Equal((MetaErrors.NoTemplate, FaultOf.Window), (never.Reason, never.Of));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(23.9, true)]
    [InlineData(23.95, false)]
    [InlineData(24, false)]
    [InlineData(1000, false)]
    [InlineData(-5, true)]
    public void The_window_is_open_for_24_hours_less_a_margin(double hoursAgo, bool open)
    {
        Assert.Equal(open, ConversationWindow.IsOpen(Now.AddHours(-hoursAgo), Now));
        Assert.False(ConversationWindow.IsOpen(null, Now));
    }

    [Fact]
    public void A_call_with_its_signature_is_read()
    {
        const string Body = """
            {"object":"whatsapp_business_account","entry":[{"id":"WABA","changes":[
              {"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"62811","phone_number_id":"106540352242922"},
                "statuses":[
                  {"id":"wamid.A","status":"delivered","timestamp":"1771854964","recipient_id":"628","biz_opaque_callback_data":"message/41"},
                  {"id":"wamid.B","status":"failed","timestamp":"1771854965","errors":[{"code":131047,"title":"Re-engagement message","error_data":{"details":"more than 24 hours"}}]},
                  {"id":"wamid.C","status":"deleted","timestamp":"1771854965"}],
                "messages":[
                  {"context":{"from":"62811","id":"wamid.A"},"from":"628123456789","id":"wamid.D","timestamp":"1771854966","type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"ack:17","title":"✅ Ack"}}},
                  {"from":"628123456789","id":"wamid.E","timestamp":"1771854967","type":"button","button":{"payload":"mute60:17","text":"1 jam"}},
                  {"from":"628123456789","id":"wamid.F","timestamp":"1771854968","type":"text","text":{"body":"cek 0/3:17"}},
                  {"from":"628123456789","id":"wamid.G","timestamp":"1771854969","type":"image","image":{"id":"1"}},
                  {"id":"wamid.H","type":"text","text":{"body":"nobody"}}]}},
              {"field":"messages","value":{"metadata":{"phone_number_id":"999"},"messages":[{"from":"628123456789","id":"wamid.I","type":"text","text":{"body":"another number's"}}]}},
              {"field":"message_template_status_update","value":{"event":"APPROVED"}}]}]}
            """;
        var accepted = Assert.IsType<WebhookVerdict.Accepted>(MetaWebhook.Read(Settings, Signed(Body)));
        Assert.Equal(WebhookProof.Signature, accepted.Proof);
        Assert.Equal(
            [
                new InboundMessage("my-meta-cloud", "wamid.D", "628123456789", null, "✅ Ack", "ack:17", Unix(1771854966)) { InReplyTo = "wamid.A" },
                new InboundMessage("my-meta-cloud", "wamid.E", "628123456789", null, "1 jam", "mute60:17", Unix(1771854967)),
                new InboundMessage("my-meta-cloud", "wamid.F", "628123456789", null, "cek 0/3:17", null, Unix(1771854968)),
                new InboundMessage("my-meta-cloud", "wamid.G", "628123456789", null, "", null, Unix(1771854969)),
            ],
            accepted.Messages);
        Assert.Equal(new Receipt("wamid.A", ReceiptState.Delivered, Unix(1771854964)) { Reference = "message/41" }, accepted.Receipts[0]);
        Assert.Equal((131047, "wamid.B"), (accepted.Receipts[1].ErrorCode, accepted.Receipts[1].ProviderId));
        Assert.Equal(FaultOf.Window, Assert.IsType<SendOutcome.TryAgain>(accepted.Receipts[1].Failure).Of);
        Assert.Equal(2, accepted.Receipts.Count);
    }

    [Fact]
    public void A_signature_of_other_bytes_is_refused()
    {
        var good = Signed("""{"entry":[]}""");
        Assert.IsType<WebhookVerdict.Accepted>(MetaWebhook.Read(Settings, good));
        Assert.IsType<WebhookVerdict.Refused>(MetaWebhook.Read(Settings, good with { Body = Encoding.UTF8.GetBytes("""{"entry": []}""") }));
        Assert.IsType<WebhookVerdict.Refused>(MetaWebhook.Read(Settings, good with { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) }));
        Assert.IsType<WebhookVerdict.Refused>(MetaWebhook.Read(Settings with { AppSecret = null }, good));
        Assert.IsType<WebhookVerdict.Refused>(MetaWebhook.Read(Settings with { AppSecret = ProviderRig.PathSource }, good));
    }

    [Theory]
    [InlineData("subscribe", ProviderRig.PathSecret, "1158201444", true)]
    [InlineData("subscribe", "another-secret-0123456789", "1158201444", false)]
    [InlineData("subscribe", "", "1158201444", false)]
    [InlineData("unsubscribe", ProviderRig.PathSecret, "1158201444", false)]
    [InlineData("subscribe", ProviderRig.PathSecret, "<script>", false)]
    [InlineData("subscribe", ProviderRig.PathSecret, "", false)]
    public void The_check_of_the_address_is_answered_to_whoever_knows_the_word(string mode, string token, string challenge, bool expected)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["hub.mode"] = mode, ["hub.verify_token"] = token, ["hub.challenge"] = challenge };
        var verdict = MetaWebhook.Read(Settings, Signed("") with { Method = "GET", Query = query });
        Assert.Equal(expected ? new WebhookVerdict.Challenge(challenge) : null, verdict as WebhookVerdict.Challenge);
        Assert.Equal(!expected, verdict is WebhookVerdict.Refused);
    }

    private static WebhookRequest Signed(string body) => Signed(Encoding.UTF8.GetBytes(body));

    internal static WebhookRequest Signed(byte[] bytes)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["x-hub-signature-256"] = $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ProviderRig.SigningSecret), bytes))}",
            ["X-Webhook-Hmac"] = Convert.ToHexString(HMACSHA512.HashData(Encoding.UTF8.GetBytes(ProviderRig.SigningSecret), bytes)),
        };
        return new WebhookRequest("POST", headers, new Dictionary<string, string>(StringComparer.Ordinal), null, bytes, Now);
    }

    private static DateTimeOffset Unix(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
