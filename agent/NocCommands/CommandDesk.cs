using System.Globalization;
using System.Text.Json;
using EdgeNoc.Agent.Uplink;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.NocCommands;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>Runs a command and writes its lines.</summary>
internal delegate Task<CommandResult> RunCommand(NocCommand command, CommandLines lines, CancellationToken cancellationToken);

/// <summary>Takes the office's commands off <c>cmd</c>, looks whether they may run, runs a few at a time and answers each on <c>cmd/reply</c>.</summary>
/// <param name="site">The site's id; the topic of the answer is made of it, whatever a message asks for.</param>
/// <param name="link">Takes the answers.</param>
/// <param name="admission">Fresh, new, not too many.</param>
/// <param name="run">Does the work.</param>
internal sealed class CommandDesk(string site, IBrokerLink link, Admission admission, RunCommand run, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>A request is a few hundred bytes.</summary>
    public const int MaxRequestBytes = 16 << 10;

    private const int MaxAtOnce = 4;
    private const int MaxCorrelationBytes = 64;
    private static readonly TimeSpan ReplyPatience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Takes one message; false when it is something else that travels on this topic. One after the other.</summary>
    public bool TryTake(MqttMessage message)
    {
        if (Kind(message) != CommandRequest.Run) return false;
        if (message.Retain || message.Payload.Length > MaxRequestBytes || message.CorrelationData.Length > MaxCorrelationBytes || Read(message) is not { } request)
        {
            logger.LogWarning("a command that cannot be one is ignored ({Bytes} bytes{Retained})", message.Payload.Length, message.Retain ? ", retained" : "");
            return true;
        }

        if (!admission.IsRepeated(request.Id)) Begin(request, message.CorrelationData);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_gate) running = [.. _running];
        await Task.WhenAll(running).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private void Begin(CommandRequest request, ReadOnlyMemory<byte> correlation)
    {
        var (command, refusal) = Judge(request);
        lock (_gate)
        {
            if (refusal is null && _running.Count >= MaxAtOnce) refusal = new(CommandOutcome.Busy) { Detail = $"{MaxAtOnce} commands run here already", Remedy = "wait for their answers" };
            if (_stopping.IsCancellationRequested || _running.Count > 4 * MaxAtOnce) return;
            var work = Task.Run(() => refusal is null ? RunAsync(request, command!, correlation) : ReplyAsync(request, refusal, null, TimeSpan.Zero, correlation));
            _running.Add(work);
            _ = work.ContinueWith(Ended, TaskScheduler.Default);
        }
    }

    private void Ended(Task work)
    {
        lock (_gate) _running.Remove(work);
    }

    private (NocCommand? Command, CommandResult? Refusal) Judge(CommandRequest request)
    {
        if (admission.Refuse(request) is { } refusal) return (null, refusal);
        if (CommandCatalogue.Find(request.Command) is not { } spec) return (null, CommandResult.BadRequest("this agent knows no such command", "see which version it is: it may be older than the collector"));
        if (!CommandCatalogue.Allows(request.Role, spec)) return (null, new(CommandOutcome.Forbidden) { Detail = $"{spec.Name} needs the role {Word(spec.Role)}", Remedy = "ask somebody who has it" });
        var read = CommandCatalogue.Read(spec, request.Args);
        return read.Command is { } command ? (command, null) : (null, CommandResult.BadRequest(string.Join("; ", read.Problems.Select(problem => $"{problem.Argument} {problem.Problem}")), read.Problems[0].Remedy));
    }

    private async Task RunAsync(CommandRequest request, NocCommand command, ReadOnlyMemory<byte> correlation)
    {
        var lines = new CommandLines();
        var began = time.GetTimestamp();
        using var limit = new CancellationTokenSource(CommandCatalogue.Limit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping.Token);
        CommandResult result;
        try
        {
            // A part that is deaf to its cancellation keeps nobody waiting for an answer.
            result = await run(command, lines, end.Token).WaitAsync(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            result = new(CommandOutcome.Timeout) { Detail = $"it did not end within {CommandCatalogue.Limit.TotalSeconds:0} s{(lines.Text is null ? "" : "; what was known by then is shown")}", Remedy = "the device may be slow or a poll of it may be under way: try again in a minute" };
        }
        catch (OperationCanceledException)
        {
            result = CommandResult.Failed("the agent stops", "try again in a minute");
        }
        catch (Exception error)
        {
            logger.LogError(error, "the command {Command} failed", request.Command);
            result = CommandResult.Failed($"the command failed ({error.GetType().Name})", "this is a fault of the agent: see its log");
        }

        var took = time.GetElapsedTime(began);
        logger.LogInformation("{Command} for {By}: {Outcome}, {Took:0} ms", request.Command, Plain(request.By), result.Outcome, took.TotalMilliseconds);
        await ReplyAsync(request, result, lines.Text, took, correlation).ConfigureAwait(false);
        result.Then?.Invoke();
    }

    private async Task ReplyAsync(CommandRequest request, CommandResult result, string? text, TimeSpan took, ReadOnlyMemory<byte> correlation)
    {
        var reply = new CommandReply(request.Id, result.Outcome)
        {
            Detail = result.Detail, Remedy = result.Remedy, Records = result.Records, Text = text, TookMs = Math.Round(took.TotalMilliseconds, 1),
        };
        // An agent that stops still says so.
        using var patience = new CancellationTokenSource(ReplyPatience, time);
        try
        {
            var outcome = await link.PublishAsync(
                new MqttMessage(Topics.CommandReply(site), ReplyBytes.Of(reply)) { ContentType = WireProperties.ContentJson, CorrelationData = correlation }, patience.Token).ConfigureAwait(false);
            if (outcome != PublishOutcome.Accepted) logger.LogWarning("the answer to {Command} was not delivered: {Outcome}", request.Command, outcome);
        }
        catch (OperationCanceledException)
        {
            logger.LogWarning("the answer to {Command} was not delivered within {Patience} s", request.Command, ReplyPatience.TotalSeconds.ToString("0", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What a message wants, by its first look; null when it is no JSON object that says.</summary>
    private static string? Kind(MqttMessage message)
    {
        try
        {
            using var json = JsonDocument.Parse(message.Payload);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("do", out var what) && what.ValueKind == JsonValueKind.String ? what.GetString() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static CommandRequest? Read(MqttMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Payload.Span, CommandJson.Default.CommandRequest) is { } request && request.Id != Guid.Empty && Enum.IsDefined(request.Role) ? request : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // JSON can write half a surrogate pair, which is no text.
            return null;
        }
    }

    private static string Word(CommandRole role) => role.ToString().ToLowerInvariant();

    /// <summary>For the log: somebody's name, in one line.</summary>
    private static string Plain(string by) => Detection.SafeText.Clean(by) ?? "?";
}
