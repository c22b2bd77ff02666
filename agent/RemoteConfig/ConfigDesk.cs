using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Signing;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>Takes configs from the office and from people at the POP, over all runs of the agent within one process: keeps the ledger, carries out what <see cref="ConfigTrial"/> decides.</summary>
/// <remarks>Safe for several threads; each input is dealt with whole before the next.</remarks>
internal sealed partial class ConfigDesk : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _site;
    private readonly ConfigFiles _files;
    private readonly EnrolledFolder _folder;
    private readonly CandidateCheck _check;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private CancellationTokenSource _attempt = new();
    private ITimer? _deadline;
    private ConfigLedger _ledger;
    private WantedConfig? _waiting;
    private VerifyingKey? _key;
    private byte[]? _unread;
    private IConfigRun? _run;

    /// <summary>Reads how things stand, and settles what an earlier process left under way.</summary>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    public ConfigDesk(EnrolledFolder folder, SiteIdentity identity, CandidateCheck check, TimeProvider time, ILogger logger)
    {
        (_site, _folder, _files, _check, _time, _logger) = (identity.Site, folder, ConfigFiles.Of(folder), check, time, logger);
        _key = folder.NocKey();
        _ledger = _files.ReadLedger() ?? ConfigLedger.Enrolled(identity.ConfigVersion, identity.Time);
        Step(new ConfigInput.ProcessStarted(File.Exists(_files.Candidate)));
        if (_ledger.Attempt is null) _files.ForgetCandidate();
    }

    /// <summary>What the next run is to run.</summary>
    public string FileToRun { get { lock (_gate) return IsOnTrial ? _files.Candidate : _files.LastGood; } }

    /// <summary>What runs is a candidate.</summary>
    public bool IsOnTrial { get { lock (_gate) return _ledger.Attempt is { Phase: AttemptPhase.Running }; } }

    /// <summary>How things stand.</summary>
    public HaveConfig Have()
    {
        lock (_gate)
        {
            var (running, isLocal) = (_ledger.Running, _ledger.Running.Source == ConfigSources.Local);
            return new HaveConfig(
                new HaveRunning(running.Source, running.Version, _files.Sha256(), running.Since, isLocal ? System.Text.Encoding.UTF8.GetString(_files.ReadLastGood()) : null),
                _ledger.Seen,
                _ledger.Attempt?.Phase switch { null => null, AttemptPhase.Checking => "checking", _ => "running" },
                _ledger.LastFailed,
                _ledger.Refused);
        }
    }

    /// <summary>A run began: it is told what is to be told, and asked for the proof that a config on trial needs. Ends with the run.</summary>
    public IDisposable Attach(IConfigRun run)
    {
        lock (_gate)
        {
            _run = run;
            if (_ledger.Attempt is { Phase: AttemptPhase.Running, Version: var version }) _ = ProbeAsync(run, version, _attempt.Token);
            Tell();
            run.Publish(Have());
            return new Attached(this, run);
        }
    }

    /// <summary>Something came on <c>config/want</c>.</summary>
    public void Hear(ReadOnlyMemory<byte> envelope)
    {
        // How MQTT takes a retained message back.
        if (!envelope.IsEmpty) Guarded(() => HearOne(envelope.Span));
    }

    /// <summary>The office's key is there now: what came before it is read.</summary>
    public void KeyCame() => Guarded(() =>
    {
        _key = _folder.NocKey();
        if (_key is null || _unread is not { } envelope) return;
        _unread = null;
        HearOne(envelope);
    });

    /// <summary>Looks whether somebody at the POP made a config. What is no valid one goes, with a line in the log: the verb that puts it there has checked it.</summary>
    public void LookForLocal()
    {
        Guarded(() =>
        {
            if (!_files.HasLocal) return;
            if (_check.Problems(_files.Local) is { Count: > 0 } problems)
            {
                foreach (var problem in problems) _logger.LogError("{File}: {Path} {Problem}: {Remedy}", _files.Local, problem.Path, problem.Problem, problem.Remedy);
                _files.ForgetLocal();
                return;
            }

            _logger.LogInformation("a config that was made here is taken");
            Step(ConfigInput.MadeHere.Input);
        });
    }

    /// <summary>The config that is good, as text.</summary>
    public string LastGood() => File.ReadAllText(_files.LastGood);

    /// <summary>Takes a config of somebody at the POP; what is wrong with it, or nothing.</summary>
    public IReadOnlyList<ConfigProblem> MakeHere(string config)
    {
        IReadOnlyList<ConfigProblem> problems = [new ConfigProblem(null, "it cannot be kept", "make room on the disk or see to its rights")];
        Guarded(() =>
        {
            problems = _check.PutLocal(config);
            if (problems.Count == 0) LookForLocal();
        });
        return problems;
    }

    /// <summary>The run of a candidate ended by itself, or could not begin.</summary>
    public void RunFailed(string what) => Guarded(() => Step(new ConfigInput.RunFailed(what)));

    public void Dispose()
    {
        lock (_gate)
        {
            _stopping.Cancel();
            _attempt.Cancel();
            _attempt.Dispose();
            _deadline?.Dispose();
            _stopping.Dispose();
        }
    }

    private sealed class Attached(ConfigDesk desk, IConfigRun run) : IDisposable
    {
        public void Dispose()
        {
            lock (desk._gate)
            {
                if (ReferenceEquals(desk._run, run)) desk._run = null;
            }
        }
    }
}
