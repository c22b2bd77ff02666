using EdgeNoc.Collector.Influx;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Influx;

public sealed class DatabaseStateTests
{
    private static readonly WriteOutcome Missing = new WriteOutcome.Unavailable(UnavailableKind.DatabaseMissing, "HTTP 404: database not found");
    private static readonly WriteOutcome Full = new WriteOutcome.Unavailable(UnavailableKind.DiskFull, "HTTP 500: no space left on device");

    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly ListLogger<DatabaseState> _log = new();

    [Fact]
    public void Trouble_is_logged_on_each_change_and_once_a_minute_and_its_end_once()
    {
        var state = new DatabaseState(_time, _log);
        state.Report(WriteOutcome.Stored.Instance);
        for (var second = 0; second < 150; second++)
        {
            state.Report(second < 10 ? Missing : Full);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal((false, true), (state.Check().Healthy, state.Check().Detail.Contains("free space", StringComparison.Ordinal)));
        state.Report(new WriteOutcome.Refused("HTTP 400: partial write", 1));
        state.Report(WriteOutcome.Stored.Instance);
        var lines = _log.Lines.ToList();
        Assert.Equal(5, lines.Count);
        Assert.Contains("CREATE DATABASE", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..4], line => Assert.Contains("free space", line, StringComparison.Ordinal));
        Assert.Equal("Information: InfluxDB stores again after 150 s", lines[4].TrimEnd());
        Assert.True(state.Check().Healthy);
    }
}
