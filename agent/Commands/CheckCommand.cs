using System.CommandLine;
using System.Text.Json;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Enrolment;
using Spectre.Console;

namespace EdgeNoc.Agent.Commands;

/// <summary><c>check [--config FILE] [--json]</c>: everything the agent depends on, tried once. Exit 0 all well or only remarks, 1 something fails, 2 the config is unusable.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var config = new Option<string?>("--config") { Description = "a config that was written by hand; without it the one that enrolment brought", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "the same for programs" };
        var command = new Command("check", "Try config, clock, disk, every device, the broker and the way to the database") { config, json, StateDirOption.Create() };
        command.SetAction((result, cancellationToken) =>
            RunAsync(result.GetValue(config), StateDirOption.Of(result), result.GetValue(json), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(string? named, string stateDir, bool asJson, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (named is not null) return RunAsync(named, asJson, output, error, cancellationToken);
        var enrolled = new EnrolledFolder(stateDir);
        if (enrolled.Identity() is not null) return RunAsync(enrolled.Config, asJson, output, error, cancellationToken);
        error.WriteLine($"✘ {stateDir} is not enrolled, or not readable without sudo: enrol this machine with a claim of the office (sudo edgenoc-agent enroll CLAIM), or name a config of your own with --config");
        return Task.FromResult(2);
    }

    private static async Task<int> RunAsync(string path, bool asJson, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var (load, waiting) = NamedConfig.Read(path);
        if (load.Config is not { } config)
        {
            if (asJson) await output.WriteLineAsync(ToJson([.. load.Errors.Select(problem => new CheckItem("config", CheckMark.Failed, CheckParts.Detail(problem), problem.Remedy))])).ConfigureAwait(false);
            else foreach (var problem in load.Errors) await error.WriteLineAsync($"✘ {problem}").ConfigureAwait(false);
            return 2;
        }

        var pinger = new Pinger(Random.Shared);
        await using (pinger.ConfigureAwait(false))
        {
            var context = new DriverContext(TimeProvider.System, pinger) { StateDir = config.StateDir };
            var parts = CheckParts.Begin(new CheckedConfig(path, config, load.Warnings, waiting), context, cancellationToken);
            if (asJson) await output.WriteLineAsync(ToJson([.. (await Task.WhenAll(parts.Select(part => part.Items)).ConfigureAwait(false)).SelectMany(items => items)])).ConfigureAwait(false);
            else if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected) await CheckView.LiveAsync(parts, AnsiConsole.Console).ConfigureAwait(false);
            else await CheckView.PlainAsync(parts, output).ConfigureAwait(false);
            var items = await Task.WhenAll(parts.Select(part => part.Items)).ConfigureAwait(false);
            return items.Any(part => part.Any(item => item.State == CheckMark.Failed)) ? 1 : 0;
        }
    }

    private static string ToJson(IReadOnlyList<CheckItem> items) => JsonSerializer.Serialize(items, CheckJson.Default.IReadOnlyListCheckItem);
}
