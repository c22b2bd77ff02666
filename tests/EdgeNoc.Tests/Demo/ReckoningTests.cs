using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Demo;

public sealed class ReckoningTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Lost_doubled_and_unknown_values_are_told_apart()
    {
        var served = Enumerable.Range(1, 100).Select(n => Value("olt-1", n));
        // 7 and 8 never arrived, 20 did twice and 21 three times, 900 was never served, and 30 of another OLT is not this one's 30.
        var rows = Enumerable.Range(1, 100).Except([7, 8]).Concat([20, 21, 21, 900]).Select(n => Value("olt-1", n)).Append(Value("olt-2", 30));

        var count = ValueCount.Of(served, rows);

        Assert.Equal((100, 98, 2, 3, 2), (count.Polled, count.Stored, count.Lost, count.Doubled, count.Unknown));
        Assert.Equal(["olt-1 0/1:7 online_s=1000007", "olt-1 0/1:8 online_s=1000008"], count.Missing.Select(value => value.ToString()));
    }

    [Fact]
    public void A_change_is_matched_with_the_first_message_that_names_it_and_its_end_by_the_number()
    {
        OltChange[] changes =
        [
            Change(6, OltActionKind.GaspOnu, "0/1:7", "0/1:7"),
            Change(14, OltActionKind.CutPon, "0/2", "0/2:1", "0/2:2"),
            Change(15, OltActionKind.CutPon, "0/2"),
            Change(30, OltActionKind.RepairPon, "0/2", "0/2:1", "0/2:2"),
            Change(40, OltActionKind.RestoreOnu, "0/1:7", "0/1:7"),
        ];
        GatewayMessage[] messages =
        [
            Message(1, 3, "🔴 #1 demo-pop olt-1 0/1:71 down"),
            Message(2, 11, "🔌 #2 demo-pop olt-1 0/1:7 CLIENT-007: power off"),
            Message(3, 20, "🔴 #3 demo-pop olt-1 PON 0/2: 2 ONUs down"),
            Message(4, 33, "🟢 #1 restored"),
            Message(5, 36, "🟢 #3 demo-pop olt-1 restored"),
            Message(6, 45, "🟢 #2 demo-pop olt-1 restored"),
        ];

        var matched = ChangeLatency.Match(changes, messages);

        Assert.Equal([(6, 2), (14, 3), (30, 5), (40, 6)], matched.Select(match => ((match.Change.At - Noon).Seconds, match.Message.Number)));
        Assert.Equal(6_000, ChangeLatency.PercentileMs(matched, 99));
        Assert.Equal(5_000, ChangeLatency.PercentileMs(matched, 50));
    }

    [Fact]
    public void What_nobody_was_told_of_has_no_latency()
    {
        var matched = ChangeLatency.Match([Change(6, OltActionKind.GaspOnu, "0/1:7", "0/1:7"), Change(7, OltActionKind.RestoreOnu, "0/1:7", "0/1:7")], []);
        Assert.Empty(matched);
        Assert.Null(ChangeLatency.PercentileMs(matched, 99));
    }

    [Fact]
    public void A_run_is_good_only_when_nothing_is_lost_and_both_messages_came()
    {
        var good = new DemoSummary
        {
            PointsPolled = 10,
            PointsInInflux = 10,
            PointsLost = 0,
            PointsDoubled = 0,
            PointsUnknown = 0,
            FirstMissing = [],
            Events = 4,
            MessagesSent = 2,
            ChangeToMessageP99Ms = 6000,
            AgentRssMb = 50,
            AgentCpuPct = 3,
            CollectorRssMb = 90,
            CollectorCpuPct = 4,
            RunS = 60,
            BrokerAwayS = 10,
        };
        Assert.True(good.IsGood);
        Assert.False((good with { PointsLost = 1 }).IsGood);
        Assert.False((good with { MessagesSent = 1 }).IsGood);
        Assert.False((good with { PointsPolled = 0 }).IsGood);
        Assert.True((good with { MessagesSent = 1, EndedEarly = true }).IsGood);
        Assert.False((good with { PointsLost = 1, EndedEarly = true }).IsGood);
        Assert.Contains("\"change_to_message_p99_ms\": 6000", good.ToJson(), StringComparison.Ordinal);
        Assert.Contains("points_in_influx           10", SummaryText.Of(good), StringComparison.Ordinal);
    }

    private static DeviceValue Value(string device, int page) => new(device, new NumberedValue("0/1", page.ToString(System.Globalization.CultureInfo.InvariantCulture), 1_000_000 + page));

    private static OltChange Change(int atS, OltActionKind kind, string target, params string[] onus) => new(Noon.AddSeconds(atS), new OltAction(kind, target), onus);

    private static GatewayMessage Message(int number, int atS, string text) => new(number, Noon.AddSeconds(atS), "628111", "628123", text);
}
