using System.Text;
using System.Text.Json;

namespace EdgeNoc.Collector.Backup;

/// <summary>Puts a backup back. It is read to its end before anything is written: a damaged one changes nothing.</summary>
/// <param name="file">The backup.</param>
/// <param name="passphrase">What it was encrypted with.</param>
/// <param name="root">Below which folder all is put; <c>/</c> on a machine that is to be the collector.</param>
internal sealed class BackupRestorer(string file, string passphrase, string root)
{
    private static readonly string[] Staged = [BackupManifest.Name, BackupManifest.Database, .. BackupManifest.Keys];

    /// <summary>What is in it, and which of that is there already.</summary>
    /// <exception cref="BackupUnreadableException">It cannot be read.</exception>
    public async Task<(BackupManifest Manifest, IReadOnlyList<string> Files, IReadOnlyList<string> There)> LookAsync(CancellationToken ct)
    {
        var manifest = JsonSerializer.Deserialize(await TextAsync(["--extract", "--gzip", "--file=-", "--to-stdout", BackupManifest.Name], ct), BackupJson.Default.BackupManifest)
            ?? throw new BackupUnreadableException("it does not say what it is");
        var list = (await TextAsync(["--list", "--gzip", "--file=-"], ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<string> targets = [.. list.Except(Staged, StringComparer.Ordinal).Where(name => !name.EndsWith('/')).Select(name => Path.Combine(root, name))];
        targets.AddRange(list.Intersect(Staged.Skip(1), StringComparer.Ordinal).Select(name => InState(manifest, name)));
        return (manifest, targets, [.. targets.Where(File.Exists)]);
    }

    /// <summary>Writes all of it.</summary>
    /// <exception cref="IOException">The disk is full or read-only: try again after.</exception>
    public async Task WriteAsync(BackupManifest manifest, CancellationToken ct)
    {
        await RunAsync(["--extract", "--gzip", "--file=-", "--preserve-permissions", "--directory", root, .. Staged.Select(name => $"--exclude={name}")], null, ct);
        var state = In(manifest.StateDir);
        var isNew = !Directory.Exists(state);
        if (isNew) Owner.MakeFolder(state);

        // What the database beside it did not write yet belongs to another one.
        foreach (var leftover in new[] { "-wal", "-shm" }) File.Delete(InState(manifest, BackupManifest.Database) + leftover);

        // A collector that never needed a key has none.
        var problem = await TryAsync(["--extract", "--gzip", "--file=-", "--preserve-permissions", "--directory", state, BackupManifest.Database, .. BackupManifest.Keys], null, ct);
        if (problem?.Contains("Not found in archive", StringComparison.Ordinal) == false) throw new IOException(problem);
        if (isNew && File.Exists(InState(manifest, BackupManifest.Database))) Owner.Of(InState(manifest, BackupManifest.Database), state);
    }

    /// <summary>What is the collector's own, its database and keys, into a folder that is empty; the files of the config stay in the backup.</summary>
    /// <exception cref="BackupUnreadableException">It cannot be read; the folder may hold a part of it.</exception>
    /// <exception cref="IOException">The disk is full or read-only.</exception>
    public async Task<BackupManifest> ExtractStateAsync(string folder, CancellationToken ct)
    {
        var problem = await TryAsync(["--extract", "--gzip", "--file=-", "--no-same-owner", "--directory", folder, .. Staged], null, ct);

        // A collector that never needed a key has none.
        if (problem?.Contains("Not found in archive", StringComparison.Ordinal) == false) throw new IOException(problem);
        var manifest = Path.Combine(folder, BackupManifest.Name);
        if (!File.Exists(manifest) || !File.Exists(Path.Combine(folder, BackupManifest.Database))) throw new BackupUnreadableException("there is no database in it");
        return JsonSerializer.Deserialize(await File.ReadAllTextAsync(manifest, ct), BackupJson.Default.BackupManifest) ?? throw new BackupUnreadableException("it does not say what it is");
    }

    private string In(string path) => Path.Combine(root, path.TrimStart('/'));

    private string InState(BackupManifest manifest, string name) => Path.Combine(In(manifest.StateDir), name);

    private async Task<string> TextAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        using var text = new MemoryStream();
        await RunAsync(arguments, output => output.CopyToAsync(text, ct), ct);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private async Task RunAsync(IReadOnlyList<string> arguments, Func<Stream, Task>? read, CancellationToken ct)
    {
        if (await TryAsync(arguments, read, ct) is { } problem) throw new IOException(problem);
    }

    private async Task<string?> TryAsync(IReadOnlyList<string> arguments, Func<Stream, Task>? read, CancellationToken ct)
    {
        await using var box = File.OpenRead(file);
        return await Tar.RunAsync(arguments, plain => BackupCipher.DecryptAsync(box, plain, passphrase, ct), read, ct);
    }
}
