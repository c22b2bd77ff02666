using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace EdgeNoc.Agent.Host;

/// <summary>The log: single lines on stderr, in UTC; under systemd without time but with levels, since the journal keeps its own.</summary>
internal static class AgentLog
{
    public static ILoggerFactory ToStandardError()
    {
        var journal = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 };
        return LoggerFactory.Create(logging =>
        {
            logging.AddConsole(console =>
            {
                console.LogToStandardErrorThreshold = LogLevel.Trace;
                console.FormatterName = journal ? ConsoleFormatterNames.Systemd : ConsoleFormatterNames.Simple;
            });
            logging.AddSimpleConsole(format =>
            {
                format.SingleLine = true;
                format.UseUtcTimestamp = true;
                format.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
                format.ColorBehavior = LoggerColorBehavior.Disabled;
            });
            // The last one added would decide the format for all.
            logging.AddSystemdConsole();
            logging.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = journal ? ConsoleFormatterNames.Systemd : ConsoleFormatterNames.Simple);
            // Faults of the connection are told once by the uplink, with their remedy.
            logging.AddFilter("EdgeNoc.Mqtt", LogLevel.Error);
        });
    }
}
