using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>The last lines of the log, in RAM, for whoever asks from the office: the journal needs a login here.</summary>
internal sealed class LogTail(TimeProvider time) : ILoggerProvider
{
    public const int MaxLines = 1_000;

    private const int MaxLength = 500;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new(MaxLines);

    /// <summary>One that hears all that is logged from now on, over every run of the agent in this process.</summary>
    public static LogTail Of(ILoggerFactory logs)
    {
        var tail = new LogTail(TimeProvider.System);
        logs.AddProvider(tail);
        return tail;
    }

    /// <summary>The last so many, the oldest first.</summary>
    public IReadOnlyList<string> Last(int count)
    {
        lock (_gate) return [.. _lines.TakeLast(count)];
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
        lock (_gate) _lines.Clear();
    }

    private void Add(string line)
    {
        lock (_gate)
        {
            if (_lines.Count == MaxLines) _lines.Dequeue();
            _lines.Enqueue(line.Length <= MaxLength ? line : line[..MaxLength] + "…");
        }
    }

    private sealed class Writer(LogTail tail, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var at = tail.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var problem = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
            tail.Add($"{at} {Word(logLevel)} {category}: {formatter(state, exception)}{problem}".ReplaceLineEndings(" "));
        }

        private static string Word(LogLevel level) => level switch
        {
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            _ => "fail",
        };
    }

    private TimeProvider Time => time;
}
