using System.Collections.Concurrent;
using System.Text.Json;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Collector.SiteCommands;

/// <summary>Brings answers to whoever waits for them, by correlation data and by site: no site can answer for another.</summary>
internal sealed class CommandReplies(ILogger<CommandReplies> logger) : IMessageHandler
{
    /// <summary>An honest answer is 256 kB at most.</summary>
    private const int MaxBytes = 272 << 10;

    private readonly ConcurrentDictionary<(string Site, Guid Id), TaskCompletionSource<(CommandReply Reply, int Bytes)>> _waiting = new();

    public IReadOnlySet<TopicKind> Kinds { get; } = new HashSet<TopicKind> { TopicKind.CommandReply };

    /// <summary>Begins to wait; whoever does must <see cref="Forget"/> it in the end.</summary>
    public Task<(CommandReply Reply, int Bytes)> Expect(string site, Guid id) =>
        _waiting.GetOrAdd((site, id), _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(string site, Guid id) => _waiting.TryRemove((site, id), out _);

    /// <inheritdoc/>
    public void Accept(SiteTopic topic, MqttMessage message)
    {
        if (message.Retain || message.CorrelationData.Length != 16 || message.Payload.Length > MaxBytes) return;
        var id = new Guid(message.CorrelationData.Span, bigEndian: true);

        // What came too late, or was never asked for, is not even read.
        if (!_waiting.TryGetValue((topic.Site, id), out var waiting)) return;
        if (Read(message) is { } reply && reply.Id == id) waiting.TrySetResult((reply, message.Payload.Length));
        else logger.LogWarning("{Site}: an answer to a command cannot be read and was ignored: does an agent of another version run there?", topic.Site);
    }

    private static CommandReply? Read(MqttMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Payload.Span, CommandJson.Default.CommandReply);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
