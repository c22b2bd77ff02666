using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Enrolment;

/// <summary>A Raspberry Pi of a test: a serial number and a card. The card is the state folder, which can be put into another machine.</summary>
internal sealed class AgentMachine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly string _serialFile;
    private ManagedProcess? _process;

    /// <param name="serial">Of the machine.</param>
    /// <param name="card">Its state folder; null: a bare one.</param>
    public AgentMachine(string serial, string? card = null)
    {
        Serial = serial;
        Card = card ?? Path.Combine(RigDirectory.New("card"), "state");
        _serialFile = Path.Combine(RigDirectory.New("machine"), "machine-id");
        File.WriteAllText(_serialFile, serial + "\n");
    }

    /// <summary>Why machines cannot be told apart here; null when all is there.</summary>
    public static string? Missing => Environment.UserName != "root" ? "mounting needs root" : File.Exists("/etc/machine-id") ? null : "there is no /etc/machine-id to mount over";

    /// <summary>Where it is; null for this machine's own network.</summary>
    public NetworkNamespace? Network { get; init; }

    public string Serial { get; }

    public string Card { get; }

    public ManagedProcess Process => _process!;

    public string Enrolled => Path.Combine(Card, "enrolled");

    public string BrokerPassword => File.ReadAllText(Path.Combine(Enrolled, "broker.pw")).Trim();

    /// <summary>Started as its service does; <paramref name="clock"/> sets its clock.</summary>
    public AgentMachine Run(LibFakeTime? clock = null) => Run(plan => clock?.Within(plan) ?? plan);

    /// <summary>The same, with its time passing <paramref name="times"/> times faster.</summary>
    public AgentMachine RunFaster(int times) => Run(plan => LibFakeTime.Faster(plan, times));

    private AgentMachine Run(Func<ProcessPlan, ProcessPlan> inTime)
    {
        // The mount is this process's alone.
        var script = $"mount --bind '{_serialFile}' /etc/machine-id && exec \"$@\"";
        var plan = new ProcessPlan("unshare", "--mount", "sh", "-c", script, "sh", Built.Agent, "run", "--state-dir", Card) { LogFile = Path.Combine(Path.GetDirectoryName(_serialFile)!, "agent.log") };
        if (Network is not null) plan = Network.Within(plan);
        _process = ManagedProcess.Start(inTime(plan));
        return this;
    }

    public Task<string> SaysAsync(string pattern) => Process.WaitForLineAsync(pattern, Patience);

    /// <summary>The verb <c>enroll</c> in this machine.</summary>
    public Task<ToolRun> EnrollAsync(string claim, string? card = null) => VerbAsync(null, "enroll", claim, "--state-dir", card ?? Card);

    public Task<ToolRun> VerbAsync(string? typed, params IReadOnlyList<string> arguments)
    {
        string[] within = Network is null ? [] : ["ip", "netns", "exec", Network.Name];
        string[] all = [.. within, "unshare", "--mount", "sh", "-c", $"mount --bind '{_serialFile}' /etc/machine-id && exec \"$@\"", "sh", Built.Agent, .. arguments];
        return ToolRun.OfAsync(typed, all[0], all[1..]);
    }

    /// <summary>What its card holds, on another card.</summary>
    public string CopyCard()
    {
        var copy = Path.Combine(RigDirectory.New("card"), "state");
        SystemCommand.Run("cp", "-a", Card, copy);
        return copy;
    }

    public Task StopAsync() => Process.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }
}
