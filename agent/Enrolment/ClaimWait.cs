using EdgeNoc.Common.Enrolment;
using EdgeNoc.Common.Systemd;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>An agent that nobody has enrolled waits for a claim: a file, or somebody who types <c>edgenoc-agent enroll</c>.</summary>
internal sealed class ClaimWait(string stateDir, IReadOnlyList<string> places, SystemdNotifier systemd, TimeProvider time, ILogger logger)
{
    private const string Waiting = "not enrolled: waiting for a claim";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private string? _said;
    private string? _hopeless;

    /// <summary>Returns when this machine is enrolled; false when stopped before.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        var folder = new EnrolledFolder(stateDir);
        systemd.Ready(Waiting);
        await using var alive = systemd.WatchdogInterval is { } interval ? time.CreateTimer(_ => systemd.Watchdog(), null, TimeSpan.Zero, interval / 3) : null;
        Say(LogLevel.Information, $"{Waiting}: put {ClaimFile.Name} onto the card's boot partition, or type: sudo edgenoc-agent enroll CLAIM");
        var pause = LookEvery;
        while (!stop.IsCancellationRequested)
        {
            if (folder.Identity() is not null) return true;
            pause = await TryAsync(stop) is EnrolOutcome.Refused { MayHelpAgain: true } ? TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks)) : LookEvery;
            if (folder.Identity() is not null) return true;
            systemd.Status(_said ?? Waiting);
            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private async Task<EnrolOutcome?> TryAsync(CancellationToken stop)
    {
        if (ClaimFile.Find(places) is not (var path, var text) || text == _hopeless) return null;
        if (ClaimRead.Of(text) is not ClaimRead.Usable { Claim: var claim })
        {
            var unusable = (ClaimRead.Unusable)ClaimRead.Of(text);
            _hopeless = text;
            Say(LogLevel.Error, $"{path} holds no usable claim: {unusable.Problem}; {unusable.Remedy}");
            return null;
        }

        EnrolOutcome outcome;
        try
        {
            outcome = await new Enroller(stateDir, MachineSerial.Read(), time).RunAsync(claim, stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        switch (outcome)
        {
            case EnrolOutcome.Enrolled enrolled:
                Forget(path);
                Say(LogLevel.Information, $"enrolled as {enrolled.Site} by {path}");
                break;
            case EnrolOutcome.Refused refused:
                if (!refused.MayHelpAgain) _hopeless = text;
                Say(LogLevel.Error, $"{path}: {refused.Problem}; {refused.Remedy}");
                break;
        }

        return outcome;
    }

    // It is of no use any more. On the boot partition it is root's and stays.
    private static void Forget(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nothing depends on it.
        }
    }

    private void Say(LogLevel level, string text)
    {
        if (text == _said) return;
        _said = text;
        logger.Log(level, "{Text}", text);
    }
}
