using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Signing;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>What the desk does with each input.</summary>
internal sealed partial class ConfigDesk
{
    private void HearOne(ReadOnlySpan<byte> envelope)
    {
        // The newest one comes again with each connection, since the broker keeps it.
        switch (SignedMessage.Check(envelope, _key, SignedPurposes.Config, _site, _ledger.Seen - 1))
        {
            case SignedMessage.Genuine genuine when WantedConfig.Read(genuine.Payload.Span) is { } wanted:
                if (_ledger.Attempt is null) Begin(wanted);
                else if (wanted.Version > (_waiting?.Version ?? _ledger.Seen)) _waiting = wanted;
                break;
            case SignedMessage.Refused refused:
                // The broker gives what it keeps once a connection: the key may come after.
                if (refused.Reason == SignedRefusal.NoKey) _unread = envelope.ToArray();
                Refuse(JsonNamingPolicy.SnakeCaseLower.ConvertName(refused.Reason.ToString()), refused.Problem, refused.Remedy);
                break;
            default:
                Refuse("no_config", "it is signed by the office, but holds no config", "update the agent");
                break;
        }
    }

    private void Begin(WantedConfig wanted)
    {
        if (wanted.Version <= _ledger.Seen) return;
        var (config, problems) = ConfigReach.Merge(_files.ReadLastGood(), wanted.Config);
        _logger.LogInformation("config {Version} came, saved by {By}", wanted.Version, wanted.By);
        // First the file, then the ledger that speaks of it.
        if (config is not null) _files.WriteCandidate(config);
        Step(new ConfigInput.Wanted(wanted.Version), config is null ? new ConfigInput.Checked(wanted.Version, ConfigStages.Schema, problems, IsSame: false) : null);
    }

    private void Refuse(string reason, string problem, string remedy)
    {
        _logger.LogWarning("a config was refused: {Problem}; {Remedy}", problem, remedy);
        Step(new ConfigInput.Refused(new HaveRefused(reason, _time.GetUtcNow(), problem, remedy)));
    }

    /// <param name="input">What happened.</param>
    /// <param name="instead">What is known already and need not be found out by a check.</param>
    private void Step(ConfigInput input, ConfigInput.Checked? instead = null)
    {
        var before = _ledger;
        var step = ConfigTrial.On(before, input, _time.GetUtcNow());
        if (before.Attempt != step.Ledger.Attempt) EndOf(before.Attempt, step.Ledger.Attempt);
        // The one file that moves before the ledger: a candidate on trial that is gone was taken.
        if (step.Actions.Contains(ConfigAction.TakeCandidate)) _files.TakeCandidate();
        if (step.Ledger != before) _files.WriteLedger(step.Ledger);
        _ledger = step.Ledger;
        Say(before, input);
        foreach (var action in step.Actions)
        {
            if (action == ConfigAction.Check && instead is not null) continue;
            Do(action);
        }

        if (instead is not null)
        {
            Step(instead);
            return;
        }

        Tell();
        _run?.Publish(Have());
        if (_ledger.Attempt is null && _waiting is { } waiting)
        {
            _waiting = null;
            Begin(waiting);
        }
    }

    private void Do(ConfigAction action)
    {
        switch (action)
        {
            case ConfigAction.TakeLocal:
                _files.TakeLocal();
                break;
            case ConfigAction.ForgetCandidate:
                _files.ForgetCandidate();
                break;
            case ConfigAction.Check:
                _ = CheckAsync(_ledger.Attempt!.Version, _run?.Failing ?? new HashSet<string>(StringComparer.Ordinal), _attempt.Token);
                break;
            case ConfigAction.RunCandidate:
                var version = _ledger.Attempt!.Version;
                _deadline = _time.CreateTimer(_ => Guarded(() => Step(new ConfigInput.TimeUp(version))), null, ConfigTrial.Patience, Timeout.InfiniteTimeSpan);
                _run?.BeginAnew();
                break;
            case ConfigAction.RunLastGood:
                _run?.BeginAnew();
                break;
        }
    }

    private void EndOf(ConfigAttempt? before, ConfigAttempt? after)
    {
        if (before is null || before.Version == after?.Version) return;
        _attempt.Cancel();
        _attempt.Dispose();
        _attempt = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        _deadline?.Dispose();
        _deadline = null;
    }

    private async Task CheckAsync(long version, IReadOnlySet<string> failing, CancellationToken cancellationToken)
    {
        try
        {
            var done = await Task.Run(() => _check.RunAsync(version, failing, cancellationToken), cancellationToken);
            Guarded(() => Step(done));
        }
        catch (OperationCanceledException)
        {
            // Somebody at the POP was quicker, or the agent stops: then it is checked again.
        }
    }

    private async Task ProbeAsync(IConfigRun run, long version, CancellationToken cancellationToken)
    {
        try
        {
            await run.ProbeAsync(version, cancellationToken);
            Guarded(() => Step(new ConfigInput.Acknowledged(version)));
        }
        catch (OperationCanceledException)
        {
            // The run or the trial is over.
        }
    }

    /// <summary>An event says what became of it, at latest in the next run.</summary>
    private void Tell()
    {
        if (_ledger.News is not { } news || _run is not { } run) return;
        if (!run.TryTell(news == ConfigNews.Rejected ? EventState.Raised : EventState.Cleared, _ledger.LastFailed)) return;
        _ledger = _ledger with { News = null };
        _files.WriteLedger(_ledger);
    }

    private void Say(ConfigLedger before, ConfigInput input)
    {
        if (_ledger.LastFailed is { } failed && failed != before.LastFailed)
        {
            _logger.LogError(
                "config {Version} is not taken, the last good one runs: {Problems}", failed.Version,
                string.Join("; ", failed.Problems.Select(problem => $"{(problem.Path is { } path ? path + ": " : "")}{problem.Problem}: {problem.Remedy}")));
        }
        else if (_ledger.Running != before.Running && input is not ConfigInput.MadeHere)
        {
            _logger.LogInformation("config {Version} is the one that runs from now on", _ledger.Running.Version);
        }
        else if (_ledger.Attempt is { Phase: AttemptPhase.Running, Version: var version } && before.Attempt?.Phase == AttemptPhase.Checking)
        {
            _logger.LogInformation("config {Version} runs on trial: for good once the office's database has acknowledged it", version);
        }
    }

    private void Guarded(Action work)
    {
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested) return;
            try
            {
                work();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                _logger.LogError("the config's state cannot be kept ({Problem}): make room on the disk or see to its rights", error.Message);
            }
        }
    }
}
