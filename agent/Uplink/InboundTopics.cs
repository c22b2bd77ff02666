using System.Threading.Channels;
using EdgeNoc.Common.Mqtt;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Uplink;

/// <summary>A topic that another part than the uplink loop hears.</summary>
/// <param name="Topic">One topic, without wildcards.</param>
/// <param name="MaxBytes">A larger message is dropped with a line in the log.</param>
/// <param name="MaxWaiting">As many wait for their handler; then the oldest is dropped with a line in the log.</param>
internal sealed record InboundTopic(string Topic, int MaxBytes, int MaxWaiting);

/// <summary>Hands messages of further topics to whoever hears them, each topic in order and apart from the others. Whatever comes from the network, memory is bounded and the connection goes on.</summary>
/// <remarks>Topics are named before the session exists, since it subscribes to them; their handlers may come later: until then messages wait.</remarks>
internal sealed class InboundTopics(IReadOnlyList<InboundTopic> topics, ILogger logger) : IAsyncDisposable
{
    private readonly Dictionary<string, (InboundTopic Topic, Channel<MqttMessage> Queue)> _queues = topics.ToDictionary(topic => topic.Topic, topic => (topic, QueueOf(topic, logger)), StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _workers = [];

    public IEnumerable<string> Subscriptions => _queues.Keys;

    /// <summary>Takes a message of one of these topics; false when it is none of them. On the network's thread: returns at once.</summary>
    public bool TryTake(MqttMessage message)
    {
        if (!_queues.TryGetValue(message.Topic, out var heard)) return false;
        if (message.Payload.Length <= heard.Topic.MaxBytes) heard.Queue.Writer.TryWrite(message);
        else logger.LogWarning("message on {Topic} ignored: {Bytes} bytes are more than {Limit}", message.Topic, message.Payload.Length, heard.Topic.MaxBytes);
        return true;
    }

    /// <summary>From now on messages of that topic go to this handler, one after the other. What it throws is logged, and the next one comes. Once for each topic.</summary>
    /// <exception cref="KeyNotFoundException">It is none of these topics.</exception>
    public void Hear(string topic, Func<MqttMessage, CancellationToken, Task> handle) => _workers.Add(Task.Run(() => WorkAsync(_queues[topic].Queue.Reader, handle)));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_workers);
        _stopping.Dispose();
    }

    private async Task WorkAsync(ChannelReader<MqttMessage> queue, Func<MqttMessage, CancellationToken, Task> handle)
    {
        try
        {
            await foreach (var message in queue.ReadAllAsync(_stopping.Token)) await HandleAsync(message, handle);
        }
        catch (OperationCanceledException)
        {
            // Stopping: what waits comes again or has expired by then.
        }
    }

    private async Task HandleAsync(MqttMessage message, Func<MqttMessage, CancellationToken, Task> handle)
    {
        try
        {
            await handle(message, _stopping.Token);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogError(error, "a message on {Topic} could not be handled; the next one is", message.Topic);
        }
    }

    private static Channel<MqttMessage> QueueOf(InboundTopic topic, ILogger logger) => Channel.CreateBounded<MqttMessage>(
        new BoundedChannelOptions(topic.MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        dropped => logger.LogWarning("a message on {Topic} was dropped: more than {Limit} wait", dropped.Topic, topic.MaxWaiting));
}
