using EdgeNoc.Demo.World;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Demo.Story;

/// <summary>What happens in the demo: the first OLT's bad day, and ten seconds without a broker in the middle of it.</summary>
internal sealed class DemoScript(DemoWorld world, DemoNotes notes)
{
    // After the cut was reported, so that its message comes while the broker is away, and with the repair soon after the return.
    private const double BrokerStopsS = 18;
    private const double BrokerReturnsS = 28;

    private volatile bool _brokerAway;
    private double _brokerLeftAtS;

    /// <summary>Whether the broker is there.</summary>
    public bool BrokerIsUp => !_brokerAway;

    /// <summary>How long it was away so far.</summary>
    public double BrokerAwayS { get; private set; }

    /// <summary>Plays until cancelled, and then leaves the broker running and the plant as it is.</summary>
    public async Task PlayAsync(CancellationToken ct)
    {
        var olt = world.Olts[0];
        var day = Scenario.Demo(olt.Server.Model);
        try
        {
            await Task.WhenAll(
                day.PlayAsync(olt.Server.Model, TimeProvider.System, change => notes.Add($"{olt.Id}: {change.Action}"), ct),
                BrokerOutageAsync(ct));
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }

        await ReturnBrokerAsync();
    }

    /// <summary>Mends everything that the day broke, so that its end can be told.</summary>
    public void RepairAll()
    {
        foreach (var (id, model) in world.Olts.Select(olt => (olt.Id, olt.Server.Model)))
        {
            var broken = model.Changes.Where(change => change.Action.Kind is OltActionKind.GaspOnu or OltActionKind.LoseOnu).Select(change => change.Action.Target);
            var mend = model.CutPons.Select(pon => new OltAction(OltActionKind.RepairPon, pon))
                .Concat(broken.Distinct(StringComparer.Ordinal).Intersect(model.DownOnus, StringComparer.Ordinal).Select(onu => new OltAction(OltActionKind.RestoreOnu, onu)));
            foreach (var action in mend.ToList())
            {
                if (model.Apply(action) is { } change) notes.Add($"{id}: {change.Action}");
            }
        }
    }

    private async Task BrokerOutageAsync(CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, BrokerStopsS - notes.ElapsedS)), ct);
        notes.Add("the broker stops: the agent keeps everything from now on");
        _brokerLeftAtS = notes.ElapsedS;
        _brokerAway = true;
        await world.Broker.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, BrokerReturnsS - notes.ElapsedS)), ct);
        await ReturnBrokerAsync();
    }

    private async Task ReturnBrokerAsync()
    {
        if (!_brokerAway) return;
        await world.Broker.StartAsync();
        BrokerAwayS += notes.ElapsedS - _brokerLeftAtS;
        _brokerAway = false;
        notes.Add("the broker is back, with nothing of what it had");
    }
}
