using System.Text.Json;

namespace EdgeNoc.Collector.Backup;

/// <summary>A backup that lies on the collector's own shelf.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Bytes">Its size, encrypted.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Verdict">What its last check found; null: nobody checked it.</param>
internal sealed record BackupEntry(string Name, long Bytes, DateTimeOffset MadeAt, BackupVerdict? Verdict);

/// <summary>The folder <c>backups</c> in the state: backups of the collector's own database and keys, which it can put back by itself.</summary>
internal sealed class BackupShelf(string stateDir)
{
    /// <summary>Beside a backup: what its check found.</summary>
    public const string VerdictSuffix = ".checked";

    public string Folder { get; } = Path.Combine(stateDir, "backups");

    /// <summary>The newest first.</summary>
    public IReadOnlyList<BackupEntry> All() => !Directory.Exists(Folder) ? [] :
    [
        .. new DirectoryInfo(Folder).GetFiles($"*{BackupMaker.Suffix}").OrderByDescending(file => file.LastWriteTimeUtc).ThenByDescending(file => file.Name, StringComparer.Ordinal)
            .Select(file => new BackupEntry(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc), VerdictOf(file.FullName))),
    ];

    /// <summary>A backup's file by its name; null: there is none of that name. A name that leads elsewhere is none.</summary>
    public string? Find(string? name) => name is { Length: > 0 } && Path.GetFileName(name) == name && name.EndsWith(BackupMaker.Suffix, StringComparison.Ordinal) && File.Exists(Path.Combine(Folder, name)) ? Path.Combine(Folder, name) : null;

    public static void Keep(string file, BackupVerdict verdict) => File.WriteAllText(file + VerdictSuffix, JsonSerializer.Serialize(verdict, BackupJson.Default.BackupVerdict));

    private static BackupVerdict? VerdictOf(string file)
    {
        try
        {
            return File.Exists(file + VerdictSuffix) ? JsonSerializer.Deserialize(File.ReadAllText(file + VerdictSuffix), BackupJson.Default.BackupVerdict) : null;
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }
}
