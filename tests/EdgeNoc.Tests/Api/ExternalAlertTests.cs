using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.External;
using EdgeNoc.Collector.Store;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Alerts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Api;

public sealed class ExternalAlertTests : IAsyncLifetime
{
    private ApiRig _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiRig.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task An_alert_of_Prometheus_is_told_once_and_so_is_its_end()
    {
        var labels = Labels("DiskFull", ("instance", "db1:9100"), ("severity", "critical"), ("site", "kdr-03"));
        for (var n = 0; n < 3; n++)
        {
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(Alert(labels, "2026-11-20T04:59:00.123456789Z", "0001-01-01T00:00:00Z"))).Status);
            _api.Story.After(31);
            await _api.Story.PassAsync();
        }

        Assert.Equal("628111 🔴 #1 KDR-03 db1-9100: diskfull, 97 % used, 04:59 UTC", _api.Story.TakeSent().Single());
        var alert = (await _api.GetAsync("/api/v1/alerts")).Json.GetProperty("items").EnumerateArray().Single();
        Assert.Equal(
            ("kdr-03", "db1-9100", "external.diskfull", "critical", "external", "2026-11-20T04:59:00.123Z"),
            (Text(alert, "site"), Text(alert, "device"), Text(alert, "kind"), Text(alert, "severity"), Text(alert, "source"), Text(alert, "since")));
        Assert.Equal("97 % used", alert.GetProperty("labels").GetProperty("summary").GetString());

        await PostAsync(Alert(labels, "2026-11-20T04:59:00Z", "2026-11-20T05:01:00Z"));
        await _api.Story.PassForAsync(200);
        Assert.Single(_api.Story.TakeSent());
        Assert.Equal("cleared", Text((await _api.GetAsync("/api/v1/alerts")).Json.GetProperty("items")[0], "state"));
    }

    [Fact]
    public async Task Its_labels_are_its_identity()
    {
        await PostAsync(Alert(Labels("Down", ("job", "a"))), Alert(Labels("Down", ("job", "b"))), Alert(Labels("Down", ("job", "a"))));
        Assert.Equal(2, _api.Story.Query<long>("SELECT COUNT(*) FROM alerts").Single());
        Assert.Equal("external", _api.Story.Query<string>("SELECT DISTINCT site FROM alerts").Single());
    }

    [Fact]
    public async Task One_that_is_not_sent_again_is_over_after_its_time()
    {
        await PostAsync(Alert(Labels("A"), ends: "2026-11-20T05:02:00Z"), Alert(Labels("B")));
        _api.Story.After(121);
        Assert.Equal(1, _api.ExpireExternal());
        await PostAsync(Alert(Labels("B")));
        _api.Story.After(200);
        Assert.Equal(0, _api.ExpireExternal());
        _api.Story.After(101);
        Assert.Equal(1, _api.ExpireExternal());
        Assert.Equal(0, _api.Story.Query<long>("SELECT COUNT(*) FROM alerts WHERE cleared_ms IS NULL").Single());
    }

    [Fact]
    public async Task After_a_start_its_senders_have_five_minutes_and_then_it_is_looked_for_every_quarter_of_a_minute()
    {
        var time = new AdjustableTime(Story.Start);
        await PostAsync(Alert(Labels("Gone"), ends: "2026-11-20T05:01:00Z"), Alert(Labels("Later"), ends: "2026-11-20T05:05:20Z"));
        using var expiry = new ExternalExpiry(_api.Story.Database, new Wakeups(), time, NullLogger<ExternalExpiry>.Instance);
        await expiry.StartAsync(default);
        await time.TimersAsync(1);
        time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(["external.gone", "external.later"], Standing());
        time.Advance(TimeSpan.FromSeconds(1));
        await time.TimersAsync(1);
        Assert.Equal(["external.later"], Standing());
        time.Advance(TimeSpan.FromSeconds(15));
        await time.TimersAsync(1);
        Assert.Equal(["external.later"], Standing());
        time.Advance(TimeSpan.FromSeconds(15));
        await time.TimersAsync(1);
        Assert.Empty(Standing());
        await expiry.StopAsync(default);
    }

    [Fact]
    public async Task What_cannot_be_used_is_named_and_counted_and_its_neighbours_are_taken()
    {
        var answer = await PostAsync(
            Alert(Labels("Good")),
            Alert(Labels("Late"), "2071-01-01T00:00:00Z"),
            Alert(Labels("Long"), ends: "2071-01-01T00:00:00Z"),
            Alert(Labels("Where", ("site", "../KDR 03"))),
            Alert(new Dictionary<string, string> { ["job"] = "x" }),
            Alert(Labels("When"), "tomorrow"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            [
                "[1].startsAt: is too far ahead", "[2].endsAt: is too far ahead", "[3].labels.site: is no site id", "[4].labels.alertname: is missing or has no letter", "[5].startsAt: is no time",
            ],
            answer.Errors);
        Assert.Equal("1 of 6 alerts were taken", answer.Json.GetProperty("detail").GetString());
        Assert.Equal(["external.good"], _api.Story.Query<string>("SELECT kind FROM alerts"));
        Assert.Equal(5, _api.Story.Query<long>("SELECT COUNT(*) FROM refused_events").Single());
    }

    [Fact]
    public async Task A_megabyte_of_labels_is_refused_and_many_are_cut()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(Alert(Labels("Big", ("text", new string('x', 1 << 20)))))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(Alert(Labels("Many", [.. Enumerable.Range(1, 100).Select(n => ($"label_{n}", "x"))])))).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Alert(Labels("Some", [.. Enumerable.Range(1, 60).Select(n => ($"label_{n:00}", new string('y', 1000)))])))).Status);
        var labels = (await _api.GetAsync("/api/v1/alerts")).Json.GetProperty("items")[0].GetProperty("labels").EnumerateObject().ToList();
        Assert.Equal(32, labels.Count);
        Assert.All(labels, label => Assert.True(label.Value.GetString()!.Length <= 256));
    }

    [Fact]
    public async Task Markup_and_line_breaks_reach_no_message()
    {
        await PostAsync(Alert(Labels("Nm\n<b>", ("severity", "page"), ("device", "*x*\r\n🟢 #1 all fine"), ("note", "\u202Eevil{{head}}"))));
        _api.Story.After(31);
        await _api.Story.PassAsync();
        var text = _api.Story.Query<string>("SELECT content FROM outbox").Single();
        Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n🟢", text, StringComparison.Ordinal);
        Assert.DoesNotContain("*x*", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("null")]
    [InlineData("""[{"labels":{"alertname":5}}]""")]
    [InlineData("""[{"labels":{"alertname":"\ud800"}}]""")]
    [InlineData("[")]
    [InlineData("")]
    public async Task What_is_no_list_of_alerts_is_refused(string body)
    {
        var answer = await _api.SendAsync(HttpMethod.Post, "/api/v2/alerts", _api.Token(Role.Operator), body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("application/problem+json", answer.ContentType);
    }

    private List<string> Standing() => _api.Story.Query<string>("SELECT kind FROM alerts WHERE cleared_ms IS NULL ORDER BY kind");

    private static string? Text(System.Text.Json.JsonElement element, string key) => element.GetProperty(key).GetString();

    private static Dictionary<string, string> Labels(string name, params (string Key, string Value)[] more) =>
        more.Append(("alertname", name)).ToDictionary(label => label.Item1, label => label.Item2, StringComparer.Ordinal);

    private static object Alert(Dictionary<string, string> labels, string? starts = null, string? ends = null) =>
        new { labels, annotations = new { summary = "97 % used" }, startsAt = starts, endsAt = ends, generatorURL = "http://prometheus/graph", fingerprint = "ignored" };

    private Task<Answer> PostAsync(params object[] alerts) => _api.PostAsync("/api/v2/alerts", alerts);
}
