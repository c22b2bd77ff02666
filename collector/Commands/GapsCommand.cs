using System.CommandLine;
using System.Globalization;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Ingest.Reception;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector gaps list</c>: messages that never came, and what is known of them.</summary>
internal static class GapsCommand
{
    public static Command Create(Option<string> config)
    {
        var site = new Option<string>("--site") { HelpName = "SITE", Description = "Only gaps of this site" };
        var list = new Command("list", "Show them, oldest first; exit code 1 when some are missing for good and unexplained") { config, site };
        list.SetAction(arguments => List(arguments.GetRequiredValue(config), arguments.GetValue(site)));
        return new Command("gaps", "Messages of agents that never came") { list };
    }

    private static int List(string path, string? site)
    {
        var load = CollectorConfigFile.Load(path);
        ConfigReport.Show(path, load);
        if (load.Config is not { } config) return ExitCode.Unusable;
        var file = Path.Combine(config.StateDir, "collector.db");
        using var database = File.Exists(file) ? CollectorDatabase.Open(file) : null;
        var gaps = database?.Write(db => StreamStore.Gaps(db, site)) ?? [];
        foreach (var (key, gap) in gaps)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{UtcMillisecondsConverter.ToText(DbTime.Time(gap.SinceMs))}  {key.Site}  {DbName.Of(key.Class)} {gap.FirstSeq}-{gap.LastSeq} of boot {key.Boot}: {Words(gap.State)}"));
        }

        var missing = gaps.Where(entry => entry.Gap.State == GapState.Missing).Sum(entry => entry.Gap.LastSeq - entry.Gap.FirstSeq + 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{gaps.Count} gaps, {missing} messages missing without an explanation"));
        return missing == 0 ? ExitCode.Fine : ExitCode.NotWell;
    }

    private static string Words(GapState state) => state switch
    {
        GapState.Open => "may still come",
        GapState.Dropped => "dropped by the agent, which said so",
        _ => "missing: the agent has nothing so old any more",
    };
}
