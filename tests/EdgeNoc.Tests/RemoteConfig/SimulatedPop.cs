using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Agent.RemoteConfig;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Signing;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.RemoteConfig;

/// <summary>A POP with the agent's own desk, reader of configs and files on a manual clock; what a config does to its uplink and its process stands in the config's name: <c>cut</c>, <c>crash</c>.</summary>
internal sealed class SimulatedPop : IConfigRun, IDisposable
{
    /// <summary>Nothing answers there.</summary>
    public const string DeadHost = "192.0.2.66";

    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(5), Ack = TimeSpan.FromSeconds(2), Anew = TimeSpan.FromSeconds(1);

    private readonly AdjustableTime _time;
    private readonly string _folder;
    private readonly List<ITimer> _timers = [];
    private readonly List<string> _events = [];
    private byte[]? _retained;
    private ConfigDesk _desk;
    private IDisposable? _attached;
    private AgentConfig? _running;
    private TaskCompletionSource? _probe;
    private int _turn;
    private volatile int _acks;
    private bool _isOff;

    public SimulatedPop(string site, VerifyingKey office, AdjustableTime time)
    {
        (Site, _time, _folder) = (site, time, RigDirectory.New("pop"));
        var enrolled = Directory.CreateDirectory(Path.Combine(_folder, "enrolled")).FullName;
        File.WriteAllText(Path.Combine(enrolled, "agent.json"), $$"""{"site":"{{site}}","broker":{"urls":["mqtts://noc.example.net"]},"outbox":{"max_mb":64},"name":"first","devices":[{"id":"olt-1","driver":"hioso-epon","url":"http://192.0.2.10"}]}""");
        File.WriteAllText(Path.Combine(enrolled, "noc.pem"), office.ToPem());
        _desk = NewDesk();
        Begin();
    }

    public string Site { get; }

    public IReadOnlySet<string> Failing { get; } = new HashSet<string>(StringComparer.Ordinal);

    public HaveConfig Have => _desk.Have();

    /// <summary>What the office saw last; not always what is.</summary>
    public HaveConfig? Told { get; private set; }

    /// <summary>The name within the config that runs.</summary>
    public string? Runs => _running?.Name;

    /// <summary>Raised and cleared, in order.</summary>
    public IReadOnlyList<string> Events => _events;

    public bool IsConnected => _running is { } running && !running.Name.Contains("cut", StringComparison.Ordinal);

    /// <summary>No thread is at work on it: all there is to wait for is time.</summary>
    public bool IsQuiet => _isOff || (Have.Stage != "checking" && (_acks == 0 || Have.Stage is null));

    /// <summary>The file that is good, as it is on the card.</summary>
    public string LastGood => File.ReadAllText(Path.Combine(_folder, "enrolled", "agent.json"));

    /// <summary>The broker keeps it, as a retained message.</summary>
    public void Deliver(byte[] envelope)
    {
        _retained = envelope;
        if (IsConnected) _desk.Hear(envelope);
    }

    /// <summary>Somebody at the POP puts a config there.</summary>
    public void MakeHere(string config)
    {
        File.WriteAllText(Path.Combine(_folder, "enrolled", "local.json"), config);
        _desk.LookForLocal();
    }

    /// <summary>Power is cut and comes back.</summary>
    public void PowerCut()
    {
        EndRun();
        _isOff = true;
        _desk.Dispose();
        Later(Restart, () =>
        {
            _isOff = false;
            _desk = NewDesk();
            _desk.LookForLocal();
            Begin();
        });
    }

    public void BeginAnew()
    {
        EndRun();
        Later(Anew, Begin);
    }

    public Task ProbeAsync(long version, CancellationToken cancellationToken)
    {
        var probe = _probe = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (IsConnected)
        {
            Later(Ack, () =>
            {
                _acks = 1;
                probe.TrySetResult();
            });
        }

        return probe.Task.WaitAsync(cancellationToken);
    }

    public bool TryTell(EventState state, HaveFailed? failed)
    {
        _events.Add(state == EventState.Raised ? $"raised {failed?.Version} {failed?.Stage}" : "cleared");
        return true;
    }

    public void Publish(HaveConfig have)
    {
        if (have.Stage is null) _acks = 0;
        if (IsConnected) Told = HaveConfig.Read(have.ToBytes());
    }

    public void Dispose()
    {
        _desk.Dispose();
        foreach (var timer in _timers) timer.Dispose();
    }

    private ConfigDesk NewDesk()
    {
        var folder = new EnrolledFolder(_folder);
        return new ConfigDesk(folder, new SiteIdentity(Site, "serial1111", new Uri("https://noc.example.net"), _time.GetUtcNow(), 0) { ConfigVersion = 1 }, new CandidateCheck(folder, Site, _folder, TryDevicesAsync), _time, NullLogger.Instance);
    }

    private static Task<IReadOnlyList<ConfigProblem>> TryDevicesAsync(AgentConfig candidate, IReadOnlyList<(int Index, string Id)> changed, IReadOnlySet<string> failing, CancellationToken cancellationToken)
    {
        var names = changed.ToDictionary(entry => entry.Id, entry => entry.Index, StringComparer.Ordinal);
        return Task.FromResult<IReadOnlyList<ConfigProblem>>(
        [
            .. candidate.Devices.Where(device => names.ContainsKey(device.Id) && device.Options.Host == DeadHost)
                .Select(device => new ConfigProblem($"devices[{names[device.Id]}]", $"{device.Id}: nobody answers at {DeadHost}", "check the cable")),
        ]);
    }

    private void Begin()
    {
        var load = EnrolledConfig.Read(new EnrolledFolder(_folder), _desk.FileToRun, Site, _folder).Load;
        if (load.Config is not { } config)
        {
            _desk.RunFailed(load.Errors[0].ToString());
            Later(Anew, Begin);
            return;
        }

        if (config.Name.Contains("crash", StringComparison.Ordinal))
        {
            PowerCut();
            return;
        }

        _running = config;
        _attached = _desk.Attach(this);
        if (IsConnected && _retained is { } retained) _desk.Hear(retained);
    }

    private void EndRun()
    {
        _turn++;
        _running = null;
        _probe?.TrySetCanceled();
        _attached?.Dispose();
    }

    private void Later(TimeSpan wait, Action act)
    {
        var turn = _turn;
        _timers.Add(_time.CreateTimer(_ => { if (turn == _turn) act(); }, null, wait, Timeout.InfiniteTimeSpan));
    }
}

/// <summary>The office of simulated POPs: signs what it is told to.</summary>
internal sealed class SimulatedOffice : IDisposable
{
    private readonly SigningKey _key = SigningKey.Make();

    public VerifyingKey Public => _key.Public;

    public byte[] Sign(string site, long version, string config, string purpose = SignedPurposes.Config) =>
        _key.Sign(new WantedConfig(purpose, site, version, config, "Budi", new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero)).ToBytes()).ToBytes();

    /// <summary>A config that is good but for what its name says.</summary>
    public static string Named(string name, string host = "192.0.2.10") => $$"""{"name":"{{name}}","devices":[{"id":"olt-1","driver":"hioso-epon","url":"http://{{host}}"}]}""";

    public void Dispose() => _key.Dispose();
}
