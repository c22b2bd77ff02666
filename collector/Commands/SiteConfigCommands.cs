using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector site config|edit|diff|adopt|overwrite</c>: what sites run. The running collector sends what is saved here.</summary>
internal static class SiteConfigCommands
{
    private const string Empty = "{\n  \"devices\": []\n}\n";

    public static IEnumerable<Command> Create(Option<string> config, Argument<string> id, Actor actor)
    {
        var file = new Argument<string>("FILE") { Description = "JSON with devices, thresholds …, as in an agent's config" };
        var set = new Command("config", "Say what the site's agent polls; it gets that when it enrols, and each change after") { id, file, config };
        set.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) => Set(db, arguments.GetRequiredValue(id), arguments.GetRequiredValue(file), actor)));
        var other = new Option<string?>("--file") { HelpName = "FILE", Description = "Take this instead of asking $EDITOR" };
        var edit = new Command("edit", "Change what the site's agent polls, in $EDITOR; the site tries it, and goes back when it fails") { id, other, config };
        edit.SetAction(arguments => Edit(arguments.GetRequiredValue(config), arguments.GetRequiredValue(id), arguments.GetValue(other), actor));
        var diff = new Command("diff", "Show how what the site runs differs from what the office wants") { id, config };
        diff.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) => Diff(db, arguments.GetRequiredValue(id))));
        var adopt = new Command("adopt", "Make what was made at the POP the office's own") { id, config };
        adopt.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) => Adopt(db, arguments.GetRequiredValue(id), actor)));
        var overwrite = new Command("overwrite", "Send what the office wants once more, over what was made at the POP") { id, config };
        overwrite.SetAction(arguments => Verb.With(arguments.GetRequiredValue(config), (_, db) => Overwrite(db, arguments.GetRequiredValue(id), actor)));
        return [set, edit, diff, adopt, overwrite];
    }

    /// <summary>Also for a site that was just made.</summary>
    public static int Set(Db db, string site, string file, Actor actor)
    {
        if (SiteRow.Find(db, site) is not { } row) return Verb.NoSite(site);
        return Saved(site, ConfigActions.Save(db, row, File.ReadAllBytes(file), Path.GetFileName(file), isWhole: false, ConfigOrigin.Office, actor, DateTimeOffset.UtcNow));
    }

    /// <summary>Nobody waits for the database while somebody types.</summary>
    private static int Edit(string configPath, string site, string? file, Actor actor)
    {
        ConfigVersion? seen = null;
        var found = Verb.With(configPath, (_, db) =>
        {
            if (SiteRow.Find(db, site) is null) return Verb.NoSite(site);
            seen = ConfigStore.Latest(db, site);
            return ExitCode.Fine;
        });
        if (found != ExitCode.Fine) return found;
        var before = seen is null ? Empty : SiteConfig.Indent(seen.ConfigJson);
        if (file is not null) return Verb.With(configPath, (_, db) => Save(db, site, File.ReadAllBytes(file), Path.GetFileName(file), seen, actor));

        var folder = Directory.CreateTempSubdirectory("edgenoc-edit-");
        var draft = Path.Combine(folder.FullName, $"{site}.json");
        File.WriteAllText(draft, before);
        using (var editor = Process.Start(new ProcessStartInfo("sh", ["-c", "exec ${EDITOR:-vi} \"$1\"", "sh", draft])))
        {
            editor?.WaitForExit();
            if (editor is not { ExitCode: 0 }) return Verb.Refuse($"the editor failed: nothing was changed; set EDITOR to one that is installed, or use --file. What was typed is in {draft}");
        }

        if (File.ReadAllText(draft) == before)
        {
            folder.Delete(recursive: true);
            Console.WriteLine("nothing was changed");
            return ExitCode.Fine;
        }

        var code = Verb.With(configPath, (_, db) => Save(db, site, File.ReadAllBytes(draft), Path.GetFileName(draft), seen, actor));
        if (code == ExitCode.Fine) folder.Delete(recursive: true);
        else Console.Error.WriteLine($"what was typed is in {draft}: put it right and use: edgenoc-collector site edit {site} --file {draft}");
        return code;
    }

    private static int Save(Db db, string site, byte[] bytes, string name, ConfigVersion? seen, Actor actor)
    {
        if (SiteRow.Find(db, site) is not { } row) return Verb.NoSite(site);
        if (ConfigStore.Latest(db, site) is { } latest && latest.Version != seen?.Version)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"edgenoc-collector: {Terminal.Plain(latest.MadeBy)} saved version {latest.Version} meanwhile: nothing was changed; edit that one. With - what you began with, with + what is there now:"));
            foreach (var line in ConfigDiff.Lines(seen is null ? Empty : SiteConfig.Indent(seen.ConfigJson), SiteConfig.Indent(latest.ConfigJson))) Console.Error.WriteLine(Terminal.Plain(line));
            return ExitCode.NotWell;
        }

        return Saved(site, ConfigActions.Save(db, row, bytes, name, isWhole: true, ConfigOrigin.Office, actor, DateTimeOffset.UtcNow));
    }

    private static int Diff(Db db, string site)
    {
        if (SiteRow.Find(db, site) is null) return Verb.NoSite(site);
        var difference = ConfigDifference.Of(db, site);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"- what the office wants ({(difference.Wanted is { } wanted ? $"version {wanted}" : "nothing yet")}), + what {site} runs ({difference.Running switch { { } running => $"version {running}", _ => difference.Source ?? "not known" }})"));
        if (difference.Lines is null)
        {
            Console.Error.WriteLine($"it is not known what {site} runs: its agent has not said so yet, or runs a file of its own");
            return ExitCode.NotWell;
        }

        foreach (var line in difference.Lines) Console.WriteLine(Terminal.Plain(line));
        if (difference.Lines.Count == 0) Console.Error.WriteLine("no difference");
        return ExitCode.Fine;
    }

    private static int Adopt(Db db, string site, Actor actor)
    {
        if (SiteRow.Find(db, site) is not { } row) return Verb.NoSite(site);
        if (ConfigActions.Adopt(db, row, actor, DateTimeOffset.UtcNow) is { } saved) return Saved(site, saved);
        Console.Error.WriteLine($"edgenoc-collector: {site} does not run a config that was made there; see: edgenoc-collector fleet");
        return ExitCode.NotWell;
    }

    private static int Overwrite(Db db, string site, Actor actor)
    {
        if (SiteRow.Find(db, site) is not { } row) return Verb.NoSite(site);
        if (ConfigActions.Overwrite(db, row, actor, DateTimeOffset.UtcNow) is { } version) return Saved(site, new ConfigSaved(version, []));
        Console.Error.WriteLine($"edgenoc-collector: the office has no config of {site}; write one with: edgenoc-collector site edit {site}");
        return ExitCode.NotWell;
    }

    private static int Saved(string site, ConfigSaved saved)
    {
        foreach (ConfigError error in saved.Errors) Console.Error.WriteLine($"  ✘ {error}");
        if (saved.Version is not { } version) return ExitCode.Unusable;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"✔ {site}: kept as version {version}; its machine gets it when it enrols, or at once when it is there: see edgenoc-collector fleet"));
        return ExitCode.Fine;
    }
}
