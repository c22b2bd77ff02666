using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet.Page.Work;

/// <summary>How far a full check is.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Running">Lines still come.</param>
/// <param name="Lines">Those that are known.</param>
internal sealed record CheckProgress(DateTimeOffset Started, bool Running, IReadOnlyList<CheckLine> Lines);

/// <summary>Runs the full check for the page: one at a time, whoever asks, and everybody sees its lines come.</summary>
internal sealed class CheckRun(FullCheck check, TimeProvider time, ILogger logger, CancellationToken stopping)
{
    private const int MaxLines = 300;

    /// <summary>It logs in everywhere: not again at once.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private CheckProgress? _progress;
    private long? _ended;

    public CheckProgress? Progress => Volatile.Read(ref _progress);

    /// <summary>Begins one; zero, or how long to wait because the last one has only just ended. While one runs, that one is it.</summary>
    public TimeSpan Begin()
    {
        lock (_gate)
        {
            if (_progress?.Running == true) return TimeSpan.Zero;
            if (_ended is { } ended && Pause - time.GetElapsedTime(ended) is { Ticks: > 0 } wait) return wait;
            _progress = new CheckProgress(time.GetUtcNow(), true, []);
        }

        _ = RunAsync(_progress);
        return TimeSpan.Zero;
    }

    private async Task RunAsync(CheckProgress progress)
    {
        await Task.Yield();
        try
        {
            await foreach (var line in check(stopping).ConfigureAwait(false))
            {
                if (progress.Lines.Count >= MaxLines) break;
                progress = progress with { Lines = [.. progress.Lines, line] };
                Volatile.Write(ref _progress, progress);
            }
        }
        catch (OperationCanceledException)
        {
            // The agent stops.
        }
        catch (Exception error)
        {
            logger.LogError(error, "the cabinet's page: the check failed");
            progress = progress with { Lines = [.. progress.Lines, new CheckLine("check", CheckState.Failed, $"it broke off ({error.GetType().Name})", "this is a fault of the agent: send its log")] };
        }

        lock (_gate)
        {
            _ended = time.GetTimestamp();
            Volatile.Write(ref _progress, progress with { Running = false });
        }
    }
}
