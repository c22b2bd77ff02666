using System.Globalization;
using System.Net;
using EdgeNoc.Agent.Devices.Ping;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>A way as people know it: a line a hop.</summary>
internal static class TraceReport
{
    public static async Task<CommandResult> RunAsync(IPAddress address, CommandLines lines, CancellationToken cancellationToken)
    {
        var trace = await Traceroute.RunAsync(address, hop => lines.Add(Line(hop)), cancellationToken).ConfigureAwait(false);
        return trace switch
        {
            { Fault: { } fault } => CommandResult.Of(fault),
            { Reached: true } => CommandResult.Done,
            _ => CommandResult.Failed($"{address} was not reached", "the last hop that is named is the last that answered; what follows drops the packets, or answers nobody"),
        };
    }

    internal static string Line(TraceHop hop) => string.Create(
        CultureInfo.InvariantCulture, $"{hop.Ttl,2}  {hop.Address?.ToString() ?? "*"}{string.Concat(hop.RttsMs.Select(ms => string.Create(CultureInfo.InvariantCulture, $"  {ms:0.0} ms")))}{(hop.IsRefusal ? "  refuses to go on" : "")}");
}
