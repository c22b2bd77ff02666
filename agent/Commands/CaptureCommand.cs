using System.CommandLine;
using System.Globalization;
using EdgeNoc.Agent.Capture;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Enrolment;

namespace EdgeNoc.Agent.Commands;

/// <summary><c>capture DEVICE --out DIR</c>: what a device answers, as it came but masked. Exit 0 written, 1 it answered nothing, 2 wrong arguments.</summary>
internal static class CaptureCommand
{
    private const string DefaultConfig = "/etc/edgenoc/agent.json";

    public static Command Create()
    {
        var device = new Argument<string>("DEVICE") { Description = "the device's id in the config" };
        var config = new Option<string>("--config") { Description = "the agent's config", HelpName = "FILE", DefaultValueFactory = _ => DefaultConfig };
        var target = new Option<string>("--out") { Description = "a new or empty folder", HelpName = "DIR", Required = true };
        var command = new Command("capture", "Keep what a device answers, masked, to find out why a driver reads it wrongly") { device, config, target };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(device)!, result.GetValue(config)!, result.GetValue(target)!, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string id, string path, string target, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var (load, waiting) = NamedConfig.Read(path);
        foreach (var problem in load.Errors) await error.WriteLineAsync($"✘ {problem}").ConfigureAwait(false);
        if (load.Config is not { } config) return 2;
        if (waiting.Contains(id, StringComparer.Ordinal))
            return await MisuseAsync(error, $"the password of {id} is not known: {NamedConfig.Remedy(config.Site, id)}").ConfigureAwait(false);
        if (config.Devices.FirstOrDefault(known => known.Id == id) is not { } device)
            return await MisuseAsync(error, $"the config has no device {id}: the devices are {string.Join(", ", config.Devices.Select(known => known.Id))}").ConfigureAwait(false);
        if (device.Options.MemberIds.Count > 0)
            return await MisuseAsync(error, $"{id} is a group of hosts that are pinged: they answer nothing that could be kept").ConfigureAwait(false);
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            return await MisuseAsync(error, $"{target} is not empty: name a new folder").ConfigureAwait(false);

        var log = new ExchangeLog();
        var result = await PollAsync(device, config.StateDir, log, cancellationToken).ConfigureAwait(false);
        if (result is PollResult.Failed { Error: var failure }) await error.WriteLineAsync($"‼ {failure.Detail}: {failure.Remedy}").ConfigureAwait(false);
        if (log.LeftOut > 0) await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"‼ {log.LeftOut} answers were too large to keep")).ConfigureAwait(false);
        if (log.Exchanges.Count == 0)
        {
            await error.WriteLineAsync("capture: the device answered nothing that could be kept").ConfigureAwait(false);
            return 1;
        }

        try
        {
            var files = CaptureFolder.Write(target, device, result, log.Exchanges, new CaptureMask(Login(device.Options)), TimeProvider.System.GetUtcNow());
            await output.WriteLineAsync($"{target}: {string.Join(", ", files)}: look through them before you send them (captures verify {target} shows what they yield), and fill in what each SOURCE.md asks").ConfigureAwait(false);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await MisuseAsync(error, $"{target} cannot be written ({exception.Message}): name another folder").ConfigureAwait(false);
        }
    }

    private static async Task<PollResult> PollAsync(DeviceConfig device, string stateDir, ExchangeLog log, CancellationToken cancellationToken)
    {
        var pinger = new Pinger(Random.Shared);
        await using (pinger.ConfigureAwait(false))
        {
            var driver = device.Driver.Create(device, new DriverContext(TimeProvider.System, pinger, log) { StateDir = stateDir });
            await using (driver.ConfigureAwait(false))
            {
                return await driver.PollAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static (string? User, string? Password) Login(IDriverOptions options) =>
        (options.User, options.Password is { } source && source.TryRead(out var secret, out _) ? secret.Reveal() : null);

    private static async Task<int> MisuseAsync(TextWriter error, string problem)
    {
        await error.WriteLineAsync($"capture: {problem}").ConfigureAwait(false);
        return 2;
    }
}
