using System.Globalization;
using System.Text.Json;
using EdgeNoc.Collector.Config;
using EdgeNoc.Common.Sqlite;
using Microsoft.Data.Sqlite;

namespace EdgeNoc.Collector.Backup;

/// <summary>What a backup says of itself; its first entry.</summary>
/// <param name="Instance">Which collector.</param>
/// <param name="StateDir">Where the database belongs.</param>
/// <param name="At">When.</param>
internal sealed record BackupManifest(string Instance, string StateDir, DateTimeOffset At)
{
    public const string Name = "edgenoc-backup.json";
    public const string Database = "collector.db";

    /// <summary>Of the device passwords, and what configs and updates are signed with; a collector that never needed one has none.</summary>
    public static readonly IReadOnlyList<string> Keys = ["secrets.key", Fleet.NocKey.FileName];
}

/// <summary>Makes one backup: the database as it is at one moment while the collector runs, the office's keys, and the files that the config names.</summary>
internal sealed class BackupMaker(CollectorConfig config, BackupConfig backup, TimeProvider time)
{
    public const string Suffix = ".backup";

    /// <returns>The file's name; and the files of the config that were not there.</returns>
    /// <exception cref="IOException">It could not be made or sent; the text says why.</exception>
    /// <param name="passphrase">What it is encrypted with.</param>
    /// <param name="ct">Nobody waits for it any longer.</param>
    /// <param name="mark">What its name says of why it was made: <c>-before-restore</c>.</param>
    public async Task<(string Name, IReadOnlyList<string> Missing)> MakeAsync(string passphrase, CancellationToken ct, string mark = "")
    {
        var now = time.GetUtcNow();
        var name = string.Create(CultureInfo.InvariantCulture, $"edgenoc-{config.Instance}-{now.UtcDateTime:yyyyMMdd-HHmmss}{mark}{Suffix}");
        var staging = Path.Combine(config.StateDir, $".backup-{Environment.ProcessId}");
        Owner.MakeFolder(staging);
        try
        {
            var missing = backup.Files.Where(file => !Path.Exists(file)).ToList();
            var target = Path.Combine(backup.Folder ?? staging, name);
            if (backup.Folder is { } folder) Directory.CreateDirectory(folder);
            Stage(staging, now);
            await WriteAsync(staging, [.. backup.Files.Except(missing, StringComparer.Ordinal)], target, passphrase, ct);
            if (backup.Command.Count > 0) await BackupSender.SendAsync(backup.Command, target, name, ct);
            if (backup.Folder is not null) Prune(backup.Folder);
            return (name, missing);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private void Stage(string staging, DateTimeOffset now)
    {
        var manifest = new BackupManifest(config.Instance, config.StateDir, now);
        File.WriteAllText(Path.Combine(staging, BackupManifest.Name), JsonSerializer.Serialize(manifest, BackupJson.Default.BackupManifest));
        var database = Path.Combine(config.StateDir, BackupManifest.Database);
        if (File.Exists(database))
        {
            using var connection = SqliteStore.Open(database, "NORMAL");
            using var copy = connection.CreateCommand();
            copy.CommandText = "VACUUM INTO $copy";
            copy.Parameters.Add(new SqliteParameter("$copy", Path.Combine(staging, BackupManifest.Database)));
            copy.ExecuteNonQuery();
            Owner.Like(database, Path.Combine(staging, BackupManifest.Database));
        }

        foreach (var name in BackupManifest.Keys)
        {
            var key = Path.Combine(config.StateDir, name);
            if (!File.Exists(key)) continue;
            File.Copy(key, Path.Combine(staging, name));
            Owner.Like(key, Path.Combine(staging, name));
        }
    }

    private static async Task WriteAsync(string staging, IReadOnlyList<string> files, string target, string passphrase, CancellationToken ct)
    {
        var part = target + ".part";
        try
        {
            string[] staged = [BackupManifest.Name, .. new[] { BackupManifest.Database }.Concat(BackupManifest.Keys).Where(file => File.Exists(Path.Combine(staging, file)))];
            string[] arguments = ["--create", "--gzip", "--file=-", "--directory", staging, .. staged, "--directory", "/", .. files.Select(file => file.TrimStart('/'))];
            await using (var box = Owner.MakeFile(part))
            {
                if (await Tar.RunAsync(arguments, write: null, plain => BackupCipher.EncryptAsync(plain, box, passphrase, ct), ct) is { } problem) throw new IOException(problem);
                box.Flush(flushToDisk: true);
            }

            File.Move(part, target);
        }
        finally
        {
            File.Delete(part);
        }
    }

    // Names sort by time.
    private void Prune(string folder)
    {
        var mine = Directory.GetFiles(folder, $"edgenoc-{config.Instance}-*{Suffix}").Order(StringComparer.Ordinal).ToList();
        foreach (var old in mine.SkipLast(backup.Keep)) File.Delete(old);
        foreach (var verdict in Directory.GetFiles(folder, $"*{Suffix}{BackupShelf.VerdictSuffix}")) if (!File.Exists(verdict[..^BackupShelf.VerdictSuffix.Length])) File.Delete(verdict);
    }
}
