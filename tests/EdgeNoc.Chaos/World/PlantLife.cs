using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Chaos.World;

/// <summary>A change of the plant that lasted long enough to be told.</summary>
internal sealed record PlantChange(string Device, string Entity, bool Down, DateTimeOffset At);

/// <summary>ONUs that lose power and get it back, each time so long that an agent that runs must see it. What is told of them is the truth about events.</summary>
internal sealed class PlantLife(ChaosWorld world)
{
    private const int AtOnce = 4;

    /// <summary>Two polls confirm; one more, as a page may be read by an agent that dies of it, and two for one that starts again.</summary>
    private const int PagesToSettle = 5;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly List<PlantChange> _changes = [];
    private int _next;

    /// <summary>To be read when <see cref="RunAsync"/> has ended.</summary>
    public IReadOnlyList<PlantChange> Changes => _changes;

    /// <summary>Until cancelled; then it mends what it broke and waits until that must have been seen.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // What the first polls find is how it has always been.
        await SettleAsync();
        while (!stop.IsCancellationRequested)
        {
            var targets = Targets();
            foreach (var down in (bool[])[true, false])
            {
                foreach (var (olt, slot) in targets) Change(olt, slot, down);
                await SettleAsync();
            }
        }
    }

    private List<(ChaosOlt Olt, string Slot)> Targets()
    {
        var targets = new List<(ChaosOlt, string)>();
        while (targets.Count < AtOnce)
        {
            var olt = world.Olts[_next % world.Olts.Count];
            var slot = olt.Server.Model.Slots[_next / world.Olts.Count % olt.Server.Model.Slots.Count].Id;
            _next++;
            // Those that are down from the start stay so.
            if (!olt.Server.Model.DownOnus.Contains(slot)) targets.Add((olt, slot));
        }

        return targets;
    }

    private void Change(ChaosOlt olt, string slot, bool down)
    {
        var change = olt.Server.Model.Apply(new OltAction(down ? OltActionKind.GaspOnu : OltActionKind.RestoreOnu, slot))!;
        _changes.Add(new PlantChange(olt.Id, $"onu/{slot}", down, change.At));
    }

    /// <summary>Waits until every OLT was read five times by one and the same run of the agent.</summary>
    private async Task SettleAsync()
    {
        var starts = world.AgentStarts.Count;
        var pages = Pages();
        while (world.Olts.Select((olt, index) => olt.Server.Ledger.Pages.Count - pages[index]).Min() < PagesToSettle)
        {
            await Task.Delay(Look);
            if (world.AgentStarts.Count == starts) continue;
            (starts, pages) = (world.AgentStarts.Count, Pages());
        }
    }

    private int[] Pages() => [.. world.Olts.Select(olt => olt.Server.Ledger.Pages.Count)];
}
