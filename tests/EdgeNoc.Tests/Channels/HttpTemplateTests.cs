using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Http;
using EdgeNoc.Collector.Channels.HttpTemplate;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Channels;

public sealed class HttpTemplateTests
{
    private static readonly HttpTemplateSettings Settings = (HttpTemplateSettings)ProviderRig.Settings("http", new Uri("http://127.0.0.1:1"));

    [Fact]
    public void Each_place_has_its_own_escape()
    {
        var settings = Settings with
        {
            UrlTemplate = "https://sms.example.net/{{to}}?key={{secret}}&t={{headline}}",
            Headers = [("X-Key", "Key {{secret}}"), ("X-Ref", "{{ reference }}")],
            ContentType = "application/xml",
            BodyTemplate = "<m to=\"{{to}}\">{{text}}</m>",
        };
        var request = settings.Request("a b&c", "628123456789", new OutgoingMessage("628123456789", "*<x>* & \"y\"\nsecond\u0001") { Reference = "message/41" });
        Assert.Equal("https://sms.example.net/628123456789?key=a%20b%26c&t=%3Cx%3E%20%26%20%22y%22", request.Url.AbsoluteUri);
        Assert.Equal([("X-Key", "Key a b&c"), ("X-Ref", "message/41")], request.Headers);
        Assert.Equal("<m to=\"628123456789\">&lt;x&gt; &amp; &quot;y&quot;\nsecond</m>", Encoding.UTF8.GetString(request.Body!));
    }

    [Fact]
    public void Whatever_a_message_says_it_stays_in_its_place() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), said =>
    {
        var message = new OutgoingMessage("628123456789", (said ?? "") + "\"}{{secret}}&to=x</t>");
        var plain = MessageMarkup.Plain(message.Text);
        using var json = JsonDocument.Parse((Settings with { BodyTemplate = """{"to":"{{to}}","text":"{{text}}"}""" }).Request("s", "628", message).Body);
        Assert.Equal(["to", "text"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(plain, json.RootElement.GetProperty("text").GetString());
        var form = Encoding.UTF8.GetString((Settings with { ContentType = "application/x-www-form-urlencoded", BodyTemplate = "to={{to}}&text={{text}}" }).Request("s", "628", message).Body!);
        Assert.Equal(plain, Uri.UnescapeDataString(form["to=628&text=".Length..]));
        Assert.Equal(2, form.Split('&').Length);
        var url = (Settings with { UrlTemplate = "https://h.example.net/p?t={{text}}&to={{to}}" }).Request("s", "628", message).Url;
        Assert.Equal(("h.example.net", "/p"), (url.Host, url.AbsolutePath));
        Assert.EndsWith("&to=628", url.Query, StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(200, """{"result":"queued","call":{"id":"c-7"}}""", "Accepted c-7")]
    [InlineData(202, """{"result":"QUEUED"}""", "Accepted ")]
    [InlineData(200, """{"result":"no credit"}""", "TryAgain")]
    [InlineData(200, """{}""", "TryAgain")]
    [InlineData(200, "<html>", "InDoubt")]
    [InlineData(400, "bad", "Never Message")]
    [InlineData(401, "bad", "TryAgain")]
    [InlineData(404, "bad", "TryAgain")]
    [InlineData(429, "bad", "TryAgain")]
    [InlineData(500, "bad", "TryAgain")]
    [InlineData(504, "bad", "InDoubt")]
    public void The_predicate_says_what_an_answer_means(int status, string body, string expected) => Assert.Equal(expected, Word(HttpTemplateReply.Read(Settings, new HttpAnswer.Answered(status, body, null))));

    [Theory]
    [InlineData("data.0.id", "7")]
    [InlineData("data.1.id", null)]
    [InlineData("data", null)]
    [InlineData("ok", "true")]
    [InlineData("n", "5")]
    [InlineData("x.y", null)]
    public void A_place_in_an_answer_is_found_or_not(string path, string? expected)
    {
        using var document = JsonDocument.Parse("""{"data":[{"id":"7"}],"ok":true,"n":5}""");
        Assert.Equal(expected, JsonPath.Text(document.RootElement, path));
    }

    private static string Word(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted accepted => $"Accepted {accepted.ProviderId}",
        SendOutcome.Never never => $"Never {never.Of}",
        _ => outcome.GetType().Name,
    };
}
