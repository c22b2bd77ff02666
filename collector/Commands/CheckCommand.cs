using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Seed;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector check</c>: config, channels, broker and database, each with what to do when it is not well.</summary>
internal static class CheckCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string configPath, CancellationToken ct)
    {
        var load = CollectorConfigFile.Load(configPath);
        ConfigReport.Show(configPath, load);
        if (load.Config is not { } config) return ExitCode.Unusable;
        Show("config", problem: null);
        if (config.AlertingFile is { } alerting && !Seed(alerting, config)) return ExitCode.Unusable;
        foreach (var warning in CheckSites.Warnings(config, DateTimeOffset.UtcNow)) Console.WriteLine($"‼ {warning}");
        var areLinked = await ChannelsAsync(config, ct);
        if (await RunningCollector.AskAsync(config.Listen, ct) is { } parts)
        {
            foreach (var (name, health) in parts) Show($"{name}, says the collector that runs at {config.Listen}", health);
            return areLinked && parts.All(part => part.Health.Healthy) ? ExitCode.Fine : ExitCode.NotWell;
        }

        var broker = await BrokerAsync(config, ct);
        Show($"broker {string.Join(", ", config.Broker.Urls)}", broker);
        var database = await InfluxCheck.RunAsync(config.Influx, Patience, ct);
        Show($"database {config.Influx.Database} at {config.Influx.Url}", database);
        return areLinked && broker is null && database is null ? ExitCode.Fine : ExitCode.NotWell;
    }

    /// <summary>Against what a first start has: nobody and nothing. False when it would not be taken.</summary>
    private static bool Seed(string file, CollectorConfig config)
    {
        using var database = CollectorDatabase.Open(":memory:");
        var seed = database.Write(db => AlertingFile.Load(file, AlertingImport.Known(db, AlertRules.Of(config), config.Channels, replace: true), DateTimeOffset.UtcNow));
        ConfigReport.Show(file, seed);
        if (seed.Config is { } entries) Show($"{file}: {entries.Counts}", problem: null);
        return seed.Config is not null;
    }

    /// <summary>Asks the providers that can say it whether their telephone is linked; nothing is sent. False when one is not.</summary>
    private static async Task<bool> ChannelsAsync(CollectorConfig config, CancellationToken ct)
    {
        var areLinked = true;
        foreach (var channel in config.Channels.Select(settings => settings.Open(TimeProvider.System)))
        {
            if (channel is ISessionProbe probe)
            {
                var state = await probe.ProbeAsync(ct);
                areLinked &= state is not SessionState.Down;
                Console.WriteLine(ChannelLine.Of(channel, state));
            }

            (channel as IDisposable)?.Dispose();
        }

        return areLinked;
    }

    private static void Show(string what, Health health) => Console.WriteLine($"{(health.Healthy ? '✔' : '✘')} {what}: {health.Detail}");

    private static void Show(string what, string? problem) => Console.WriteLine(problem is null ? $"✔ {what}" : $"✘ {what}: {problem}");

    /// <summary>Connects without subscribing; only while no collector runs here, for the broker may know both as one client. Null when fine.</summary>
    private static async Task<string?> BrokerAsync(CollectorConfig config, CancellationToken ct)
    {
        if (!config.Broker.TryReadPassword(out var password, out var problem)) return $"{problem}; put it there, readable by the collector";
        var outcome = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var failures = 0;
        var options = BrokerLink.Options(config, password) with { ClientId = $"{config.Instance}-check", Subscriptions = [] };
        await using var session = new MqttSession(options, TimeProvider.System, Random.Shared, NullLogger.Instance)
        {
            Connected = _ => outcome.TrySetResult(null),
            Disconnected = fault =>
            {
                if (++failures >= config.Broker.Urls.Count) outcome.TrySetResult(fault.ToString());
            },
        };
        try
        {
            session.Start();
            return await outcome.Task.WaitAsync(Patience, ct);
        }
        catch (TimeoutException)
        {
            return $"no answer within {Patience.TotalSeconds:0} s; check the address and any firewall";
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }
}
