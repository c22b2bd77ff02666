using System.CommandLine;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Seed;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector alerting check|import FILE</c>: who is told of what, from a file. A collector may be running.</summary>
internal static class AlertingCommand
{
    public static Command Create(Option<string> config)
    {
        var file = new Argument<string>("FILE") { Description = "Such as alerting.json" };
        var replace = new Option<bool>("--replace") { Description = "Contacts, rotations, routes, templates and reports that the file does not name are removed" };
        var check = new Command("check", "Check a file and change nothing") { file, config, replace };
        check.SetAction(arguments => Run(arguments.GetRequiredValue(config), arguments.GetRequiredValue(file), arguments.GetValue(replace), import: false));
        var import = new Command("import", "Take a file into the database, all of it or nothing") { file, config, replace };
        import.SetAction(arguments => Run(arguments.GetRequiredValue(config), arguments.GetRequiredValue(file), arguments.GetValue(replace), import: true));
        return new Command("alerting", "Contacts, rotations, routes, silences, templates and reports from a file") { check, import };
    }

    private static int Run(string configPath, string file, bool replace, bool import)
    {
        var load = CollectorConfigFile.Load(configPath);
        ConfigReport.Show(configPath, load);
        if (load.Config is not { } config) return ExitCode.Unusable;
        using var database = CollectorDatabase.Open(Path.Combine(config.StateDir, "collector.db"));
        return database.Write(db =>
        {
            var now = DateTimeOffset.UtcNow;
            var seed = AlertingFile.Load(file, AlertingImport.Known(db, AlertRules.Of(config), config.Channels, replace), now);
            ConfigReport.Show(file, seed);
            if (seed.Config is not { } entries) return ExitCode.Unusable;
            if (import) AlertingImport.Apply(db, entries, new Actor("verb", Environment.UserName, "verb"), replace, now);
            Console.WriteLine($"✔ {file}: {entries.Counts}{(import ? " taken" : "; nothing was changed")}");
            return ExitCode.Fine;
        });
    }
}
