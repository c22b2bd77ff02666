using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Downsampling;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest.Reception;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Configuration;

namespace EdgeNoc.Tests.Downsampling;

/// <summary>The write path of 2.x and 3.x.</summary>
public sealed class DashboardsWriteTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(InfluxGeneration.Two, "noc east", "POST /api/v2/write?org=noc%20east&bucket=edgenoc&precision=ms [Token token-1] m f=1 1", "POST /api/v2/write?org=noc%20east&bucket=edgenoc_m5&precision=ms [Token token-1] m f=1 1")]
    [InlineData(InfluxGeneration.Three, null, "POST /api/v2/write?bucket=edgenoc&precision=ms [Bearer token-1] m f=1 1", "POST /api/v2/write?bucket=edgenoc%2Fm5&precision=ms [Bearer token-1] m f=1 1")]
    public async Task A_write_names_organisation_bucket_precision_and_token(InfluxGeneration generation, string? organisation, string raw, string figures)
    {
        await using var server = await RecordingServer.StartAsync(_ => (204, ""));
        var config = Config(server.Url, generation) with { Organisation = organisation };
        using var http = new InfluxHttp(config, Soon, TimeProvider.System);
        using var store = new InfluxFigures(config, Soon, TimeProvider.System);
        Assert.IsType<WriteOutcome.Stored>(await http.WriteAsync("m f=1 1\n"u8.ToArray(), default));
        Assert.IsType<WriteOutcome.Stored>(await http.WriteNanosecondsAsync("m f=1 1\n"u8.ToArray(), default));
        Assert.IsType<WriteOutcome.Stored>(await store.WriteAsync(InfluxStore.Figures, "m f=1 1\n"u8.ToArray(), default));
        Assert.Equal([raw, raw.Replace("precision=ms", "precision=ns", StringComparison.Ordinal), figures], server.Requests);
    }

    [Theory]
    [InlineData(InfluxGeneration.Two, 400, """{"code":"invalid","message":"unable to parse 'x': missing fields"}""", "HTTP 400: unable to parse 'x': missing fields", null)]
    [InlineData(InfluxGeneration.Two, 422, """{"code":"unprocessable entity","message":"failure writing points to database: partial write: points beyond retention policy dropped=3"}""", "HTTP 422: failure writing points to database: partial write: points beyond retention policy dropped=3", 3)]
    [InlineData(InfluxGeneration.Two, 413, """{"code":"request too large","message":"points batch is too large"}""", "HTTP 413: points batch is too large", null)]
    [InlineData(InfluxGeneration.Three, 400, """{"error":"partial write of line protocol occurred","data":[{"original_line":"onu,site=kdr-03 up=x","line_number":2,"error_message":"invalid column type for column 'up'"}]}""", "HTTP 400: partial write of line protocol occurred", null)]
    [InlineData(InfluxGeneration.Three, 400, """{"error":"parsing failed for write_lp endpoint","data":{"original_line":"","line_number":1,"error_message":"No fields were provided"}}""", "HTTP 400: parsing failed for write_lp endpoint", null)]
    [InlineData(InfluxGeneration.Three, 413, "length limit exceeded", "HTTP 413: length limit exceeded", null)]
    [InlineData(InfluxGeneration.Three, 422, """{"error":"Update to schema would exceed number of columns per table limit of 500 columns"}""", "HTTP 422: Update to schema would exceed number of columns per table limit of 500 columns", null)]
    public async Task What_is_refused_for_ever_carries_the_words_of_the_database(InfluxGeneration generation, int status, string body, string reason, int? dropped)
    {
        await using var server = await RecordingServer.StartAsync(_ => (status, body));
        using var http = new InfluxHttp(Config(server.Url, generation), Soon, TimeProvider.System);
        Assert.Equal(new WriteOutcome.Refused(reason, dropped), await http.WriteAsync("m f=1 1\n"u8.ToArray(), default));
    }

    [Theory]
    [InlineData(InfluxGeneration.Two, 404, """{"code":"not found","message":"bucket \"edgenoc\" not found"}""", nameof(UnavailableKind.DatabaseMissing), "influx init")]
    [InlineData(InfluxGeneration.Two, 401, """{"code":"unauthorized","message":"unauthorized access"}""", nameof(UnavailableKind.Unauthorized), "token_file")]
    [InlineData(InfluxGeneration.Two, 403, """{"code":"forbidden","message":"insufficient permissions for write"}""", nameof(UnavailableKind.Unauthorized), "right to write")]
    [InlineData(InfluxGeneration.Two, 429, """{"code":"too many requests","message":"slow down"}""", nameof(UnavailableKind.Overloaded), "recovers")]
    [InlineData(InfluxGeneration.Two, 500, """{"code":"internal error","message":"boom"}""", nameof(UnavailableKind.ServerError), "log")]
    [InlineData(InfluxGeneration.Two, 503, """{"code":"unavailable","message":"later"}""", nameof(UnavailableKind.Overloaded), "recovers")]
    [InlineData(InfluxGeneration.Three, 404, """{"error":"Database not found: edgenoc"}""", nameof(UnavailableKind.DatabaseMissing), "influx init")]
    [InlineData(InfluxGeneration.Three, 401, """{"error":"the request was not authenticated"}""", nameof(UnavailableKind.Unauthorized), "token_file")]
    [InlineData(InfluxGeneration.Three, 429, "", nameof(UnavailableKind.Overloaded), "recovers")]
    [InlineData(InfluxGeneration.Three, 500, """{"error":"write buffer error: object store"}""", nameof(UnavailableKind.ServerError), "log")]
    [InlineData(InfluxGeneration.Three, 502, "bad gateway", nameof(UnavailableKind.ServerError), "log")]
    public async Task What_may_pass_is_kept_and_told_with_what_to_do(InfluxGeneration generation, int status, string body, string kind, string remedy)
    {
        await using var server = await RecordingServer.StartAsync(_ => (status, body));
        using var http = new InfluxHttp(Config(server.Url, generation), Soon, TimeProvider.System);
        using var store = new InfluxFigures(Config(server.Url, generation), Soon, TimeProvider.System);
        foreach (var answer in new[] { await http.WriteAsync("m f=1 1\n"u8.ToArray(), default), await store.WriteAsync(InfluxStore.Figures, "m f=1 1\n"u8.ToArray(), default), await FirstProblemAsync(store) })
        {
            var outcome = Assert.IsType<WriteOutcome.Unavailable>(answer);
            Assert.Equal(kind, outcome.Kind.ToString());
            Assert.Contains(remedy, outcome.Remedy, StringComparison.Ordinal);
            Assert.DoesNotContain("token-1", outcome.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_real_VictoriaMetrics_takes_the_request_of_2_and_has_the_values()
    {
        if (Program() is not { } program)
        {
            Assert.Skip("victoria-metrics is not installed: apt-get install victoria-metrics");
            return;
        }

        var folder = RigDirectory.New("victoria");
        var port = FreePort.Next();
        await using var process = ManagedProcess.Start(new ProcessPlan(program, $"-storageDataPath={folder}/data", $"-httpListenAddr=127.0.0.1:{port}", "-retentionPeriod=1") { LogFile = Path.Combine(folder, "victoria.log") });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await WaitFor.ListenerAsync(port);
        using var influx = new InfluxHttp(Config(http.BaseAddress, InfluxGeneration.Two) with { Organisation = "noc" }, Soon, TimeProvider.System);
        var nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var lines = string.Concat(Enumerable.Range(1, 7).Select(n => FormattableString.Invariant($"onu,site=kdr-03,onu={n} rx_dbm=-{n}.5,name=\"text\" {nowMs}\n")));
        Assert.IsType<WriteOutcome.Stored>(await influx.WriteAsync(System.Text.Encoding.UTF8.GetBytes(lines), default));
        var text = "";
        await WaitFor.TrueAsync(
            async () =>
            {
                text = await http.GetStringAsync(new Uri("/api/v1/export?match[]={__name__=%22onu_rx_dbm%22}", UriKind.Relative));
                return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 7;
            },
            Soon, "the seven series");
        Assert.All(Enumerable.Range(1, 7), n => Assert.Contains(FormattableString.Invariant($"\"values\":[-{n}.5],\"timestamps\":[{nowMs}]"), text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_3_the_collector_computes_all_figures_itself_and_totals_go_where_dashboards_find_them()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_795_000_123);
        await using var server = await RecordingServer.StartAsync(line => line.StartsWith("POST /query", StringComparison.Ordinal)
            ? (200, """{"results":[{"series":[{"name":"pon","tags":{"site":"kdr-03","device":"","pon":"0/1"},"columns":["time","online","online_min","active"],"values":[[1794999900000,7.5,7,null]]}]}]}""")
            : (204, ""));
        using var store = new InfluxFigures(Config(server.Url, InfluxGeneration.Three), Soon, TimeProvider.System);
        Assert.Null(await new Recomputation(new NothingTouched(), store).ComputeNewestAsync(at, withRules: true, default));
        // Two more are for announced work.
        Assert.Equal(FigureRules.All.Count + 2, server.Requests.Count(request => request.StartsWith("POST /query?db=edgenoc&epoch=ms&chunked=true [Bearer token-1] q=SELECT", StringComparison.Ordinal)));
        Assert.Contains("POST /api/v2/write?bucket=edgenoc%2Fm5&precision=ms [Bearer token-1] pon,site=kdr-03,pon=0/1 online=7.5,online_min=7i 1794999900000", server.Requests);
        Assert.Contains("POST /api/v2/write?bucket=edgenoc&precision=ms [Bearer token-1] site_total,site=kdr-03,pon=0/1 online=7.5 1794999900000", server.Requests);
        var asked = Uri.UnescapeDataString(server.Requests[0].Replace('+', ' '));
        Assert.Contains("time >= 1794998700000ms AND time < 1794999900000ms", asked, StringComparison.Ordinal);
    }

    private static async Task<WriteOutcome?> FirstProblemAsync(InfluxFigures store)
    {
        await foreach (var piece in store.QueryAsync("SELECT f FROM m", default)) return piece.Problem;
        return null;
    }

    private sealed class NothingTouched : ITouchedWindows
    {
        public TakenWindows Take(int limit) => new([], 0);

        public void Done(TakenWindows taken)
        {
        }
    }

    private static InfluxConfig Config(Uri url, InfluxGeneration generation) => new(url, "edgenoc", null, null) { Generation = generation, Token = TestSecret.Of("token-1") };

    private static string? Program() =>
        new[] { "victoria-metrics", "victoriametrics" }.SelectMany(name => new[] { $"/usr/bin/{name}", $"/usr/sbin/{name}" }).FirstOrDefault(File.Exists);
}
