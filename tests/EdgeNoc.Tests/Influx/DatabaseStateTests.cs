using EdgeNoc.Collector.Influx;
using EdgeNoc.Tests.Ingest;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.Influx;

public sealed class DatabaseStateTests
{
    private static readonly WriteOutcome Missing = new WriteOutcome.Unavailable(UnavailableKind.DatabaseMissing, "HTTP 404: database not found");
    private static readonly WriteOutcome Full = new WriteOutcome.Unavailable(UnavailableKind.DiskFull, "HTTP 500: no space left on device");

    private readonly InstantTime _time = new();
    private readonly RecordingLogger _log = new();

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
        Assert.Equal(5, _log.Lines.Count);
        Assert.Contains("CREATE DATABASE", _log.Lines[0], StringComparison.Ordinal);
        Assert.All(_log.Lines[1..4], line => Assert.Contains("free space", line, StringComparison.Ordinal));
        Assert.Equal("InfluxDB stores again after 150 s", _log.Lines[4]);
        Assert.True(state.Check().Healthy);
    }

    private sealed class RecordingLogger : ILogger<DatabaseState>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
