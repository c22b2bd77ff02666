using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Uplink;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Tests.Uplink;

public sealed class SendingRulesTests
{
    private static readonly Guid Boot = Guid.Parse("11111111-0000-4000-8000-000000000000");

    [Fact]
    public void The_backlog_starts_with_one_message_and_grows_to_what_one_second_acknowledges()
    {
        var rate = new AckRate();
        Assert.Equal(1, rate.BacklogAllowance);
        rate.Acknowledged(1, S(0), S(0.25));
        Assert.Equal(4, rate.BacklogAllowance);
        for (var i = 1; i < 20; i++) rate.Acknowledged(1, S(i * 2), S((i * 2) + 2));
        Assert.Equal(1, rate.BacklogAllowance);
    }

    [Fact]
    public void Idle_time_is_not_slowness()
    {
        var rate = new AckRate();
        rate.Acknowledged(1, S(0), S(0.1));
        rate.Acknowledged(1, S(600), S(600.1));
        Assert.Equal(10, rate.PerSecond!.Value, 3);
    }

    [Fact]
    public void Acks_behind_one_another_count_from_the_last_one()
    {
        var rate = new AckRate();
        rate.Acknowledged(1, S(0), S(1));
        rate.Acknowledged(1, S(0), S(1.5));
        Assert.Equal(1 + (0.3 * (2 - 1)), rate.PerSecond!.Value, 3);
    }

    [Fact]
    public void Acks_that_come_in_bursts_are_no_faster_line()
    {
        // 32 kB/s take two messages of 15 kB a second, and their acks come together.
        var rate = new AckRate();
        rate.Acknowledged(1, S(0), S(0.5));
        for (var i = 1; i < 20; i++)
        {
            rate.Acknowledged(1, S(i - 1), S(i));
            rate.Acknowledged(1, S(i - 1), S(i + 0.0001));
        }

        Assert.Equal(2, rate.PerSecond!.Value, 1);
    }

    [Fact]
    public void A_message_without_ack_is_due_again_after_30_s()
    {
        var window = new SendWindow();
        window.Add(new Sent(Key(1), Lane.Live, S(0)));
        window.Add(new Sent(Key(2), Lane.Live, S(1)));
        Assert.Empty(window.Expire(S(29.9)));
        Assert.Equal([Key(1)], window.Expire(S(30)).Select(sent => sent.Key));
        Assert.Equal(1, window.Count.Live);
    }

    [Fact]
    public void An_ack_takes_out_its_own_boot_and_class_only()
    {
        var window = new SendWindow();
        window.Add(new Sent(Key(1), Lane.Live, S(0)));
        window.Add(new Sent(Key(1) with { Boot = Guid.Empty }, Lane.Backlog, S(0)));
        window.Add(new Sent(Key(1) with { Class = MessageClass.Events }, Lane.Events, S(0)));
        Assert.Single(window.Acknowledge(MessageClass.Telemetry, Boot, SequenceRanges.Of([1])));
        Assert.Equal(new InFlight(1, 0, 0, 1), window.Count);
    }

    [Fact]
    public void Without_subscribers_one_message_probes_after_5_s_and_the_wait_doubles_up_to_a_minute()
    {
        var pause = new SendPause(new Halfway());
        Assert.True(pause.NotTaken(Key(1), "nobody", S(0)));
        Assert.False(pause.NotTaken(Key(2), "nobody", S(0)));
        var now = S(0);
        foreach (var wait in new[] { 5, 10, 20, 40, 60, 60 })
        {
            Assert.False(pause.MaySend(now + S(wait - 0.1)));
            now += S(wait);
            Assert.True(pause.MaySend(now));
            pause.Sent(Key(3));
            Assert.False(pause.MaySend(now));
            Assert.False(pause.NotTaken(Key(3), "nobody", now));
        }

        pause.Resume();
        Assert.True(pause.MaySend(now));
    }

    [Fact]
    public void A_probe_that_is_taken_ends_the_pause_and_another_message_does_not()
    {
        var pause = new SendPause(new Halfway());
        pause.NotTaken(Key(1), "nobody", S(0));
        pause.Sent(Key(2));
        pause.Taken(Key(9));
        Assert.NotNull(pause.Reason);
        pause.Taken(Key(2));
        Assert.Null(pause.Reason);
    }

    [Fact]
    public void A_fault_is_told_when_it_changes_and_every_5_minutes()
    {
        var reports = new FaultReports();
        MqttFault Fault(MqttFaultKind kind) => new(kind, new BrokerAddress("noc", 8883, true), "detail");
        Assert.True(reports.IsWorthALine(Fault(MqttFaultKind.Unreachable), S(0)));
        Assert.False(reports.IsWorthALine(Fault(MqttFaultKind.Unreachable), S(299)));
        Assert.True(reports.IsWorthALine(Fault(MqttFaultKind.BadCredentials), S(299)));
        Assert.True(reports.IsWorthALine(Fault(MqttFaultKind.BadCredentials), S(599)));
    }

    [Fact]
    public void A_drain_ends_when_nothing_moves_any_more()
    {
        var drain = new Drain(S(100), S(10));
        Assert.True(drain.IsOver(pending: false, canSend: true, S(99), S(100)));
        Assert.True(drain.IsOver(pending: true, canSend: false, S(99), S(100)));
        Assert.False(drain.IsOver(pending: true, canSend: true, S(99), S(102.9)));
        Assert.True(drain.IsOver(pending: true, canSend: true, S(99), S(103)));
        Assert.False(drain.IsOver(pending: true, canSend: true, S(109), S(109.9)));
        Assert.True(drain.IsOver(pending: true, canSend: true, S(109), S(110)));
    }

    [Theory]
    [InlineData("edgenoc/v1/kdr-03/ack", "")]
    [InlineData("edgenoc/v1/kdr-03/ack", "{")]
    [InlineData("edgenoc/v1/kdr-03/ack", "null")]
    [InlineData("edgenoc/v1/kdr-03/ack", "[]")]
    [InlineData("edgenoc/v1/kdr-03/ack", """{"telemetry":"1-3","now":"2026-11-20T05:00:00.000Z"}""")]
    [InlineData("edgenoc/v1/kdr-03/ack", """{"boot":"11111111-0000-4000-8000-000000000000","telemetry":"3-1","now":"2026-11-20T05:00:00.000Z"}""")]
    [InlineData("edgenoc/v1/kdr-03/ack", """{"boot":"11111111-0000-4000-8000-000000000000","telemetry":7,"now":"2026-11-20T05:00:00.000Z"}""")]
    [InlineData("edgenoc/v1/kdr-03/incidents", """{"at":"2026-11-20T05:00:00.000Z","incidents":null}""")]
    [InlineData("edgenoc/v1/kdr-03/incidents", "\u0001\u0002")]
    [InlineData("edgenoc/v1/other/ack", """{"boot":"11111111-0000-4000-8000-000000000000","now":"2026-11-20T05:00:00.000Z"}""")]
    public void What_is_malformed_is_named_and_ignored(string topic, string payload) =>
        Assert.IsType<Inbound.Nonsense>(Inbound.Read("kdr-03", new MqttMessage(topic, System.Text.Encoding.UTF8.GetBytes(payload))));

    [Fact]
    public void Sent_numbers_stay_a_handful_of_ranges_and_bound_every_claim()
    {
        var sent = new SentNumbers();
        foreach (var seq in new long[] { 5, 6, 7, 1, 3, 2, 100 }) sent.Add(Boot, seq);
        Assert.True(SequenceRanges.TryParse("2-6,50-9223372036854775807", out var claim));
        Assert.Equal([new SequenceRange(2, 3), new SequenceRange(5, 6), new SequenceRange(100, 100)], sent.Overlap(Boot, claim));
        sent.Add(Boot, 4);
        Assert.Equal([new SequenceRange(2, 6), new SequenceRange(100, 100)], sent.Overlap(Boot, claim));
        Assert.Empty(sent.Overlap(Guid.Empty, claim));
    }

    private static MessageKey Key(long seq) => new(MessageClass.Telemetry, Boot, seq);

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Jitter of exactly none.</summary>
    private sealed class Halfway : Random
    {
        public override double NextDouble() => 0.5;
    }
}
