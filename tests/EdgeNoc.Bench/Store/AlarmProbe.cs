using System.Diagnostics;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Bench.Store;

/// <summary>
/// ONU after ONU loses power and gets it back: how long from the loss until the gateway has the message.
/// That a recovery comes is waited for and not counted: the collector looks whether it lasts before it tells.
/// </summary>
internal static class AlarmProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Until <paramref name="stop"/>, at least <paramref name="least"/> losses.</summary>
    /// <returns>Seconds, one for each loss.</returns>
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
                if (kind == OltActionKind.GaspOnu) took.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }

        return took;
    }
}
