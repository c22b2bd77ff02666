using System.Text.Json;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Web;

public sealed class ChartTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);

    [Fact]
    public void A_name_from_outside_stays_a_quoted_text() => Assert.Contains(
        "\"device\" = 'x\\' OR 1=1 --\\\\' AND", ChartQuery.Of("light", new ChartSubject("kdr-03", "x' OR 1=1 --\\", "0/1", "2"), ChartRange.All[0], Now), StringComparison.Ordinal);

    [Fact]
    public void A_chart_has_some_three_hundred_steps_whatever_its_stretch() => Assert.All(ChartRange.All, range => Assert.InRange(range.Length / range.Step, 200, 400));

    [Fact]
    public void Each_line_is_a_field_of_the_catalogue() => Assert.All(
        ChartQuery.Lines.Values.SelectMany(fields => fields), field => Assert.Contains(Catalogue.All, measurement => measurement.Fields.Any(known => known.Name == field)));

    [Fact]
    public void What_was_not_measured_is_a_gap_and_no_zero()
    {
        var series = new InfluxSeries("pon", new Dictionary<string, string>(StringComparer.Ordinal), ["time", "online"], [JsonDocument.Parse("[60000,null]").RootElement, JsonDocument.Parse("[120000,7.126]").RootElement]);
        var view = ChartReader.Of(series, [("online", "ONUs online"), ("offline", "ONUs offline")]);
        Assert.Equal([60L, 120L], view.Times);
        Assert.Equal([null, 7.13], view.Series[0].Values);
        Assert.Equal([null, null], view.Series[1].Values);
    }

    [Fact]
    public async Task Parts_that_are_polled_several_times_in_a_step_are_summed_once()
    {
        await using var influx = await InfluxDb.StartAsync(RigDirectory.New("chart"));
        await influx.CreateDatabaseAsync("edgenoc");
        var now = DateTimeOffset.UtcNow;
        var at = now.AddMinutes(-30).ToUnixTimeMilliseconds() / 300_000 * 300_000;
        var lines = from poll in Enumerable.Range(0, 4) from pon in Enumerable.Range(1, 3) select FormattableString.Invariant($"pon,site=kdr-03,device=olt-1,pon=0/{pon} online={10 * pon}i,offline={pon}i {at + (poll * 30_000)}");
        using var http = new HttpClient { BaseAddress = influx.Url };
        using var body = new StringContent(string.Join('\n', lines));
        (await http.PostAsync(new Uri("/write?db=edgenoc&precision=ms", UriKind.Relative), body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        using var reader = new ChartReader(Api.ApiRig.Config() with { Influx = new Collector.Config.InfluxConfig(influx.Url, "edgenoc", null, null) }, TimeProvider.System);
        foreach (var subject in new[] { new ChartSubject("kdr-03"), new ChartSubject("kdr-03", "olt-1") })
        {
            var view = await reader.ReadAsync(ChartQuery.Of("onus", subject, ChartRange.All[1], now)!, [("online", "up"), ("offline", "down")], TestContext.Current.CancellationToken);
            Assert.Equal([at / 1000], view!.Times);
            Assert.Equal((60.0, 6.0), (view.Series[0].Values[0], view.Series[1].Values[0]));
        }

        Assert.Empty((await reader.ReadAsync(ChartQuery.Of("onus", new ChartSubject("mlg-01"), ChartRange.All[1], now)!, [("online", "up")], TestContext.Current.CancellationToken))!.Times);
    }
}
