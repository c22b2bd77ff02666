using EdgeNoc.Collector.Commands;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Ingest;

public sealed class CollectorProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Good_lines_of_a_mixed_batch_are_stored_bad_ones_are_dead_letters_and_a_resend_changes_no_count()
    {
        await using var rig = await CollectorRig.StartAsync();
        using (await rig.Influx.QueryAsync(CollectorRig.Database, "ALTER RETENTION POLICY autogen ON edgenoc DURATION 7d SHARD DURATION 1d"))
        {
        }

        var nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var longAgoMs = nowMs - (30L * 86_400_000);
        await rig.PublishAsync(1, Line(1, nowMs), FormattableString.Invariant($"newer,device=a x=1i {nowMs}"));
        await rig.AckedAsync(1);
        string[] mixed =
        [
            Line(2, nowMs), "not a line", FormattableString.Invariant($"newer,device=a x=\"text\" {nowMs + 1}"), Line(3, nowMs),
            Line(4, longAgoMs), FormattableString.Invariant($"newer,device=b x=2i {nowMs}"), Line(5, nowMs),
        ];
        await rig.PublishAsync(2, mixed);
        await rig.AckedAsync(2);
        await rig.PublishAsync(3, mixed);
        await rig.AckedAsync(3);
        Assert.Equal(4, await rig.Influx.CountAsync(CollectorRig.Database, "onu", "up", "site = 'kdr-03'"));
        Assert.Equal(["1", "2", "3", "5"], (await rig.Influx.ReadColumnAsync(CollectorRig.Database, "onu", "onu")).Order());
        Assert.Equal(["1", "2"], await rig.Influx.ReadColumnAsync(CollectorRig.Database, "newer", "x"));
        var letters = rig.DeadLetters.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, letters.Length);
        Assert.Equal(2, letters.Count(letter => letter.Contains("malformed: ", StringComparison.Ordinal)));
        Assert.Equal(2, letters.Count(letter => letter.Contains("field type conflict", StringComparison.Ordinal)));
        Assert.Equal(2, letters.Count(letter => letter.Contains("points beyond retention policy", StringComparison.Ordinal)));
        var (status, health) = await rig.HealthAsync();
        Assert.Equal(200, status);
        Assert.Contains("\"broker\":{\"healthy\":true", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_collector_writes_its_own_figures_with_the_types_of_the_catalogue()
    {
        await using var rig = await CollectorRig.StartAsync();
        await WaitFor.TrueAsync(
            async () => await rig.Influx.CountAsync(CollectorRig.Database, "collector", "points", "instance = 'noc-1'") > 0, Patience, "the first figures");
        using var answer = await rig.Influx.QueryAsync(CollectorRig.Database, "SHOW FIELD KEYS FROM collector");
        var written = InfluxDb.Rows(answer).ToDictionary(row => row[0].GetString()!, row => row[1].GetString()!);
        var catalogued = Catalogue.Find("collector")!.Fields.ToDictionary(field => field.Name, field => field.Type.ToString().ToLowerInvariant());
        Assert.All(written, field => Assert.Equal(catalogued[field.Key], field.Value));
        Assert.Contains("rss_mb", written.Keys);
    }

    [Fact]
    public async Task Without_its_database_nothing_is_acknowledged_the_log_names_the_remedy_and_all_is_stored_once_it_is_there()
    {
        await using var rig = await CollectorRig.StartAsync(createDatabase: false);
        var nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        for (var seq = 1; seq <= 3; seq++) await rig.PublishAsync(seq, Line(seq, nowMs));
        Assert.Contains("CREATE DATABASE", await rig.Collector.WaitForLineAsync("database not found", Patience), StringComparison.Ordinal);
        Assert.False(rig.IsAcked(1) || rig.IsAcked(2) || rig.IsAcked(3));
        Assert.Equal(503, (await rig.HealthAsync()).Status);
        var (code, output) = await rig.CheckAsync();
        Assert.Equal(1, code);
        Assert.Contains("✔ broker, says the collector that runs at http://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.Contains("✘ database, says the collector", output, StringComparison.Ordinal);
        Assert.Contains("CREATE DATABASE", output, StringComparison.Ordinal);

        await rig.Influx.CreateDatabaseAsync(CollectorRig.Database);
        for (var seq = 1; seq <= 3; seq++) await rig.AckedAsync(seq);
        Assert.Equal(3, await rig.Influx.CountAsync(CollectorRig.Database, "onu", "up"));
        Assert.Equal(0, (await rig.CheckAsync()).Code);
    }

    [Fact]
    public async Task A_killed_database_and_a_killed_broker_are_survived()
    {
        await using var rig = await CollectorRig.StartAsync();
        var nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        rig.Influx.Kill();
        await rig.PublishAsync(1, Line(1, nowMs));
        await rig.Collector.WaitForLineAsync("InfluxDB does not store", Patience);
        Assert.False(rig.IsAcked(1));
        await rig.Influx.StartAsync();
        await rig.AckedAsync(1);

        rig.Broker.Kill();
        await rig.Broker.StartAsync();
        await WaitFor.TrueAsync(async () => await rig.PublishAsync(2, Line(2, nowMs)) == PublishOutcome.Accepted, Patience, "the collector to subscribe again");
        await rig.AckedAsync(2);
        Assert.Equal(2, await rig.Influx.CountAsync(CollectorRig.Database, "onu", "up"));
    }

    [Fact]
    public async Task A_malformed_site_is_logged_and_left_out_and_a_stop_is_clean()
    {
        await using var rig = await CollectorRig.StartAsync();
        var told = "";
        await WaitFor.TrueAsync(() => (told += rig.TakeNotifications()).Contains("WATCHDOG=1", StringComparison.Ordinal), Patience, "the watchdog to be fed");
        Assert.Contains("READY=1", told, StringComparison.Ordinal);
        var nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await rig.PublishAsync(1, GzipPayload.Of(Line(1, nowMs)), site: "Kediri_03");
        await rig.PublishAsync(2, Line(2, nowMs));
        await rig.AckedAsync(2);
        await rig.Collector.WaitForLineAsync("malformed topic", Patience);
        Assert.Equal(["2"], await rig.Influx.ReadColumnAsync(CollectorRig.Database, "onu", "onu"));
        Assert.True(await rig.Collector.StopAsync());
        Assert.Equal(0, rig.Collector.ExitCode);
        Assert.Contains("STOPPING=1", rig.TakeNotifications(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_connects_itself_while_no_collector_runs_and_asks_it_while_one_does()
    {
        await using var rig = await CollectorRig.StartAsync();
        await rig.PublishAsync(1, Line(1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        await rig.AckedAsync(1);
        Assert.Contains("✔ database, says the collector", (await rig.CheckAsync()).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("noc-1-check", string.Join('\n', rig.Broker.Process.Output), StringComparison.Ordinal);

        await rig.Collector.StopAsync();
        var (code, output) = await rig.CheckAsync();
        Assert.Equal(0, code);
        Assert.Contains($"✔ broker mqtt://127.0.0.1:{rig.Broker.Port}\n", output, StringComparison.Ordinal);
        Assert.Contains($"✔ database edgenoc at {rig.Influx.Url}", output, StringComparison.Ordinal);
        Assert.Contains("noc-1-check", string.Join('\n', rig.Broker.Process.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":"ok","broker":{"healthy":true,"detail":"connected"},"database":{"healthy":false,"detail":"away"}}""", true)]
    [InlineData("""{"status":"ok","broker":{"healthy":true,"detail":"connected"}}""", false)]
    [InlineData("""{"status":"ok","broker":{"healthy":1,"detail":"connected"},"database":{}}""", false)]
    [InlineData("<html>somebody else</html>", false)]
    [InlineData("[]", false)]
    public void Only_a_collectors_own_answer_counts(string answer, bool isCollector) => Assert.Equal(isCollector, RunningCollector.Read(answer) is not null);

    private static string Line(int onu, long atMs) => FormattableString.Invariant($"onu,device=olt-1,onu={onu},pon=0/1 up=1i,rx_dbm=-20.{onu} {atMs}");
}
