using System.CommandLine;
using System.Globalization;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest.Reception;
using EdgeNoc.Collector.Ingest.Replay;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector dead-letters list|replay|purge</c>: what was not stored, to look at, to store after all, to throw away. A collector may be running.</summary>
internal static class DeadLettersCommand
{
    private const int MaxShown = 200;
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(30);

    public static Command Create(Option<string> config)
    {
        var site = new Option<string>("--site") { HelpName = "SITE", Description = "Only letters of this site" };
        var reason = new Option<string>("--reason") { HelpName = "TEXT", Description = "Only letters whose reason contains this" };
        var list = new Command("list", "Show them, the newest last, and count them by site and reason") { config, site, reason };
        list.SetAction(arguments => WithConfig(arguments.GetRequiredValue(config), loaded => List(Folder(loaded), Filter(arguments))));
        var replay = new Command("replay", "Store them after all; what is refused again stays") { config, site, reason };
        replay.SetAction((arguments, ct) => WithConfigAsync(arguments.GetRequiredValue(config), loaded => ReplayAsync(loaded, Filter(arguments), ct)));
        var purge = new Command("purge", "Throw all of them away") { config };
        purge.SetAction(arguments => WithConfig(arguments.GetRequiredValue(config), loaded => Purge(Folder(loaded))));
        return new Command("dead-letters", "Telemetry that was not stored: list, replay, purge") { list, replay, purge };

        Func<DeadLetter, bool> Filter(ParseResult arguments) => letter =>
            (arguments.GetValue(site) is not { } wantedSite || letter.Site == wantedSite)
            && (arguments.GetValue(reason) is not { } wantedReason || letter.Reason.Contains(wantedReason, StringComparison.OrdinalIgnoreCase));
    }

    private static int List(DeadLetterFolder folder, Func<DeadLetter, bool> filter)
    {
        var newest = new Queue<DeadLetter>();
        var counts = new Dictionary<(string Site, string Reason), int>();
        foreach (var letter in folder.Read().Where(filter))
        {
            counts[(letter.Site, letter.Reason)] = counts.GetValueOrDefault((letter.Site, letter.Reason)) + 1;
            newest.Enqueue(letter);
            if (newest.Count > MaxShown) newest.Dequeue();
        }

        foreach (var letter in newest)
            Console.WriteLine($"{Terminal.Plain(letter.At)}  {Terminal.Plain(letter.Site)}  {Terminal.Plain(letter.Reason)}\n    {Terminal.Plain(letter.Line)}");
        if (counts.Count == 0) Console.WriteLine("no dead letters");
        foreach (var ((site, reason), count) in counts.OrderByDescending(entry => entry.Value))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,8}  {Terminal.Plain(site)}  {Terminal.Plain(reason)}"));
        return ExitCode.Fine;
    }

    private static async Task<int> ReplayAsync(CollectorConfig config, Func<DeadLetter, bool> filter, CancellationToken ct)
    {
        var folder = Folder(config);
        if (!Directory.Exists(FolderPath(config))) return List(folder, filter);
        using var only = folder.TryLock();
        if (only is null) return Busy();
        using var database = CollectorDatabase.Open(Path.Combine(config.StateDir, "collector.db"));
        var touched = new TouchedWindows(database);
        using var influx = new InfluxHttp(config.Influx, WriteTimeout, TimeProvider.System);
        var replay = new DeadLetterReplay(influx, windows => database.Write(db => touched.Mark(db, windows)), TimeProvider.System);
        var result = await replay.RunAsync(folder.Read().Where(filter), ct);
        Console.WriteLine($"{result.Stored} stored, {result.Refused.Values.Sum()} refused again, {result.Incomplete} incomplete");
        foreach (var (reason, count) in result.Refused.OrderByDescending(entry => entry.Value)) Console.WriteLine($"  ✘ {count} × {Terminal.Plain(reason)}");
        if (result.Incomplete > 0) Console.WriteLine($"  ‼ {result.Incomplete} were kept only in part (too long, or no text): they cannot be stored");
        if (result.Trouble is { } trouble) Console.WriteLine($"  ✘ the rest was not tried: {trouble.Detail}; {trouble.Remedy}");
        return result is { Refused.Count: 0, Incomplete: 0, Trouble: null } ? ExitCode.Fine : ExitCode.NotWell;
    }

    private static int Purge(DeadLetterFolder folder)
    {
        using var only = folder.TryLock();
        if (only is null) return Busy();
        Console.WriteLine($"{folder.Purge()} dead letters thrown away");
        return ExitCode.Fine;
    }

    private static int Busy()
    {
        Console.Error.WriteLine("edgenoc-collector: another 'dead-letters replay' or 'purge' is at work; try again when it has ended");
        return ExitCode.NotWell;
    }

    private static string FolderPath(CollectorConfig config) => Path.Combine(config.StateDir, "dead-letters");

    private static DeadLetterFolder Folder(CollectorConfig config) => new(FolderPath(config));

    private static int WithConfig(string path, Func<CollectorConfig, int> act) => WithConfigAsync(path, config => Task.FromResult(act(config))).GetAwaiter().GetResult();

    private static Task<int> WithConfigAsync(string path, Func<CollectorConfig, Task<int>> act)
    {
        var load = CollectorConfigFile.Load(path);
        ConfigReport.Show(path, load);
        return load.Config is { } config ? act(config) : Task.FromResult(ExitCode.Unusable);
    }
}
