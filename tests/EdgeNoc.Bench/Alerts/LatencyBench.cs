using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Bench.Alerts;

/// <summary>From a cut fibre to the request at the gateway, through a real agent, broker and collector, one OLT after the other.</summary>
internal static class LatencyBench
{
    private const int Cuts = 40;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    /// <summary>Long enough that no poll comes by itself.</summary>
    private static readonly TimeSpan RareInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The figures: what is over one poll interval where the page alone tells, and all of it where the OLT's log makes the poll come.</summary>
    public static async Task<IReadOnlyList<(string Key, double Value, double? Limit)>> MeasureAsync(CancellationToken ct)
    {
        var page = await MeasureAsync(PollInterval, withSyslog: false, ct);
        var syslog = await MeasureAsync(RareInterval, withSyslog: true, ct);
        var over = page.Select(took => took - PollInterval).ToArray();
        return
        [
            ("page_to_gateway_over_poll_p99_ms", Ms(over, 0.99), 1_000),
            ("page_to_gateway_over_poll_p50_ms", Ms(over, 0.5), null),
            ("syslog_to_gateway_p99_ms", Ms(syslog, 0.99), 4_000),
            ("syslog_to_gateway_p50_ms", Ms(syslog, 0.5), null),
            ("cuts", Cuts, null),
        ];
    }

    private static async Task<TimeSpan[]> MeasureAsync(TimeSpan interval, bool withSyslog, CancellationToken ct)
    {
        await using var world = await LatencyWorld.StartAsync(Cuts, interval, withSyslog);
        var random = new Random(1);
        var cutAt = new DateTimeOffset[Cuts];
        for (var index = 0; index < Cuts; index++)
        {
            // At any moment between two polls.
            await Task.Delay(random.Next(300, 900), ct);
            cutAt[index] = world.Olts[index].Model.Apply(new OltAction(OltActionKind.CutPon, LatencyWorld.Pon))!.At;
        }

        var took = new TimeSpan[Cuts];
        for (var index = 0; index < Cuts; index++)
        {
            var name = LatencyWorld.Name(index);
            await WaitFor.TrueAsync(() => world.Gateway.Messages.Any(message => message.Text.Contains(name, StringComparison.Ordinal)), Patience, $"the cut of {name} at the gateway");
            took[index] = world.Gateway.Messages.First(message => message.Text.Contains(name, StringComparison.Ordinal)).At - cutAt[index];
        }

        return took;
    }

    private static double Ms(IEnumerable<TimeSpan> spans, double share)
    {
        var sorted = spans.Order().ToArray();
        return Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1].TotalMilliseconds);
    }
}
