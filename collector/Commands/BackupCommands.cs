using System.CommandLine;
using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Backup;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector backup</c> and <c>restore</c>.</summary>
internal static class BackupCommands
{
    public const string Action = "backup.make";
    private const int MinKey = 16;

    public static Command Backup(Option<string> config)
    {
        var backup = new Command("backup", "Make an encrypted backup now and put it where the config says; the collector may run") { config };
        backup.SetAction((arguments, ct) => MakeAsync(arguments.GetRequiredValue(config), ct));
        return backup;
    }

    public static Command Restore()
    {
        var file = new Argument<string>("FILE") { Description = "The backup" };
        var key = new Option<string>("--key-file") { Required = true, HelpName = "FILE", Description = "What it was encrypted with" };
        var root = new Option<string>("--root") { HelpName = "DIR", Description = "Below which folder all is put (default /)", DefaultValueFactory = _ => "/" };
        var force = new Option<bool>("--force") { Description = "Also over files that are there" };
        var restore = new Command("restore", "Put a backup back, on a machine where no collector and no broker run") { file, key, root, force };
        restore.SetAction((arguments, ct) => RestoreAsync(
            arguments.GetRequiredValue(file), arguments.GetRequiredValue(key), Path.GetFullPath(arguments.GetRequiredValue(root)), arguments.GetValue(force), ct));
        return restore;
    }

    private static async Task<int> MakeAsync(string configPath, CancellationToken ct)
    {
        var load = CollectorConfigFile.Load(configPath);
        ConfigReport.Show(configPath, load);
        if (load.Config is not { } config) return ExitCode.Unusable;
        if (config.Backup is not { } backup) return Verb.Refuse("the config has no section \"backup\": it says where backups go (collector/Backup/README.md)");
        if (Key(backup.Key, out var problem) is not { } key) return Verb.Refuse(problem);
        try
        {
            var (name, missing) = await new BackupMaker(config, backup, TimeProvider.System).MakeAsync(key, ct);
            foreach (var file in missing) await Console.Error.WriteLineAsync($"‼ {file} is not there and so not in the backup: correct \"files\" in the config");
            Note(config, name);
            Console.WriteLine($"✔ {name}");
            return missing.Count == 0 ? ExitCode.Fine : ExitCode.NotWell;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await Console.Error.WriteLineAsync($"✘ no backup was made: {error.Message}");
            return ExitCode.NotWell;
        }
    }

    private static async Task<int> RestoreAsync(string file, string keyFile, string root, bool force, CancellationToken ct)
    {
        if (Key(SecretSource.FromFile(Path.GetFullPath(keyFile)), out var problem) is not { } key) return Verb.Refuse(problem);
        try
        {
            var restorer = new BackupRestorer(file, key, root);
            var (manifest, files, there) = await restorer.LookAsync(ct);
            if (there.Count > 0 && !force)
            {
                await Console.Error.WriteLineAsync($"✘ nothing was changed: {there.Count} of {files.Count} files are there already, such as {there[0]}; stop the collector and the broker, then use --force to put these in their place");
                return ExitCode.NotWell;
            }

            await restorer.WriteAsync(manifest, ct);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"✔ {files.Count} files of {manifest.Instance}, as they were at {manifest.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC; start the broker, then the collector: the agents come by themselves"));
            return ExitCode.Fine;
        }
        catch (BackupUnreadableException error)
        {
            await Console.Error.WriteLineAsync($"✘ nothing was changed: {error.Message}");
            return ExitCode.NotWell;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"✘ {error.Message}; put that right and restore again with --force");
            return ExitCode.NotWell;
        }
    }

    private static void Note(CollectorConfig config, string name)
    {
        using var database = CollectorDatabase.Open(Path.Combine(config.StateDir, "collector.db"));
        database.Write(db => AuditLog.Add(db, DateTimeOffset.UtcNow, new Actor("verb", Environment.UserName, "verb"), Action, name, new ActionResult.Done(0)));
    }

    private static string? Key(SecretSource source, out string problem)
    {
        if (source.TryRead(out var secret, out problem))
        {
            if (secret.Reveal().Length >= MinKey) return secret.Reveal();
            problem = $"is shorter than {MinKey} characters";
        }

        problem = $"the key ({source.Origin}) {problem}: make one with: openssl rand -base64 32; and keep a copy away from this machine, for without it no backup opens";
        return null;
    }
}
