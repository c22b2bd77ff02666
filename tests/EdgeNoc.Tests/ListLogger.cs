using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests;

/// <summary>Remembers log lines.</summary>
internal class ListLogger : ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception?.Message}");
}

/// <inheritdoc cref="ListLogger"/>
internal sealed class ListLogger<T> : ListLogger, ILogger<T>;
