using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Backup;

/// <summary>What came of something that somebody did with backups: one of the three below.</summary>
internal abstract record BackupResult
{
    private BackupResult()
    {
    }

    /// <param name="Entry">The backup that it is about.</param>
    /// <param name="Facts">What is in it, where it was looked at.</param>
    public sealed record Done(BackupEntry Entry, StateFacts? Facts) : BackupResult;

    /// <summary>What happened, and what to do.</summary>
    public sealed record Failed(string Problem) : BackupResult;

    public sealed record NotFound : BackupResult;
}

/// <summary>
/// Backups as people in the office work with them: of the collector's own database and keys, encrypted with the key of the config. One at a time; whoever comes meanwhile waits. Certificates,
/// the broker's users and passwords in files are in the machine's backups (<c>edgenoc-collector backup</c>), which only root reads.
/// </summary>
internal sealed class BackupDesk(CollectorConfig config, CollectorDatabase database, TimeProvider time, Restart restart) : IDisposable
{
    public const string RestoreAction = "backup.restore";
    private const string BeforeRestore = "-before-restore";
    private const int MinKey = 16;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly BackupShelf _shelf = new(config.StateDir);

    /// <summary>Null: the config has no section <c>backup</c>, and so no key.</summary>
    public BackupConfig? Config => config.Backup;

    public IReadOnlyList<BackupEntry> All() => _shelf.All();

    public string? Find(string? name) => _shelf.Find(name);

    /// <summary>What the database holds now.</summary>
    public StateFacts Now() => database.Write(db => StateFacts.Of(db, config.Instance, time.GetUtcNow()));

    /// <summary>Makes one now, and checks it.</summary>
    public Task<BackupResult> MakeAsync(Actor actor, CancellationToken ct) => AloneAsync(async key =>
    {
        var name = await MakeAsync(key, "", ct);
        var verdict = await CheckAsync(name, key, Temporary(), ct);
        Note(actor, "backup.make", name);
        return verdict.Problem is { } problem ? new BackupResult.Failed($"{name}: {problem}") : Done(name, verdict.Facts);
    }, ct);

    /// <summary>Reads one to its end and opens the database that is in it.</summary>
    public Task<BackupResult> CheckAsync(string name, CancellationToken ct) => Find(name) is null ? Task.FromResult<BackupResult>(new BackupResult.NotFound()) : AloneAsync(async key =>
    {
        var verdict = await CheckAsync(name, key, Temporary(), ct);
        return verdict.Problem is { } problem ? new BackupResult.Failed(problem) : Done(name, verdict.Facts);
    }, ct);

    /// <summary>Puts one back: unpacks and checks it, makes a backup of what is there, and starts the collector anew with it.</summary>
    public Task<BackupResult> RestoreAsync(string name, Actor actor, CancellationToken ct) => Find(name) is null ? Task.FromResult<BackupResult>(new BackupResult.NotFound()) : AloneAsync(async key =>
    {
        var staged = PendingRestore.Folder(config.StateDir);
        if (Directory.Exists(staged)) Directory.Delete(staged, recursive: true);
        var verdict = await CheckAsync(name, key, staged, ct, isKept: true);
        if (verdict.Problem is { } problem) return new BackupResult.Failed(problem);
        if (verdict.Facts!.Instance != config.Instance) return new BackupResult.Failed($"it is of the collector {verdict.Facts.Instance}, and this one is {config.Instance}: put it back there, or with edgenoc-collector restore");
        var before = await MakeAsync(key, BeforeRestore, ct);
        Note(actor, RestoreAction, name);
        new PendingRestore(name, actor.Id, actor.Name, before, time.GetUtcNow()).Arm(config.StateDir);
        restart.Want();
        return Done(name, verdict.Facts);
    }, ct);

    public void Dispose() => _one.Dispose();

    private async Task<string> MakeAsync(string key, string mark, CancellationToken ct)
    {
        var own = config.Backup! with { Folder = _shelf.Folder, Command = [], Files = [] };
        Owner.MakeFolder(_shelf.Folder);
        return (await new BackupMaker(config, own, time).MakeAsync(key, ct, mark)).Name;
    }

    private async Task<BackupVerdict> CheckAsync(string name, string key, string folder, CancellationToken ct, bool isKept = false)
    {
        var file = Path.Combine(_shelf.Folder, name);
        Owner.MakeFolder(folder);
        BackupVerdict verdict;
        try
        {
            var manifest = await new BackupRestorer(file, key, "/").ExtractStateAsync(folder, ct);
            using var copy = CollectorDatabase.Open(Path.Combine(folder, BackupManifest.Database));
            verdict = copy.Write(db => db.First<string>("PRAGMA quick_check(1)") is { } said && said != "ok"
                ? new BackupVerdict(time.GetUtcNow(), $"its database is damaged: {said}", null)
                : new BackupVerdict(time.GetUtcNow(), null, StateFacts.Of(db, manifest.Instance, manifest.At)));
        }
        catch (Exception error) when (error is BackupUnreadableException or Common.Sqlite.StoreIsNewerException or System.Data.Common.DbException)
        {
            verdict = new BackupVerdict(time.GetUtcNow(), error.Message, null);
        }
        finally
        {
            if (!isKept) Directory.Delete(folder, recursive: true);
        }

        if (verdict.Problem is not null && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        BackupShelf.Keep(file, verdict);
        return verdict;
    }

    private BackupResult.Done Done(string name, StateFacts? facts) => new(_shelf.All().First(entry => entry.Name == name), facts);

    private string Temporary() => Path.Combine(config.StateDir, $".check-{Guid.NewGuid():N}");

    private async Task<BackupResult> AloneAsync(Func<string, Task<BackupResult>> work, CancellationToken ct)
    {
        if (config.Backup is not { } backup) return new BackupResult.Failed("the collector's config has no section \"backup\": it names the key that backups are encrypted with (collector/Backup/README.md)");
        if (!backup.Key.TryRead(out var secret, out var problem) || secret.Reveal().Length < MinKey)
            return new BackupResult.Failed($"the key ({backup.Key.Origin}) {(problem.Length > 0 ? problem : $"is shorter than {MinKey} characters")}: make one with: openssl rand -base64 32");
        await _one.WaitAsync(ct);
        try
        {
            return await work(secret.Reveal());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new BackupResult.Failed($"{error.Message}: look at the disk of the collector, then try again; nothing was changed");
        }
        finally
        {
            _one.Release();
        }
    }

    private void Note(Actor actor, string action, string name) => database.Write(db => AuditLog.Add(db, time.GetUtcNow(), actor, action, name, new ActionResult.Done(0)));
}
