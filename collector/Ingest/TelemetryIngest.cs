using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Ingest;

/// <summary>
/// Telemetry from the broker into the database: queue, two writers, and an acknowledgement for each message once its last line is stored.
/// </summary>
/// <remarks>
/// A writer takes what waits: one message at once while there is time, many merged into one body under load. Backlog goes in smaller bodies of its own,
/// between those of live data.
/// <code>
/// broker's thread ─► IngestQueue ─┬─► MessageReader ─► Body ─► BodyStore ─► IInfluxDb
///   (drops when full)             └─► (the second writer, the same)   └─► IReceipts ─► ack
/// </code>
/// </remarks>
internal sealed class TelemetryIngest(
    IngestOptions options,
    IngestQueue queue,
    SeriesBudgets budgets,
    BodyStore store,
    DeadLetters deadLetters,
    IReceipts receipts,
    IngestCounters counters,
    TimeProvider time,
    ILogger<TelemetryIngest> logger,
    ILineTap? tap = null) : IMessageHandler, IHostedService, IDisposable
{
    private static readonly TimeSpan LogEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _abandon = new();
    private readonly BacklogPace _pace = new(time);
    private readonly OncePer _fullLog = new(LogEvery, time);
    private readonly OncePer _anonymousLog = new(LogEvery, time);
    private Task _writers = Task.CompletedTask;

    /// <inheritdoc/>
    public IReadOnlySet<TopicKind> Kinds { get; } = new HashSet<TopicKind> { TopicKind.Telemetry };

    /// <inheritdoc/>
    public void Accept(SiteTopic topic, MqttMessage message)
    {
        var id = MessageId.Of(message, MessageClass.Telemetry);
        if (id is null && _anonymousLog.IsDue(topic.Site))
        {
            logger.LogWarning("Site {Site}: telemetry without the properties boot and seq is stored but cannot be acknowledged: update its agent", topic.Site);
        }

        if (queue.TryAdd(new QueuedMessage(topic.Site, id, message.Payload, message.ContentType, time.GetTimestamp(), IsBacklog(message)))) return;
        counters.Drop();
        if (!_fullLog.IsDue("")) return;
        logger.LogWarning("Telemetry waits for the database and the queue is full: {Count} messages left out so far, agents will resend them", counters.Dropped);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writers = Task.WhenAll(Enumerable.Range(0, options.Writers).Select(_ => Task.Run(RunWriterAsync, CancellationToken.None)));
        return Task.CompletedTask;
    }

    /// <summary>Stores what waits if the database is quick about it; the rest is resent to whoever comes next.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Close();
        _abandon.CancelAfter(StopPatience);
        await _writers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (queue.Count > 0) logger.LogInformation("{Count} telemetry messages were not stored before the stop; their agents keep them", queue.Count);
    }

    public void Dispose() => _abandon.Dispose();

    private async Task RunWriterAsync()
    {
        var reader = new MessageReader(options, budgets, deadLetters, counters, time, tap);
        var body = new Body();
        TimeSpan? backlogNotBefore = null;
        try
        {
            while (await queue.WaitAsync(backlogNotBefore, time, _abandon.Token))
            {
                var mayTakeBacklog = _pace.TryEnter(queue.BacklogSites);
                backlogNotBefore = mayTakeBacklog ? null : _pace.Wait();
                var message = queue.TryTake(mayTakeBacklog, out var taken) ? taken : null;
                if (mayTakeBacklog && message is not { IsBacklog: true }) _pace.Leave(TimeSpan.Zero, sites: 0);
                if (message is null) continue;
                var started = time.GetTimestamp();
                try
                {
                    await StoreBodyAsync(reader, body, message);
                }
                finally
                {
                    if (message.IsBacklog) _pace.Leave(time.GetElapsedTime(started), queue.BacklogSites);
                }
            }
        }
        catch (OperationCanceledException) when (_abandon.IsCancellationRequested)
        {
            // Not acknowledged: the agents send it again.
        }
    }

    private async Task StoreBodyAsync(MessageReader reader, Body body, QueuedMessage message)
    {
        var isBacklog = body.IsBacklog = message.IsBacklog;
        var maxLines = isBacklog ? BacklogLines() : options.MaxBodyLines;
        var next = message;
        do
        {
            reader.Begin(next);
            while (!reader.Fill(body)) await SendAsync(body);
        }
        while (body.Lines < maxLines && body.Length < options.MaxBodyBytes && queue.TryTakeMore(isBacklog, out next));

        await SendAsync(body);
    }

    private async Task SendAsync(Body body)
    {
        if (body.Lines > 0) await store.StoreAsync(body, _abandon.Token);
        deadLetters.Flush();
        foreach (var message in body.Completed) counters.Lagged(time.GetElapsedTime(message.ReceivedAt));
        if (receipts.TryNote(body.Notes.Receipt(body.Completed))) body.Notes.Clear();
        body.Clear();
    }

    private int BacklogLines() => Math.Max(options.MinBacklogBodyLines, options.MaxBacklogBodyLines / Math.Max(1, queue.BacklogSites));

    private static bool IsBacklog(MqttMessage message) => message.Property(WireProperties.Lane) == WireProperties.LaneBacklog;
}
