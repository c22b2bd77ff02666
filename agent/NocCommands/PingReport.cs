using System.Globalization;
using System.Net;
using EdgeNoc.Agent.Devices.Ping;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>A ping as people know it: each answer, then the sum.</summary>
internal static class PingReport
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(200);

    public static async Task<CommandResult> RunAsync(IPinger pinger, IPAddress address, int count, CommandLines lines, TimeProvider time, CancellationToken cancellationToken)
    {
        var rtts = new List<double>();
        for (var number = 1; number <= count; number++)
        {
            if (number > 1) await Task.Delay(Gap, time, cancellationToken).ConfigureAwait(false);
            var one = await pinger.PingAsync(address, 1, Timeout, cancellationToken).ConfigureAwait(false);
            if (one.Fault is { } fault) return CommandResult.Of(fault);
            if (one.RttMs is { } rtt) rtts.Add(rtt);
            lines.Add(one.RttMs is { } ms ? Line($"{number}: {address} answered in {ms:0.0} ms") : Line($"{number}: no answer within {Timeout.TotalSeconds:0} s"));
        }

        var lossPct = 100.0 * (count - rtts.Count) / count;
        lines.Add(rtts.Count == 0 ? Line($"{count} sent, none answered") : Line($"{count} sent, {rtts.Count} answered, {lossPct:0} % lost; {rtts.Min():0.0} / {rtts.Average():0.0} / {rtts.Max():0.0} ms (least, mean, most)"));
        return rtts.Count > 0 ? CommandResult.Done : CommandResult.Failed($"{address} does not answer", "traceroute shows how far the way goes; some hosts answer no ping");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
