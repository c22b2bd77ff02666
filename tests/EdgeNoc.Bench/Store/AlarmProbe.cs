using System.Diagnostics;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Bench.Store;

/// <summary>ONU after ONU loses power and gets it back: how long from the change until the gateway has the message.</summary>
internal static class AlarmProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Until <paramref name="stop"/>, at least <paramref name="least"/> changes.</summary>
    /// <returns>Seconds, one for each change.</returns>
    public static async Task<List<double>> RunAsync(StoreWorld world, int least, CancellationToken stop)
    {
        var took = new List<double>();
        foreach (var slot in world.Olt.Model.Slots.Where(slot => !world.Olt.Model.DownOnus.Contains(slot.Id, StringComparer.Ordinal)))
        {
            foreach (var kind in (OltActionKind[])[OltActionKind.GaspOnu, OltActionKind.RestoreOnu])
            {
                if (stop.IsCancellationRequested && took.Count >= least) return took;
                var before = world.Gateway.Messages.Count;
                var began = Stopwatch.GetTimestamp();
                world.Olt.Model.Apply(new OltAction(kind, slot.Id));
                await WaitFor.TrueAsync(() => world.Gateway.Messages.Skip(before).Any(message => message.Text.Contains(slot.Id, StringComparison.Ordinal)), Patience, $"a message about {slot.Id}");
                took.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }

        return took;
    }
}
