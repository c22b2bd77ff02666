using System.CommandLine;
using System.Globalization;
using System.Net;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Probe;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Commands;

/// <summary><c>probe IP [--port N …]</c>: which box is this, which driver. Exit 0 a driver fits, 1 none, 2 wrong arguments.</summary>
internal static class ProbeCommand
{
    public static Command Create()
    {
        var ip = new Argument<string>("IP") { Description = "the box's address" };
        var port = new Option<int[]>("--port") { Description = "ports besides the usual ones", AllowMultipleArgumentsPerToken = true, HelpName = "N" };
        var command = new Command("probe", "Find out from outside, without any login, what a box is and which driver fits") { ip, port };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(ip)!, result.GetValue(port) ?? [], result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string ip, int[] ports, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (!HostAddress.TryParse(ip, out var address, out var problem))
        {
            await error.WriteLineAsync($"probe: \"{ip}\" {problem}: write four numbers with dots, such as 192.0.2.10, and a port with --port").ConfigureAwait(false);
            return 2;
        }

        if (ports.FirstOrDefault(port => port is < 1 or > 65_535) is not 0 and var wrong)
        {
            await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"probe: {wrong} is no port: ports go from 1 to 65535")).ConfigureAwait(false);
            return 2;
        }

        var pinger = new Pinger(Random.Shared);
        await using (pinger.ConfigureAwait(false))
        {
            var seen = await new Prober(pinger).LookAsync(address, Prober.Ports.Concat(ports), cancellationToken).ConfigureAwait(false);
            var guess = Classifier.Classify(seen);
            foreach (var line in ProbeText.Of(seen, guess, Drivers.All.Select(driver => driver.Name))) await output.WriteLineAsync(line).ConfigureAwait(false);
            return guess?.Driver is not null || seen is { OpenPorts.Count: 0, AnswersPing: true } ? 0 : 1;
        }
    }
}
