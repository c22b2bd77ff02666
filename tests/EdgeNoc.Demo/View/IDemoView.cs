using EdgeNoc.Demo.Watching;

namespace EdgeNoc.Demo.View;

/// <summary>Shows the demo to a person until cancelled.</summary>
internal interface IDemoView
{
    /// <param name="look">Gives a new snapshot; called about once a second.</param>
    /// <param name="ct">Ends it, without an exception.</param>
    Task RunAsync(Func<Task<DemoSnapshot>> look, CancellationToken ct);
}

/// <summary>The pace of both views.</summary>
internal static class ViewPace
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Calls <paramref name="show"/> with a new snapshot each second until cancelled.</summary>
    public static async Task LoopAsync(Func<Task<DemoSnapshot>> look, Action<DemoSnapshot> show, CancellationToken ct)
    {
        using var ticks = new PeriodicTimer(Every);
        do show(await look());
        while (await TickAsync(ticks, ct));
    }

    private static async Task<bool> TickAsync(PeriodicTimer ticks, CancellationToken ct)
    {
        try
        {
            return await ticks.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
