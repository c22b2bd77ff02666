using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Ingest;

/// <summary>
/// Hands each message from the broker to the handlers of its kind. It opens when everything has started, the HTTP listener too (what somebody is told may be
/// answered there at once), and closes before anything stops: nothing comes in while others are not ready.
/// </summary>
internal sealed class Intake : IHostedLifecycleService
{
    private readonly BrokerLink _link;
    private readonly ILogger<Intake> _logger;
    private readonly OncePer _malformedLog;
    private readonly ILookup<TopicKind, IMessageHandler> _handlers;
    private volatile bool _open;
    private long _malformed;

    public Intake(BrokerLink link, IEnumerable<IMessageHandler> handlers, TimeProvider time, ILogger<Intake> logger)
    {
        (_link, _logger) = (link, logger);
        _handlers = handlers.SelectMany(handler => handler.Kinds.Select(kind => (kind, handler))).ToLookup(pair => pair.kind, pair => pair.handler);
        _malformedLog = new OncePer(TimeSpan.FromMinutes(1), time);
    }

    /// <summary>Messages with a topic that no site has.</summary>
    public long Malformed => Volatile.Read(ref _malformed);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _open = true;
        _link.Received = Dispatch;
        _link.Open();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _open = false;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>On the broker's thread.</summary>
    internal void Dispatch(MqttMessage message)
    {
        if (!_open) return;
        if (!Topics.TryParse(message.Topic, out var topic))
        {
            Interlocked.Increment(ref _malformed);
            if (!_malformedLog.IsDue("")) return;
            _logger.LogWarning("A message with a malformed topic was left out ({Count} so far): site ids are a-z, 0-9 and -; check the broker's access rules", Malformed);
            return;
        }

        foreach (var handler in _handlers[topic.Kind]) handler.Accept(topic, message);
    }
}
