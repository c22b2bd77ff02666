using System.CommandLine;
using System.Runtime.InteropServices;
using EdgeNoc.Agent.Host;
using EdgeNoc.Agent.Updater;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Commands;

/// <summary>The verb <c>updater</c>: what the updater's own unit runs, as root. People type <c>trust</c> and <c>status</c> only.</summary>
internal static class UpdaterCommand
{
    private const int DefaultWithinS = 300;

    public static Command Create()
    {
        var within = new Option<int>("--within") { HelpName = "SECONDS", Description = $"how long a new version has to poll and to be acknowledged (default {DefaultWithinS})", DefaultValueFactory = _ => DefaultWithinS };
        var run = new Command("run", "Carry out the update that the agent has fetched; runs as a service") { within };
        run.SetAction((parsed, _) => RunAsync(TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(within), 5, 3600))));
        var preflight = new Command("preflight", "Say whether this version could run here") { StateDirOption.Create() };
        preflight.SetAction(parsed => Report(Preflight.Run(StateDirOption.Of(parsed))));
        var trust = new Command("trust", "Believe the office that this machine is enrolled at, from now on, in place of the one before");
        trust.SetAction(_ => Trust(new UpdaterPaths("")));
        var status = new Command("status", "Show what is under way and how the last ones ended");
        status.SetAction(_ => Status(new UpdaterPaths("")));
        return new Command("updater", "Updates of this program") { run, preflight, trust, status };
    }

    private static async Task<int> RunAsync(TimeSpan within)
    {
        var paths = new UpdaterPaths("");
        using var logs = AgentLog.ToStandardError();
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        try
        {
            var run = new UpdaterRun(paths, new SystemdAgent(paths), new PackageDesk(paths, Preflight.In(paths)), UpdaterClock.OfSystem(), logs.CreateLogger("EdgeNoc.Updater")) { Within = within };
            await run.RunAsync(stop.Token);
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"error: the update stands still: {error.Message}; it goes on by itself when there is room and the disk can be written");
            return 1;
        }
    }

    private static int Trust(UpdaterPaths paths)
    {
        if (UpdaterFiles.ReadPlain(paths.OfficeKey) is not { } key) return Report($"{paths.OfficeKey} is not there: enrol this machine first");
        try
        {
            Durable.Write(paths.PinnedKey, System.Text.Encoding.ASCII.GetString(key));
            Console.WriteLine("✔ updates that this office signed are believed; order the update again in the office");
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Report($"it cannot be kept ({error.Message}): use sudo");
        }
    }

    private static int Status(UpdaterPaths paths)
    {
        var files = new UpdaterFiles(paths);
        Console.WriteLine(files.Job is { } job ? $"{job.From} runs; {job.Version} (order {job.Order}) is at {job.Stage}" : $"{paths.Named("current") ?? "no version"} runs; nothing is under way");
        if (files.Ends.Last is { Stage: null } last) Console.WriteLine($"last: {last.Version} (order {last.Order}) was committed {last.At:u}");
        if (files.Ends.Failed is { } failed) Console.WriteLine($"last failed: {failed.Version} (order {failed.Order}) at {failed.Stage}, {failed.At:u}: {failed.Reason}");
        return 0;
    }

    private static int Report(string? problem)
    {
        if (problem is null) return 0;
        Console.Error.WriteLine($"✘ {problem}");
        return 1;
    }
}
