using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Downsampling;
using EdgeNoc.Collector.Downsampling.Setup;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Configuration;

namespace EdgeNoc.Tests.Downsampling;

/// <summary>What <c>influx init</c> asks of each generation.</summary>
public sealed class DashboardsInfluxInitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_real_InfluxDB_1_keeps_raw_points_and_figures_as_long_as_it_should_and_computes_the_figures()
    {
        await using var influx = await InfluxDb.StartAsync(RigDirectory.New("init"), continuousQueries: true);
        var config = new InfluxConfig(influx.Url, "edgenoc", User: null, Password: null);
        using var http = new InfluxHttp(config, Patience, TimeProvider.System);
        // Ten minutes late is not late: the queries look back twenty. They run first when they are made, and then only when the next five minutes are over.
        await influx.CreateDatabaseAsync("edgenoc");
        var window = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 300_000 * 300_000 - 600_000;
        var lines = new StringBuilder();
        for (var n = 0; n < 10; n++)
        {
            lines.Append(FormattableString.Invariant($"pon,site=kdr-03,device=olt-1,pon=0/1 total=8i,online={n % 5}i,rx_avg_dbm=-{20 + n}.5 {window + (n * 30_000)}\n"));
            lines.Append(FormattableString.Invariant($"pon,site=kdr-03,device=olt-1,pon=0/2 total=4i,online=4i {window + (n * 30_000)}\n"));
            lines.Append(FormattableString.Invariant($"pon,site=sby-01,device=olt-1,pon=0/9 total=3i,online=1i {window + (n * 30_000)}\n"));
            for (var box = 1; box <= 3; box++) lines.Append(FormattableString.Invariant($"device,site=kdr-03,device=olt-{box},kind=olt,vendor=hioso up={(box == 2 ? n % 2 : 1)}i {window + (n * 30_000)}\n"));
            lines.Append(FormattableString.Invariant($"device,site=kdr-03,device=ont-1,kind=ont up=1i {window + (n * 30_000)}\n"));
        }

        Assert.IsType<WriteOutcome.Stored>(await http.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), default));
        for (var again = 0; again < 2; again++)
        {
            var steps = await StepsAsync(config);
            Assert.All(steps, step => Assert.True(step.Problem is null, $"{step.What}: {step.Problem}"));
            Assert.Equal(3 + FigureRules.All.Count, steps.Count);
        }

        using (var policies = await influx.QueryAsync("edgenoc", "SHOW RETENTION POLICIES ON edgenoc"))
        {
            Assert.Equal(["autogen 720h0m0s 24h0m0s True", "m5 8784h0m0s 168h0m0s False"],
                InfluxDb.Rows(policies).Select(row => $"{row[0]} {row[1]} {row[2]} {row[4]}"));
        }

        // That of the network is the last.
        await WaitFor.TrueAsync(async () => await influx.CountAsync("edgenoc", "m5\".\"network_total", "online") > 0, TimeSpan.FromSeconds(40), "the continuous queries");
        using var figures = await influx.QueryAsync("edgenoc", "SELECT online, online_min, online_max, rx_avg_dbm, rx_avg_dbm_min, rx_avg_dbm_max FROM m5.pon WHERE pon = '0/1'");
        Assert.Equal([(window * 1_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture), "2", "0", "4", "-25", "-29.5", "-20.5"], InfluxDb.Rows(figures).Single().EnumerateArray().Select(cell => cell.ToString()));
        using var totals = await influx.QueryAsync("edgenoc", "SELECT total, online FROM m5.site_total WHERE site = 'kdr-03'");
        Assert.Equal(["12", "6"], InfluxDb.Rows(totals).Single().EnumerateArray().Skip(1).Select(cell => cell.ToString()));
        using var boxes = await influx.QueryAsync("edgenoc", "SELECT boxes, boxes_up, boxes_down FROM m5.site_total WHERE site = 'kdr-03'");
        Assert.Equal(["3", "2.5", "0.5"], InfluxDb.Rows(boxes).Single().EnumerateArray().Skip(1).Select(cell => cell.ToString()));
        using var network = await influx.QueryAsync("edgenoc", "SELECT total, online FROM m5.network_total");
        Assert.Equal(["15", "7"], InfluxDb.Rows(network).Single().EnumerateArray().Skip(1).Select(cell => cell.ToString()));
    }

    [Fact]
    public async Task A_default_policy_of_another_name_is_told_and_left_alone()
    {
        await using var influx = await InfluxDb.StartAsync(RigDirectory.New("init-other"));
        using (await influx.QueryAsync("edgenoc", "CREATE DATABASE edgenoc WITH DURATION 7d NAME mine")) { }
        var steps = await StepsAsync(new InfluxConfig(influx.Url, "edgenoc", User: null, Password: null));
        Assert.Contains("\"mine\"", steps[^1].Problem, StringComparison.Ordinal);
        Assert.Equal(2, steps.Count);
    }

    [Fact]
    public async Task InfluxDB_2_gets_two_buckets_their_mappings_and_a_task()
    {
        await using var server = await RecordingServer.StartAsync(line => line switch
        {
            "GET /api/v2/orgs?org=noc%20east" => (200, """{"orgs":[{"id":"0000000000000001"}]}"""),
            "POST /api/v2/buckets" => (201, """{"id":"00000000000000b1"}"""),
            _ when line.StartsWith("GET ", StringComparison.Ordinal) => (200, """{"buckets":[],"content":[],"tasks":[]}"""),
            _ => (201, """{"id":"1"}"""),
        });
        var config = new InfluxConfig(server.Url, "edgenoc", null, null) { Generation = InfluxGeneration.Two, Organisation = "noc east", Token = TestSecret.Of("token-1") };
        Assert.All(await StepsAsync(config), step => Assert.Null(step.Problem));
        Assert.All(server.Requests, request => Assert.Contains("[Token token-1]", request, StringComparison.Ordinal));
        Assert.Equal(
            [
                "GET /api/v2/orgs?org=noc%20east",
                "GET /api/v2/buckets?orgID=0000000000000001&name=edgenoc",
                """POST /api/v2/buckets {"orgID":"0000000000000001","name":"edgenoc","retentionRules":[{"type":"expire","everySeconds":2592000}]}""",
                "GET /api/v2/dbrps?orgID=0000000000000001&db=edgenoc&rp=autogen",
                """POST /api/v2/dbrps {"orgID":"0000000000000001","bucketID":"00000000000000b1","database":"edgenoc","retention_policy":"autogen","default":true}""",
                "GET /api/v2/buckets?orgID=0000000000000001&name=edgenoc_m5",
                """POST /api/v2/buckets {"orgID":"0000000000000001","name":"edgenoc_m5","retentionRules":[{"type":"expire","everySeconds":31622400}]}""",
                "GET /api/v2/dbrps?orgID=0000000000000001&db=edgenoc&rp=m5",
                """POST /api/v2/dbrps {"orgID":"0000000000000001","bucketID":"00000000000000b1","database":"edgenoc","retention_policy":"m5","default":false}""",
                "GET /api/v2/tasks?orgID=0000000000000001&name=edgenoc%20five-minute%20figures",
            ],
            server.Requests.SkipLast(1).Select(request => request.Replace(" [Token token-1]", "", StringComparison.Ordinal)));
        using var task = JsonDocument.Parse(server.Requests[^1][server.Requests[^1].IndexOf('{', StringComparison.Ordinal)..]);
        Assert.Equal(FluxTask.Text(config), task.RootElement.GetProperty("flux").GetString());
    }

    [Fact]
    public async Task What_InfluxDB_2_has_already_is_put_right_and_not_made_twice()
    {
        await using var server = await RecordingServer.StartAsync(line => line switch
        {
            _ when line.StartsWith("GET /api/v2/orgs", StringComparison.Ordinal) => (200, """{"orgs":[{"id":"o1"}]}"""),
            _ when line.StartsWith("GET /api/v2/buckets", StringComparison.Ordinal) => (200, """{"buckets":[{"id":"b1"}]}"""),
            _ when line.StartsWith("GET /api/v2/dbrps", StringComparison.Ordinal) => (200, """{"content":[{"id":"d1","bucketID":"other","virtual":false}]}"""),
            _ when line.StartsWith("GET /api/v2/tasks", StringComparison.Ordinal) => (200, """{"tasks":[{"id":"t1"}]}"""),
            _ when line.StartsWith("DELETE", StringComparison.Ordinal) => (204, ""),
            _ => (200, """{"id":"b1"}"""),
        });
        var config = new InfluxConfig(server.Url, "edgenoc", null, null) { Generation = InfluxGeneration.Two, Token = TestSecret.Of("token-1") };
        Assert.All(await StepsAsync(config), step => Assert.Null(step.Problem));
        Assert.Equal(
            ["PATCH /api/v2/buckets/b1", "DELETE /api/v2/dbrps/d1?orgID=o1", "POST /api/v2/dbrps", "PATCH /api/v2/buckets/b1", "DELETE /api/v2/dbrps/d1?orgID=o1", "POST /api/v2/dbrps", "PATCH /api/v2/tasks/t1"],
            server.Requests.Where(request => !request.StartsWith("GET", StringComparison.Ordinal)).Select(request => request[..request.IndexOf(" [", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task InfluxDB_3_gets_two_databases_and_one_that_is_there_is_no_error()
    {
        var asked = 0;
        await using var server = await RecordingServer.StartAsync(_ => asked++ == 0 ? (409, """{"error":"already exists"}""") : (200, ""));
        var config = new InfluxConfig(server.Url, "edgenoc", null, null) { Generation = InfluxGeneration.Three, Token = TestSecret.Of("token-3") };
        Assert.Equal(["database edgenoc: there already, and keeps what it was made to keep", "database edgenoc/m5: 366d"], (await StepsAsync(config)).Select(step => step.What));
        Assert.Equal(
            [
                """POST /api/v3/configure/database [Bearer token-3] {"db":"edgenoc","retention_period":"30d"}""",
                """POST /api/v3/configure/database [Bearer token-3] {"db":"edgenoc/m5","retention_period":"366d"}""",
            ],
            server.Requests);
    }

    [Theory]
    [InlineData(InfluxGeneration.One, 401, """{"error":"authorization failed"}""", "administrator")]
    [InlineData(InfluxGeneration.Two, 401, """{"code":"unauthorized","message":"unauthorized access"}""", "all-access token")]
    [InlineData(InfluxGeneration.Three, 500, """{"error":"disk on fire"}""", "disk on fire")]
    public async Task A_refusal_is_told_with_what_to_do_and_without_the_token(InfluxGeneration generation, int status, string body, string words)
    {
        await using var server = await RecordingServer.StartAsync(_ => (status, body));
        var config = new InfluxConfig(server.Url, "edgenoc", null, null) { Generation = generation, Token = generation == InfluxGeneration.One ? null : TestSecret.Of("token-1") };
        var problem = (await StepsAsync(config))[0].Problem;
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("token-1", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_with_what_to_do()
    {
        var config = new InfluxConfig(new Uri($"http://127.0.0.1:{FreePort.Next()}"), "edgenoc", null, null);
        Assert.Contains("check influx.url", (await StepsAsync(config))[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_task_of_InfluxDB_2_computes_all_that_the_continuous_queries_do()
    {
        var flux = FluxTask.Text(new InfluxConfig(new Uri("http://127.0.0.1"), "edgenoc", null, null) { Generation = InfluxGeneration.Two });
        Assert.All(Catalogue.All.Where(Downsampled.Has), measurement => Assert.Contains($"r._measurement == \"{measurement.Name}\"", flux, StringComparison.Ordinal));
        Assert.All(FigureRules.All.Where(rule => rule.Total is not null).SelectMany(rule => rule.Figures), figure => Assert.Contains($"ofSites(field: \"{figure.Name}\")", flux, StringComparison.Ordinal));
        Assert.All(FigureRules.All.Where(rule => rule.IsOfNetwork).SelectMany(rule => rule.Figures), figure => Assert.Contains($"ofNetwork(field: \"{figure.Name}\")", flux, StringComparison.Ordinal));
        Assert.DoesNotContain("alert_event", flux, StringComparison.Ordinal);
    }

    private static async Task<List<SetupStep>> StepsAsync(InfluxConfig config)
    {
        using var admin = new InfluxAdmin(config, Patience, TimeProvider.System);
        var steps = new List<SetupStep>();
        await foreach (var step in config.Generation switch
        {
            InfluxGeneration.One => SetupOne.RunAsync(admin, config.Database, default),
            InfluxGeneration.Two => SetupTwo.RunAsync(admin, config, default),
            _ => SetupThree.RunAsync(admin, config, default),
        }) steps.Add(step);
        return steps;
    }
}
