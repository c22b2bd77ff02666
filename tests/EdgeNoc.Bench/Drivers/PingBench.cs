using System.Diagnostics;
using System.Net;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;

namespace EdgeNoc.Bench.Drivers;

/// <summary>One poll of a group with the driver's defaults (3 requests, 1 s): nine in ten are addresses of the loopback, one in ten is lost, so that the whole patience passes.</summary>
internal static class PingBench
{
    private const int Rounds = 3;

    public static async Task<IReadOnlyList<(string Key, double Value, double? Limit)>> MeasureAsync(CancellationToken ct) =>
        [("ping_383_s", await MedianAsync(383, ct), 2), ("ping_2000_s", await MedianAsync(2000, ct), 5)];

    private static async Task<double> MedianAsync(int count, CancellationToken ct)
    {
        // The kernel refuses to send to a broadcast address: as lost as one that is silent, and nothing leaves this machine.
        var targets = Enumerable.Range(0, count)
            .Select(number => new PingTarget($"ont-{number:0000}", null, number % 10 == 9 ? IPAddress.Broadcast : new IPAddress([127, 10, (byte)(number / 250), (byte)((number % 250) + 1)]), null, null)).ToList();
        await using var pinger = new Pinger(new Random(1));
        await using var driver = new PingDriver(new PingOptions { Targets = targets }, pinger);
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            var result = await driver.PollAsync(ct);
            times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            if (result is not PollResult.Read { Reading.Members: var members }) throw new InvalidOperationException($"no pings: {result}");
            var wrong = members.Where((member, number) => member.Record.Up != (number % 10 != 9) || (number % 10 != 9 && member.Record.LossPct > 0)).ToList();
            // A fast ping that loses answers is not fast.
            if (wrong.Count > 0) throw new InvalidOperationException($"{wrong.Count} of {count} are wrong, the first {wrong[0]}");
        }

        return Math.Round(times.Order().ElementAt(Rounds / 2), 3);
    }
}
