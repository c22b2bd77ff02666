using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Sites.Broker;

/// <summary>Administers a mosquitto with the dynamic-security plugin, over a connection of its own: client ids are bound to users.</summary>
/// <remarks>On each connection it forbids what nobody allowed, and makes the collector's own user where there is none: a fresh broker needs only its administrator.</remarks>
internal sealed class BrokerAdmin : IBrokerAdmin, IHealthProbe, IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CollectorConfig _config;
    private readonly MqttSession _session;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<IReadOnlyList<(string Command, string? Error)>>> _asked = new(StringComparer.Ordinal);
    private long _number;
    private volatile string? _problem;

    public BrokerAdmin(CollectorConfig config, TimeProvider time, Random random, ILogger<BrokerAdmin> logger)
    {
        (_config, _logger) = (config, logger);
        var admin = config.BrokerAdmin!;
        if (!admin.TryReadPassword(out var password, out var problem)) logger.LogError("broker_admin: {Problem}; put it right and restart", problem);
        _session = new MqttSession(admin.Options(admin.User!, password) with { Subscriptions = [ControlCommand.ResponseTopic], MaxReconnectDelay = TimeSpan.FromSeconds(5) }, time, random, logger)
        {
            MessageReceived = Received,
            Connected = broker =>
            {
                // Off the network's thread, which has to bring the answers.
                _ = Task.Run(PrepareAsync);
            },
        };
    }

    public string Name => "broker_admin";

    public Health Check() => (_session.IsConnected, _session.LastFault, _problem) switch
    {
        (_, { } fault, _) => new(Healthy: false, fault.ToString()),
        (true, null, { } problem) => new(Healthy: false, problem),
        (true, null, null) => new(Healthy: true, "connected"),
        _ => new(Healthy: false, "connecting"),
    };

    public Task<string?> PutAsync(BrokerUser user, string password, CancellationToken ct) => DoAsync(ControlCommand.Put(user, password), ct);

    public Task<string?> RemoveAsync(string name, CancellationToken ct) => DoAsync(ControlCommand.Remove(name), ct);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _session.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private void Received(MqttMessage message)
    {
        foreach (var (number, waiting) in _asked)
        {
            if (ControlCommand.Answers(message.Payload, number) is { Count: > 0 } answers) waiting.TrySetResult(answers);
        }
    }

    private async Task<string?> DoAsync(IReadOnlyList<JsonObject> commands, CancellationToken ct)
    {
        if (await AskAsync(commands, ct) is not { } answers) return "the broker does not answer";
        var failed = answers.FirstOrDefault(answer => !ControlCommand.IsFine(answer.Command, answer.Error));
        return failed.Error is null ? null : $"the broker refuses {failed.Command}: {failed.Error}";
    }

    /// <summary>Null when no answer came: then nobody knows whether it was done.</summary>
    private async Task<IReadOnlyList<(string Command, string? Error)>?> AskAsync(IReadOnlyList<JsonObject> commands, CancellationToken ct)
    {
        var number = Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
        var waiting = _asked[number] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var published = await _session.PublishAsync(new MqttMessage(ControlCommand.Topic, ControlCommand.Message(commands, number)), ct).WaitAsync(Patience, ct);
            return published is PublishOutcome.Accepted or PublishOutcome.NoSubscribers ? await waiting.Task.WaitAsync(Patience, ct) : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            _asked.TryRemove(number, out _);
        }
    }

    private async Task PrepareAsync()
    {
        try
        {
            _problem = await DoAsync([ControlCommand.DenyByDefault()], CancellationToken.None) ?? await PrepareOwnUserAsync();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _problem = error.Message;
        }

        if (_problem is { } problem) _logger.LogError("the broker cannot be prepared: {Problem}; is its dynamic-security plugin loaded, and is this its administrator?", problem);
    }

    /// <summary>Only where there is none: to change it would end the collector's own session.</summary>
    private async Task<string?> PrepareOwnUserAsync()
    {
        if (_config.Broker is not { User: { } user } broker) return null;
        if (!broker.TryReadPassword(out var password, out var problem)) return problem;
        if (await AskAsync([ControlCommand.AskUser(user)], CancellationToken.None) is not [var answer]) return "the broker does not answer";
        return answer.Error is null ? null : await PutAsync(BrokerUsers.Collector(user), password!.Reveal(), CancellationToken.None);
    }
}
