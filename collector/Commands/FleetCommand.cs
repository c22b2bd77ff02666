using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Fleet;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector fleet</c>: how all sites do, one line each, and why a change failed.</summary>
internal static class FleetCommand
{
    public static Command Create(Option<string> config)
    {
        var json = new Option<bool>("--json") { Description = "the same for programs" };
        var fleet = new Command("fleet", "Show how all sites do: version, config, clock, outbox, last seen, last failed change") { json, config };
        fleet.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) =>
        {
            var sites = FleetView.All(db);
            if (arguments.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(new EntryList<FleetSite>(sites), ApiJson.Default.EntryListFleetSite));
            else foreach (var line in Lines(sites, DateTimeOffset.UtcNow)) Console.WriteLine(Terminal.Plain(line));
            return ExitCode.Fine;
        }));
        return fleet;
    }

    /// <summary>As people read it.</summary>
    internal static IEnumerable<string> Lines(IReadOnlyList<FleetSite> sites, DateTimeOffset now)
    {
        yield return $"{"site",-20} {"state",-8} {"version",-10} {"config",-24} {"clock",-16} {"outbox",-18} seen";
        foreach (var site in sites)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{site.Site,-20} {site.State,-8} {site.Update?.Running ?? site.Version ?? "-",-10} {Config(site.Config),-24} {Clock(site),-16} {Outbox(site.Outbox),-18} {(site.LastSeen is { } seen ? $"{Age(now - seen)} ago" : "never")}");
            if (site.Config.LastFailed is { } failed)
            {
                var problem = failed.Problems.Count > 0 ? failed.Problems[0] : null;
                yield return string.Create(CultureInfo.InvariantCulture, $"    ✘ version {failed.Version} failed {failed.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC ({failed.Stage}): {(problem?.Path is { } path ? path + ": " : "")}{problem?.Problem}; {problem?.Remedy}");
            }

            if (site.Update is { Wanted: { } wanted } update) yield return $"    … {update.Running} runs, {wanted} is on its way: {update.Stage}{(update.WaitsFor is { } what ? $", waits for {what}" : "")}";
            if (site.Update is { FailedVersion: { } undone } ended)
                yield return string.Create(CultureInfo.InvariantCulture, $"    ✘ agent {undone} was undone {ended.FailedAt?.UtcDateTime:yyyy-MM-dd HH:mm} UTC at {ended.FailedReason}; see: edgenoc-collector update status");
            if (site.Config is { State: "by_hand", Wanted: { } unsent }) yield return string.Create(CultureInfo.InvariantCulture, $"    ‼ version {unsent} does not reach it: its agent runs a file that was written by hand (run --config); enrol the machine, then its config comes from here");
            if (site.Config is { State: "refused", Refused: { } refused }) yield return $"    ✘ it refuses configs ({refused.Reason}): {refused.Problem}; {refused.Remedy}";
        }
    }

    private static string Config(FleetConfig config) => config.State switch
    {
        "none" => "none from the office",
        "unknown" => string.Create(CultureInfo.InvariantCulture, $"{config.Wanted} wanted"),
        "as_wanted" => string.Create(CultureInfo.InvariantCulture, $"{config.Running}"),
        "local" => "made at the POP",
        "by_hand" => "written by hand",
        _ => string.Create(CultureInfo.InvariantCulture, $"{config.Running?.ToString(CultureInfo.InvariantCulture) ?? config.Source}, {config.Wanted} {(config.Stage ?? config.State)}"),
    };

    private static string Clock(FleetSite site) => site.SkewMs is { } skew ? string.Create(CultureInfo.InvariantCulture, $"{site.Clock ?? "-"} {skew / 1000d:+0.0;-0.0;0.0} s") : site.Clock ?? "-";

    private static string Outbox(FleetOutbox? outbox) => outbox switch
    {
        null => "-",
        { OldestS: 0 } => "empty",
        _ => string.Create(CultureInfo.InvariantCulture, $"{outbox.Waiting} since {Age(TimeSpan.FromSeconds(outbox.OldestS))}"),
    };

    private static string Age(TimeSpan age) => age.TotalSeconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, age.TotalSeconds):0} s"),
        < 7_200 => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min"),
        < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} d"),
    };
}
