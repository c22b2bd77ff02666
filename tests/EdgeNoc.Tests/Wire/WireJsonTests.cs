using System.Text.Json;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Wire;

/// <summary>The exact bytes of the wire: other people's clients read them.</summary>
public sealed class WireJsonTests
{
    private static readonly Guid Boot = Guid.Parse("0196d3a5-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset At = new(2026, 11, 20, 5, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void An_event_has_values_and_labels_even_when_empty_and_no_reason_when_unknown()
    {
        var written = JsonSerializer.Serialize(
            new EdgeEvent(Boot, "onu.down", EventState.Raised, "olt-1", "onu/0/3:17", Severity.Low, At, null,
                new Dictionary<string, double>(), new Dictionary<string, string>(), TimeQuality.Synced),
            WireJson.Default.EdgeEvent);

        Assert.Equal(
            """{"id":"0196d3a5-0000-7000-8000-000000000001","kind":"onu.down","state":"raised","device":"olt-1","entity":"onu/0/3:17","severity":"low","at":"2026-11-20T05:00:00.123Z","values":{},"labels":{},"time_quality":"synced"}""",
            written);
    }

    [Fact]
    public void An_event_is_read_back_as_it_was_written()
    {
        const string Text = """{"id":"0196d3a5-0000-7000-8000-000000000001","kind":"onu.down","state":"cleared","device":"olt-1","entity":"onu/0/3:17","severity":"critical","at":"2026-11-20T05:00:00.123Z","reason":"dying_gasp","values":{"rx_dbm":-28.1},"labels":{"pon":"0/3","mac":"00:1A:2B:3C:4D:5E"},"time_quality":"estimated"}""";

        var read = JsonSerializer.Deserialize(Text, WireJson.Default.EdgeEvent)!;

        Assert.Equal(-28.1, read.Values["rx_dbm"]);
        Assert.Equal(At, read.At);
        Assert.Equal(Text, JsonSerializer.Serialize(read, WireJson.Default.EdgeEvent));
    }

    [Fact]
    public void An_ack_leaves_out_the_classes_that_have_no_numbers()
    {
        Assert.True(SequenceRanges.TryParse("1-57,60", out var telemetry));

        var written = JsonSerializer.Serialize(new AckMessage(Boot, null, telemetry, null, At), WireJson.Default.AckMessage);

        Assert.Equal("""{"boot":"0196d3a5-0000-7000-8000-000000000001","telemetry":"1-57,60","now":"2026-11-20T05:00:00.123Z"}""", written);
    }

    [Fact]
    public void The_will_says_offline_and_the_boot_and_nothing_else() =>
        Assert.Equal(
            """{"state":"offline","boot":"0196d3a5-0000-7000-8000-000000000001"}""",
            JsonSerializer.Serialize(new StatusMessage(AgentState.Offline, Boot), WireJson.Default.StatusMessage));

    [Fact]
    public void A_time_in_another_zone_is_written_in_utc() =>
        Assert.Equal("2026-11-20T05:00:00.123Z", UtcMillisecondsConverter.ToText(At.ToOffset(TimeSpan.FromHours(7))));
}
