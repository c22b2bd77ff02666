using System.CommandLine;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Agent.Host;

namespace EdgeNoc.Agent.Commands;

/// <summary><c>poll DEVICE [PART] --config FILE</c>: a fresh reading at once. Exit 0 records, 1 the device or the part gave none, 2 wrong arguments.</summary>
internal static class PollCommand
{
    private const string DefaultConfig = "/etc/edgenoc/agent.json";
    private const string Log = "log";
    private const int LogLines = 50;

    public static Command Create()
    {
        var device = new Argument<string>("DEVICE") { Description = "the id of a device, of a group or of one of its members" };
        var part = new Argument<string?>("PART") { Description = "only this part: pon/0/3 (with its ONUs), onu/0/3:17, if/ether1; log for the last lines of its log; default: all", Arity = ArgumentArity.ZeroOrOne };
        var config = new Option<string>("--config") { Description = "the agent's config", HelpName = "FILE", DefaultValueFactory = _ => DefaultConfig };
        var json = new Option<bool>("--json") { Description = "flat records for programs" };
        var command = new Command("poll", "Poll a device now: by the running agent, or by itself where none runs") { device, part, config, json };
        command.SetAction((result, cancellationToken) => RunAsync(
            new SocketRequest(result.GetValue(device)!, result.GetValue(part)), result.GetValue(config)!, result.GetValue(json),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SocketRequest request, string path, bool asJson, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var (load, waiting) = NamedConfig.Read(path);
        foreach (var problem in load.Errors) await error.WriteLineAsync($"✘ {problem}").ConfigureAwait(false);
        if (load.Config is not { } config) return 2;
        if (waiting.Contains(request.Poll, StringComparer.Ordinal))
        {
            await error.WriteLineAsync($"poll: the password of {request.Poll} is not known: {NamedConfig.Remedy(config.Site, request.Poll)}").ConfigureAwait(false);
            return 1;
        }

        if (config.Find(request.Poll) is not { } device)
        {
            var none = PollReply.NoSuchDevice(request.Poll, config.Devices.Select(known => known.Id));
            await error.WriteLineAsync($"poll: {none.Error}: {none.Remedy}").ConfigureAwait(false);
            return 2;
        }

        PollReply reply;
        try
        {
            // The log is read over a session of its own: the agent's polls go on.
            reply = (request.Part == Log ? null : await StatusClient.PollAsync(config.StateDir, request, cancellationToken).ConfigureAwait(false))
                ?? await OnceAsync(device, config.StateDir, request, cancellationToken).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException exception)
        {
            await error.WriteLineAsync($"poll: {exception.Message}").ConfigureAwait(false);
            return 1;
        }

        if (reply.Records is not { } records)
        {
            await error.WriteLineAsync($"✘ {reply.Error}: {reply.Remedy}").ConfigureAwait(false);
            return 1;
        }

        if (asJson) await output.WriteLineAsync(records.GetRawText()).ConfigureAwait(false);
        else foreach (var line in RecordLines.Of(records)) await output.WriteLineAsync(line).ConfigureAwait(false);
        return 0;
    }

    /// <summary>Where no agent runs nobody is disturbed: a login and a poll of its own.</summary>
    private static async Task<PollReply> OnceAsync(DeviceConfig device, string stateDir, SocketRequest request, CancellationToken cancellationToken)
    {
        var pinger = new Pinger(Random.Shared);
        await using (pinger.ConfigureAwait(false))
        {
            var driver = device.Driver.Create(device, new DriverContext(TimeProvider.System, pinger) { StateDir = stateDir });
            await using (driver.ConfigureAwait(false))
            {
                var began = TimeProvider.System.GetTimestamp();
                if (request.Part == Log)
                {
                    if (driver is not ILogKeeper keeper) return new PollReply(device.Id, null, $"the log of {device.Id} cannot be read by {device.Driver.Name}", "look at it on the device itself", null);
                    return PollReply.OfLog(device, await keeper.ReadLogAsync(LogLines, cancellationToken).ConfigureAwait(false), TimeProvider.System.GetElapsedTime(began));
                }

                var result = await driver.PollAsync(cancellationToken).ConfigureAwait(false);
                return PollReply.Of(device, result, TimeProvider.System.GetElapsedTime(began), request.PartOf(device));
            }
        }
    }
}
