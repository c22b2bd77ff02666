using System.Net;
using System.Text.Json;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Alerting;

/// <summary>A POP with the real agent as a process, which polls one simulated OLT each second, and an uplink that can be cut.</summary>
internal sealed class RealPop : IAsyncDisposable
{
    public const string Site = "kdr-03";
    private readonly string _folder = RigDirectory.New("pop");

    private RealPop(Office office, OltServer olt) => (Olt, Uplink) = (olt, new TcpProxy(office.Broker.Port));

    public OltServer Olt { get; }

    /// <summary>Between the agent and the broker.</summary>
    public TcpProxy Uplink { get; }

    public ManagedProcess Agent { get; private set; } = null!;

    /// <summary>Returns when the OLT was read a few times and the office knows the site.</summary>
    /// <param name="office">Where it reports to.</param>
    /// <param name="pons">PONs of 32 ONUs each; of each two, one ONU of the last PON has been down for days.</param>
    /// <param name="downAfterPolls">How many polls in a row must say that the OLT itself fails.</param>
    /// <param name="timeZone">What its clocks show.</param>
    public static async Task<RealPop> StartAsync(Office office, int pons, int downAfterPolls = 2, string timeZone = "UTC")
    {
        var pop = new RealPop(office, await OltServer.StartAsync(new OltServerOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "admin", Password = "olt-secret", Plan = new OltPlan(32 * pons, pons, Seed: 7),
        }));
        await File.WriteAllTextAsync(pop.FileOf("olt.pw"), "olt-secret\n");
        await File.WriteAllTextAsync(pop.FileOf("agent.json"), JsonSerializer.Serialize(new
        {
            site = Site,
            language = "en",
            time_zone = timeZone,
            state_dir = pop.FileOf("agent"),
            broker = new { urls = new[] { $"mqtt://127.0.0.1:{pop.Uplink.Port}" } },
            detection = new { down_after_polls = downAfterPolls },
            devices = new[] { new { id = "olt-1", driver = "hioso-epon", url = pop.Olt.Address.ToString().TrimEnd('/'), user = "admin", password_file = pop.FileOf("olt.pw"), interval_s = 1 } },
        }));
        pop.Agent = ManagedProcess.Start(new ProcessPlan(Built.Agent, "run", "--config", pop.FileOf("agent.json")) { LogFile = pop.FileOf("agent.log") });
        await pop.Agent.WaitForLineAsync("connected to mqtt", Office.Patience);
        await pop.PagesAsync(3);
        await WaitFor.TrueAsync(() => office.Count($"SELECT COUNT(*) FROM sites WHERE site = '{Site}' AND state = 'online'") == 1, Office.Patience, "the office to know the site");
        return pop;
    }

    /// <summary>Waits until the agent has read so many more pages.</summary>
    public Task PagesAsync(int more)
    {
        var wanted = Olt.Ledger.Pages.Count + more;
        return WaitFor.TrueAsync(() => Olt.Ledger.Pages.Count >= wanted, Office.Patience, $"the agent to read {more} more pages");
    }

    public void Apply(OltActionKind kind, string pon, int first, int last)
    {
        for (var number = first; number <= last; number++) Olt.Model.Apply(new OltAction(kind, $"{pon}:{number}"));
    }

    /// <summary>Dead without saying so, as behind a broken carrier.</summary>
    public void CutUplink()
    {
        Uplink.Silent = true;
        Uplink.Cut();
    }

    public void MendUplink()
    {
        Uplink.Silent = false;
        Uplink.Cut();
    }

    public async ValueTask DisposeAsync()
    {
        if (Agent is not null) await Agent.DisposeAsync();
        await Uplink.DisposeAsync();
        await Olt.DisposeAsync();
    }

    private string FileOf(string name) => Path.Combine(_folder, name);
}
