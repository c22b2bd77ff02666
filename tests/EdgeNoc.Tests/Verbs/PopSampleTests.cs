using System.Globalization;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Commands;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Simulators.Pop;
using EdgeNoc.Simulators.RouterOs;
using EdgeNoc.Simulators.Vrp;

namespace EdgeNoc.Tests.Verbs;

/// <summary>The sample config against the simulators: all well, and each fault turns its own line into its remedy.</summary>
[Trait("Category", "Slow")]
public sealed class PopSampleTests : IAsyncLifetime
{
    private readonly PopPlan _plan = new()
    {
        Folder = RigDirectory.New("pop"),
        BrokerPort = FreePort.Next(),
        InfluxPort = FreePort.Next(),
        CollectorPort = FreePort.Next(),
        OltPort = FreePort.Next(),
        RouterPort = FreePort.Next(),
        RouterTlsPort = FreePort.Next(),
        Ne8000Port = FreePort.Next(),
    };

    private PopWorld? _world;

    private PopWorld Pop => _world!;

    public async ValueTask InitializeAsync() => _world = await PopWorld.StartAsync(_plan);

    public async ValueTask DisposeAsync()
    {
        if (_world is not null) await _world.DisposeAsync();
    }

    [Fact]
    public async Task All_is_well_with_the_sample_pop_and_each_fault_has_its_remedy()
    {
        var well = await CheckAsync();
        Assert.Equal(["config", "clock", "disk", "olt-1", "olt-2", "router-1", "router-2", .. Pop.Ne8000 is null ? Array.Empty<string>() : ["ne-1"], "onts", "broker", "round trip"], well.Keys);
        // A machine of its own whose clock nothing disciplines is told so, and that is right.
        var clockIsBelieved = KernelClock.State() == ClockState.Synced || CheckMachine.IsContainer();
        Assert.All(well.Where(item => item.Key != "clock" || clockIsBelieved), item => Assert.Equal("ok", item.Value.State));

        await OltAsync(MisbehaviourKind.Unauthorised, "check user and password file");
        await OltAsync(MisbehaviourKind.AccessDenied, "check user and password file");
        await OltAsync(MisbehaviourKind.NoArray, "check that url and driver fit the box");
        await OltAsync(MisbehaviourKind.HalfPage, "poll it more rarely");
        await OltAsync(MisbehaviourKind.CloseMidBody, "it happens under load");
        await OltAsync(MisbehaviourKind.ServerError, "restart the OLT's web server");
        await RouterAsync(RouterFault.WrongPassword, "check user and password file");
        await RouterAsync(RouterFault.NoApiPolicy, "policies api and read");
        await RouterAsync(RouterFault.CloseAtOnce, "let this machine in");
        await RouterAsync(RouterFault.ReservedByte, "check that the url points at");

        if (Pop.Ne8000 is { } ne)
        {
            ne.Set(VrpTrap.VtyFull);
            await OnlyOneFailsAsync("ne-1", "VtyFull", "log out where nobody works");
            ne.Set(VrpTrap.None);
        }

        await Pop.Routers[1].DisposeAsync();
        var off = (await CheckAsync())["router-2"];
        Assert.Equal("failed", off.State);
        Assert.Contains("switch the API on", off.Remedy, StringComparison.Ordinal);
    }

    private async Task OltAsync(MisbehaviourKind kind, string remedy)
    {
        Pop.Olts[0].Misbehaviour = new Misbehaviour(kind);
        await OnlyOneFailsAsync("olt-1", $"{kind}", remedy);
        Pop.Olts[0].Misbehaviour = Misbehaviour.None;
    }

    private async Task RouterAsync(RouterFault fault, string remedy)
    {
        Pop.Routers[1].Fault = fault;
        await OnlyOneFailsAsync("router-2", $"{fault}", remedy);
        Pop.Routers[1].Fault = RouterFault.None;
    }

    private async Task OnlyOneFailsAsync(string device, string fault, string remedy)
    {
        var items = await CheckAsync();
        Assert.Equal(device, string.Join(' ', items.Where(item => item.Value.State == "failed").Select(item => item.Key)));
        Assert.True(items[device].Remedy.Contains(remedy, StringComparison.Ordinal), $"{fault}: {items[device].Detail}: {items[device].Remedy}");
    }

    private async Task<Dictionary<string, (string State, string Detail, string Remedy)>> CheckAsync()
    {
        var run = await Task.Run(() => VerbRun.Of("check", "--json", "--config", Config()));
        Assert.Equal("", run.Error);
        var items = JsonNode.Parse(run.Output)!.AsArray().ToDictionary(item => (string)item!["check"]!, item => ((string)item!["state"]!, (string)item["detail"]!, (string?)item["remedy"] ?? ""), StringComparer.Ordinal);
        Assert.Equal(items.Values.Any(item => item.Item1 == "failed") ? 1 : 0, run.ExitCode);
        return items;
    }

    /// <summary>The sample as it stands, with this test's places for the fixed ones.</summary>
    private string Config()
    {
        var text = File.ReadAllText(Path.Combine(RigDirectory.RepositoryRoot, "tests", "pop.sample.json")).Replace("../var/pop/", $"{_plan.Folder}/", StringComparison.Ordinal);
        var fixedPlaces = new PopPlan { Folder = "" };
        foreach (var (from, to) in new[] { (fixedPlaces.BrokerPort, _plan.BrokerPort), (fixedPlaces.OltPort, _plan.OltPort), (fixedPlaces.RouterPort, _plan.RouterPort), (fixedPlaces.RouterTlsPort, _plan.RouterTlsPort), (fixedPlaces.Ne8000Port, _plan.Ne8000Port) })
        {
            Assert.Contains($":{from}", text, StringComparison.Ordinal);
            text = text.Replace(string.Create(CultureInfo.InvariantCulture, $":{from}"), string.Create(CultureInfo.InvariantCulture, $":{to}"), StringComparison.Ordinal);
        }

        // A machine that can start no sshd has no such box.
        if (Pop.Ne8000 is null) text = string.Join('\n', text.Split('\n').Where(line => !line.Contains("\"ne-1\"", StringComparison.Ordinal)));
        var path = Path.Combine(_plan.Folder, "agent.json");
        File.WriteAllText(path, text);
        return path;
    }
}
