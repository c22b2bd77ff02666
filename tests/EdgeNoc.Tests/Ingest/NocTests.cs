using System.Globalization;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Ingest;

/// <summary>The collector among real parts that fail.</summary>
[Trait("Category", "Slow")]
public sealed class NocTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly long NowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    [Fact]
    public async Task A_dead_database_stops_the_acks_of_telemetry_and_nothing_else_and_memory_stays_flat_while_agents_resend()
    {
        await using var rig = await NocRig.StartAsync();
        rig.Proxy.Use(HttpFault.ServerError);
        const int Sites = 60;
        await RoundAsync();
        await RoundAsync();
        var before = rig.Collector.Usage().RssMb;
        for (var round = 0; round < 40; round++) await RoundAsync();
        var after = rig.Collector.Usage().RssMb;

        await rig.EventAsync("pop-007", 1, Down("olt-7"));
        await rig.UntilAckedAsync("pop-007", "events", 1);
        await WaitFor.TrueAsync(() => rig.Gateway.Messages.Any(message => message.Text.Contains("POP-007", StringComparison.Ordinal)), Patience, "the message to the person on call");
        await rig.StatusAsync("pop-008", AgentState.Stopped);
        await WaitFor.TrueAsync(() => States(rig).Contains("pop-008 stopped"), Patience, "the status to be kept");
        var (status, health) = await rig.HealthAsync();
        Assert.Equal(503, status);
        Assert.Contains("\"broker\":{\"healthy\":true", health, StringComparison.Ordinal);
        Assert.Equal(0, rig.Acked("telemetry"));
        Assert.True(after - before < 40, $"{before:0} MB became {after:0} MB");

        rig.Proxy.Use(null);
        await WaitFor.TrueAsync(
            async () =>
            {
                await RoundAsync();
                return rig.Acked("telemetry") == Sites * 8;
            },
            Patience, "all telemetry to be acknowledged");
        Assert.Equal(Sites * 8 * 50, await rig.Influx.CountAsync(NocRig.Database, "onu", "up"));
        Assert.Single(rig.Gateway.Messages);

        async Task RoundAsync()
        {
            for (var site = 1; site <= Sites; site++)
            {
                foreach (var seq in Enumerable.Range(1, 8).Where(seq => !rig.IsAcked(Name(site), "telemetry", seq)))
                    await rig.TelemetryAsync(Name(site), seq, Lines(seq), seq > 4 ? WireProperties.LaneBacklog : WireProperties.LaneLive);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collector_that_goes_under_load_has_stored_what_it_acknowledged_and_the_next_one_stores_the_rest_once(bool graceful)
    {
        await using var rig = await NocRig.StartAsync();
        var sending = Task.WhenAll(Enumerable.Range(1, 200).Select(seq => rig.TelemetryAsync(Name(1), seq, Lines(seq))));
        await WaitFor.TrueAsync(() => rig.Acked("telemetry") > 20, Patience, "the first acks");
        if (graceful) Assert.True(await rig.Collector.StopAsync());
        else rig.Collector.Kill();
        if (graceful) Assert.Equal(0, rig.Collector.ExitCode);
        await sending;
        var acked = Enumerable.Range(1, 200).Where(seq => rig.IsAcked(Name(1), "telemetry", seq)).ToList();
        var stored = await StoredAsync(rig);
        Assert.Empty(acked.Except(stored.Distinct()));

        await rig.StartCollectorAsync();
        foreach (var seq in Enumerable.Range(1, 200).Except(acked)) await rig.TelemetryAsync(Name(1), seq, Lines(seq));
        await WaitFor.TrueAsync(() => rig.Acked("telemetry") == 200, Patience, "all acks");
        Assert.Equal(Enumerable.Range(1, 200).SelectMany(seq => Enumerable.Repeat(seq, 50)), (await StoredAsync(rig)).Order());
        Assert.Equal(["1-200 telemetry"], Streams(rig));
        Assert.Equal((0, "0 gaps, 0 messages missing without an explanation"), await rig.VerbAsync("gaps", "list"));
    }

    [Fact]
    public async Task Events_and_tables_that_come_twice_change_nothing_and_are_acknowledged_again()
    {
        await using var rig = await NocRig.StartAsync();
        var raised = Down("olt-1");
        for (var time = 0; time < 3; time++) await rig.EventAsync(Name(1), 1, raised);
        await rig.EventAsync(Name(1), 2, raised with { });
        await rig.UntilAckedAsync(Name(1), "events", 2);
        await WaitFor.TrueAsync(() => rig.Gateway.Messages.Count == 1, Patience, "the message");
        await rig.Collector.StopAsync();
        await rig.StartCollectorAsync();
        await rig.EventAsync(Name(1), 1, raised);
        await rig.EventAsync(Name(2), 1, Down("olt-2"));
        await WaitFor.TrueAsync(() => rig.Gateway.Messages.Count == 2, Patience, "the second message");
        Assert.Equal(["olt-1", "olt-2"], Query(rig, "SELECT device FROM events ORDER BY ordinal"));
        Assert.DoesNotContain("olt-1", rig.Gateway.Messages[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_the_database_one_after_the_other_lose_and_double_nothing_and_a_made_up_refusal_is_replayed()
    {
        await using var rig = await NocRig.StartAsync();
        var seq = 0L;
        foreach (var fault in new[] { HttpFault.ServerError, HttpFault.Unavailable, HttpFault.TooManyRequests, HttpFault.CutAnswer, HttpFault.Partial })
        {
            // A single made-up refusal: the halves of the body are taken.
            rig.Proxy.Use(fault, times: 1);
            for (var n = 0; n < 3; n++) await rig.TelemetryAsync(Name(1), ++seq, Lines(seq));
            for (var n = 0; n < 3; n++) await rig.UntilAckedAsync(Name(1), "telemetry", seq - n);
        }

        Assert.Equal(Enumerable.Range(1, 15).SelectMany(n => Enumerable.Repeat(n, 50)), (await StoredAsync(rig)).Order());

        rig.Proxy.Use(HttpFault.Partial);
        await rig.TelemetryAsync(Name(1), ++seq, [Lines(seq).First()]);
        await rig.UntilAckedAsync(Name(1), "telemetry", seq);
        Assert.Contains("made up", (await rig.VerbAsync("dead-letters", "list", "--site", Name(1))).Output, StringComparison.Ordinal);
        var (code, output) = await rig.VerbAsync("dead-letters", "replay");
        Assert.Equal((1, true), (code, output.Contains("0 stored, 1 refused again", StringComparison.Ordinal)));
        rig.Proxy.Use(null);
        Assert.Equal((0, "1 stored, 0 refused again, 0 incomplete"), await rig.VerbAsync("dead-letters", "replay"));
        Assert.Equal((0, "no dead letters"), await rig.VerbAsync("dead-letters", "list"));
        Assert.Single(await StoredAsync(rig), n => n == 16);
        Assert.Equal((0, "0 dead letters thrown away"), await rig.VerbAsync("dead-letters", "purge"));
    }

    private static string Name(int site) => string.Create(CultureInfo.InvariantCulture, $"pop-{site:000}");

    /// <summary>50 points that tell which message they came with.</summary>
    private static IEnumerable<string> Lines(long seq) =>
        Enumerable.Range(1, 50).Select(n => FormattableString.Invariant($"onu,device=olt-1,onu={n},pon=0/1 up=1i,distance_m={seq}i {NowMs + (seq * 1000)}"));

    private static async Task<List<int>> StoredAsync(NocRig rig) =>
        [.. (await rig.Influx.ReadColumnAsync(NocRig.Database, "onu", "distance_m", "site = 'pop-001'")).Select(v => int.Parse(v!, CultureInfo.InvariantCulture))];

    private static EdgeEvent Down(string device) => new(
        Guid.CreateVersion7(), EventKinds.DeviceUnreachable, EventState.Raised, device, "device", Severity.Critical, DateTimeOffset.UtcNow, Reason: null,
        new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal), TimeQuality.Synced);

    private static List<string> States(NocRig rig) => Query(rig, "SELECT site || ' ' || state FROM sites");

    private static List<string> Streams(NocRig rig) => Query(rig, "SELECT '1-' || highest || ' ' || class FROM received_streams");

    private static List<string> Query(NocRig rig, string sql)
    {
        using var database = CollectorDatabase.Open(rig.DatabaseFile);
        return database.Write(db => db.Query<string>(sql));
    }
}
