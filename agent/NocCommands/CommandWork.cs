using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>Does what a command says.</summary>
internal sealed class CommandWork(CommandParts parts, TimeProvider time)
{
    private int _checks;

    /// <inheritdoc cref="RunCommand"/>
    public Task<CommandResult> RunAsync(NocCommand command, CommandLines lines, CancellationToken cancellationToken) => command switch
    {
        NocCommand.Poll poll => PollAsync(poll, cancellationToken),
        NocCommand.Check => CheckAsync(lines, cancellationToken),
        NocCommand.Ping ping => PingReport.RunAsync(parts.Pinger, ping.Address, ping.Count, lines, time, cancellationToken),
        NocCommand.Traceroute trace => TraceReport.RunAsync(trace.Address, lines, cancellationToken),
        NocCommand.ShowInterface show => ShowAsync(show.Device, new ShownPart.OfInterface(show.Interface), lines, cancellationToken),
        NocCommand.ShowSubscriber show => ShowAsync(show.Device, new ShownPart.OfSubscriber(show.Subscriber), lines, cancellationToken),
        NocCommand.Log log => Task.FromResult(Log(log.Lines, lines)),
        NocCommand.Support => Task.FromResult(Support(lines)),
        NocCommand.Try wanted => DeviceTry.RunAsync(parts, wanted, lines, time, cancellationToken),
        NocCommand.Restart => Task.FromResult(CommandResult.Done with { Detail = "the agent ends in good order now and starts again; what waits is on disk", Then = parts.Restart }),
        _ => Task.FromResult(AtOnce(command)),
    };

    private CommandResult AtOnce(NocCommand command)
    {
        switch (command)
        {
            case NocCommand.Pause pause:
                return Of(parts.Work.PauseFromOffice(pause.Device, pause.Length), pause.Device, $"{pause.Device} is left alone for {pause.Length.TotalMinutes:0} minutes");
            case NocCommand.Resume resume:
                return Of(parts.Work.Resume(resume.Device), resume.Device, $"{resume.Device} is polled again");
            case NocCommand.PanelTest or NocCommand.SilenceBuzzer when parts.Cabinet is null:
                return CommandResult.Unsupported("this site has no panel", "a section \"cabinet\" in its config makes one");
            case NocCommand.PanelTest:
                parts.Cabinet!.TestPanel();
                var faults = parts.Cabinet.Now.Faults;
                return CommandResult.Done with { Detail = "all lamps are lit for 5 s, the buzzer sounds for 1 s" + (faults.Count == 0 ? "" : $"; but {string.Join("; ", faults)}") };
            case NocCommand.SilenceBuzzer:
                parts.Cabinet!.Silence();
                return CommandResult.Done with { Detail = "the buzzer is quiet about what stands now; what comes later sounds" };
            default:
                throw new InvalidOperationException($"{command.GetType().Name} has no work");
        }
    }

    private Task<CommandResult> PollAsync(NocCommand.Poll poll, CancellationToken cancellationToken) =>
        parts.Config.Find(poll.Device) is { } device ? parts.Poll(poll.Device, device, poll.Part, cancellationToken) : Task.FromResult(NoSuchDevice(poll.Device));

    /// <summary>It logs in everywhere: one at a time.</summary>
    private async Task<CommandResult> CheckAsync(CommandLines lines, CancellationToken cancellationToken)
    {
        if (parts.Check is not { } check) return CommandResult.Unsupported("this agent cannot check itself while it runs", "run edgenoc-agent check at the POP");
        if (Interlocked.CompareExchange(ref _checks, 1, 0) != 0) return new(CommandOutcome.Busy) { Detail = "a check runs already", Remedy = "wait for it" };
        try
        {
            var failed = 0;
            await foreach (var line in check(cancellationToken).ConfigureAwait(false))
            {
                failed += line.State == CheckState.Failed ? 1 : 0;
                lines.Add($"{Mark(line.State)} {line.Check}: {line.Detail}{(line.Remedy is null ? "" : $": {line.Remedy}")}");
            }

            return failed == 0 ? CommandResult.Done : CommandResult.Failed($"{failed} of the lines are ✘", "each says what to do");
        }
        finally
        {
            Volatile.Write(ref _checks, 0);
        }
    }

    private async Task<CommandResult> ShowAsync(string id, ShownPart part, CommandLines lines, CancellationToken cancellationToken)
    {
        if (parts.Config.Find(id) is not { } device || parts.Scheduler.Find(id) is not { } poller) return NoSuchDevice(id);
        // Each question would be one more login: boxes lock an account after a few.
        if (poller.Health.LastError is { Kind: PollErrorKind.AuthFailed or PollErrorKind.SessionTaken } error) return CommandResult.Of(error);
        switch (await poller.ShowAsync(part, cancellationToken).ConfigureAwait(false))
        {
            case ShowResult.Shown shown:
                var redaction = Redaction.Of(parts.Config);
                foreach (var line in shown.Lines) lines.Add(redaction.Apply(line));
                return CommandResult.Done;
            case ShowResult.Failed failed:
                return CommandResult.Of(failed.Error);
            default:
                return CommandResult.Unsupported($"the driver {device.Driver.Name} has no question for one part of a device", "use the command poll with a part: pon/0/3, onu/0/3:17");
        }
    }

    private CommandResult Log(int count, CommandLines lines)
    {
        var redaction = Redaction.Of(parts.Config);
        foreach (var line in parts.Log.Last(count)) lines.Add(redaction.Apply(line));
        return CommandResult.Done;
    }

    private CommandResult Support(CommandLines lines)
    {
        SupportBundle.Write(parts, Redaction.Of(parts.Config), lines);
        return CommandResult.Done;
    }

    private CommandResult NoSuchDevice(string device) =>
        CommandResult.BadRequest($"the site's config has no device {device}", $"the devices are {string.Join(", ", parts.Config.Devices.Select(known => known.Id))}");

    private CommandResult Of(WorkResult result, string device, string done) => result switch
    {
        WorkResult.Done => CommandResult.Done with { Detail = done },
        WorkResult.Stands => CommandResult.Failed($"{device} is left alone already", "resume it first to change the end"),
        WorkResult.Nothing => CommandResult.Failed($"{device} is not paused", null),
        WorkResult.NoSuchDevice => NoSuchDevice(device),
        WorkResult.BadLength => CommandResult.BadRequest("that is too long or too short", "1 to 480 minutes"),
        _ => CommandResult.Failed("the disk takes no events now, and without one nobody would know of it", "see to the disk: the command log says what is wrong"),
    };

    private static char Mark(CheckState state) => state switch
    {
        CheckState.Ok => '✔',
        CheckState.Warning => '‼',
        _ => '✘',
    };
}
