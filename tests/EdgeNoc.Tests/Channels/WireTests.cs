using System.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.AlertWebhook;
using EdgeNoc.Collector.Channels.Evolution;
using EdgeNoc.Collector.Channels.Fonnte;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.MetaCloud;
using EdgeNoc.Collector.Channels.Mpwa;
using EdgeNoc.Collector.Channels.Telegram;
using EdgeNoc.Collector.Channels.Waha;

namespace EdgeNoc.Tests.Channels;

/// <summary>Each request, byte for byte, as the providers' pages have it.</summary>
public sealed class WireTests
{
    private static readonly Uri Api = new("https://api.example.net/wa/");
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    private static readonly MessageButton[] Buttons = [new("ack:17", "✅ Ack"), new("mute60:17", "🔕 1 jam"), new("detail:17", "📋 A title that is too long for it"), new("4", "no fourth")];

    private static readonly OutgoingMessage Message = new("628123456789", "🔴 #17 *PON 0/3* \"28/32\" down\nALL ≥1,240 m")
    {
        Reference = "message/41",
        LastInboundAt = Now.AddHours(-23),
        Buttons = Buttons,
    };

    [Fact]
    public void Mpwa() => Assert.Equal(
        """
        POST https://api.example.net/wa/
        application/json; charset=utf-8

        {"api_key":"KEY","sender":"628111222333","number":"628123456789","message":"\uD83D\uDD34 #17 *PON 0/3* \"28/32\" down\nALL ≥1,240 m"}
        """,
        Wire(MpwaChannel.Request((MpwaSettings)ProviderRig.Settings("mpwa", Api) with { Url = Api }, "KEY", "628123456789", Message.Text)));

    [Fact]
    public void Fonnte() => Assert.Equal(
        """
        POST https://api.example.net/wa/send
        Authorization: KEY
        application/x-www-form-urlencoded

        target=628123456789&message=a%26b%3D%20%F0%9F%94%B4%0Ac&countryCode=62
        """,
        Wire(FonnteChannel.Request((FonnteSettings)ProviderRig.Settings("fonnte", Api), "KEY", "628123456789", "a&b= 🔴\nc")));

    [Fact]
    public void Waha() => Assert.Equal(
        """
        POST https://api.example.net/wa/api/sendText
        X-Api-Key: KEY
        application/json; charset=utf-8

        {"session":"default","chatId":"628123456789@c.us","text":"hello","reply_to":null,"linkPreview":false}
        """,
        Wire(WahaChannel.Request((WahaSettings)ProviderRig.Settings("waha", Api), "KEY", "628123456789@c.us", "hello")));

    [Fact]
    public void Evolution() => Assert.Equal(
        """
        POST https://api.example.net/wa/message/sendText/noc%20%2F1
        apikey: KEY
        application/json; charset=utf-8

        {"number":"5531987654321","text":"hello","linkPreview":false}
        """,
        Wire(EvolutionChannel.Request((EvolutionSettings)ProviderRig.Settings("evolution", Api) with { Instance = "noc /1" }, "KEY", "5531987654321", "hello")));

    [Fact]
    public void Telegram() => Assert.Equal(
        """
        POST https://api.example.net/wa/bot123:KEY/sendMessage
        application/json; charset=utf-8

        {"chat_id":"-1001234567890","text":"\uD83D\uDD34 #17 <b>PON 0/3</b> \"28/32\" down\nALL ≥1,240 m","parse_mode":"HTML","link_preview_options":{"is_disabled":true},"reply_markup":{"inline_keyboard":[[{"text":"✅ Ack","callback_data":"ack:17"},{"text":"\uD83D\uDD15 1 jam","callback_data":"mute60:17"},{"text":"\uD83D\uDCCB A title that is …","callback_data":"detail:17"}]]}}
        """,
        Wire(TelegramRequest.Send(Api, "123:KEY", "-1001234567890", Message)));

    [Fact]
    public void A_token_cannot_leave_its_place_in_the_path() =>
        Assert.Equal("https://api.example.net/bot1:a%2F..%3Fx/getMe", TelegramRequest.At(new Uri("https://api.example.net"), "1:a/..?x", "getMe").AbsoluteUri);

    [Fact]
    public void Meta_takes_buttons_within_24_hours() => Assert.Equal(
        """{"messaging_product":"whatsapp","recipient_type":"individual","to":"628123456789","type":"interactive","interactive":{"type":"button","body":{"text":"\uD83D\uDD34 #17 *PON 0/3* \"28/32\" down\nALL ≥1,240 m"},"action":{"buttons":[{"type":"reply","reply":{"id":"ack:17","title":"✅ Ack"}},{"type":"reply","reply":{"id":"mute60:17","title":"\uD83D\uDD15 1 jam"}},{"type":"reply","reply":{"id":"detail:17","title":"\uD83D\uDCCB A title that is …"}}]}},"biz_opaque_callback_data":"message/41"}""",
        Meta(Message));

    [Fact]
    public void Meta_takes_a_text_that_is_too_long_for_buttons() => Assert.Equal(
        $$$"""{"messaging_product":"whatsapp","recipient_type":"individual","to":"628123456789","type":"text","text":{"preview_url":false,"body":"{{{new string('x', 1025)}}}"},"biz_opaque_callback_data":"message/41"}""",
        Meta(Message with { Text = new string('x', 1025) }));

    [Fact]
    public void Meta_takes_only_a_template_after_24_hours() => Assert.Equal(
        """{"messaging_product":"whatsapp","recipient_type":"individual","to":"628123456789","type":"template","template":{"name":"noc_alert_v1","language":{"code":"id"},"components":[{"type":"body","parameters":[{"type":"text","text":"\uD83D\uDD34 #17 *PON 0/3* \"28/32\" down"}]},{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"ack:17"}]},{"type":"button","sub_type":"quick_reply","index":"1","parameters":[{"type":"payload","payload":"mute60:17"}]}]},"biz_opaque_callback_data":"message/41"}""",
        Meta(Message with { LastInboundAt = Now.AddHours(-24) }));

    [Fact]
    public void A_template_of_the_message_goes_before_the_channels_own_and_its_parameters_fit_in_one_line() => Assert.Contains(
        """{"name":"report","language":{"code":"pt_BR"},"components":[{"type":"body","parameters":[{"type":"text","text":"a b c"},{"type":"text","text":"-"}]}]}""",
        Meta(Message with { LastInboundAt = null, Buttons = [], Template = new("report", "pt_BR", ["a\n\tb     c", " \n"]) }), StringComparison.Ordinal);

    [Fact]
    public void Alertmanagers_webhook()
    {
        var settings = (WebhookSettings)ProviderRig.Settings("webhook", Api) with { Link = new Uri("https://noc.example.net/") };
        AlertFacts[] alerts =
        [
            new("f1", Texts(("alertname", "pon.down"), ("site", "kdr-03"), ("entity", "pon/0/3")), Texts(("reason", "timeout")), Now.AddMinutes(-5), null),
            new("f2", Texts(("alertname", "pon.down"), ("site", "kdr-03"), ("entity", "pon/0/4")), Texts(("reason", "timeout")), Now.AddMinutes(-6), Now),
        ];
        var message = new OutgoingMessage("noc", "🔴 #17 *kdr-03*\nbody") { Group = new AlertGroup("incident/17", Texts(("site", "kdr-03")), alerts) };
        Assert.Equal(
            """
            POST https://api.example.net/wa/alerts
            Authorization: Bearer KEY
            application/json; charset=utf-8

            {"version":"4","groupKey":"incident/17","truncatedAlerts":0,"status":"firing","receiver":"noc","groupLabels":{"site":"kdr-03"},"commonLabels":{"alertname":"pon.down","site":"kdr-03"},"commonAnnotations":{"description":"\uD83D\uDD34 #17 kdr-03\nbody","reason":"timeout","summary":"\uD83D\uDD34 #17 kdr-03"},"externalURL":"https://noc.example.net/","alerts":[{"status":"firing","labels":{"alertname":"pon.down","entity":"pon/0/3","site":"kdr-03"},"annotations":{"reason":"timeout"},"startsAt":"2026-11-20T04:55:00.000Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"https://noc.example.net/","fingerprint":"f1"},{"status":"resolved","labels":{"alertname":"pon.down","entity":"pon/0/4","site":"kdr-03"},"annotations":{"reason":"timeout"},"startsAt":"2026-11-20T04:54:00.000Z","endsAt":"2026-11-20T05:00:00.000Z","generatorURL":"https://noc.example.net/","fingerprint":"f2"}]}
            """,
            Wire(WebhookChannel.Request(settings with { Url = new Uri(Api, "alerts") }, "KEY", "noc", message, Now)));
    }

    [Fact]
    public void Half_a_surrogate_pair_breaks_no_request()
    {
        var message = Message with { Text = WellFormed.Text("a\uD83D b") };
        Assert.Contains("a\uFFFD b", Meta(message), StringComparison.Ordinal);
        Assert.Contains("a\uFFFD b", Meta(new OutgoingMessage("628123456789", "a\uD83D b") { LastInboundAt = Now }), StringComparison.Ordinal);
    }

    private static string Meta(OutgoingMessage message) =>
        Encoding.UTF8.GetString(ChannelRequest.Json(Api, MetaRequest.Body((MetaSettings)ProviderRig.Settings("meta-cloud", Api), "628123456789", message, Now)!).Body!);

    private static Dictionary<string, string> Texts(params (string Key, string Value)[] texts) => texts.ToDictionary(text => text.Key, text => text.Value, StringComparer.Ordinal);

    private static string Wire(ChannelRequest request) => string.Join(
        '\n', [$"{request.Method} {request.Url.AbsoluteUri}", .. request.Headers.Select(header => $"{header.Name}: {header.Value}"), request.ContentType!, "", Encoding.UTF8.GetString(request.Body!)]);
}
