using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Backup;

/// <summary>
/// A backup that is to take the place of the database, unpacked and checked in the folder <c>restore</c>: it does so before the collector opens anything, so at no moment half of one and half
/// of another is there. The file <c>ready</c> is written last and removed last: whatever is cut off in between is done once more.
/// </summary>
/// <param name="Name">Of the backup.</param>
/// <param name="By">Who wanted it.</param>
/// <param name="ByName">What he is called.</param>
/// <param name="Before">The backup that was made just before.</param>
/// <param name="At">When.</param>
internal sealed record PendingRestore(string Name, string By, string ByName, string Before, DateTimeOffset At)
{
    private const string Ready = "ready";

    /// <summary>Where it is unpacked.</summary>
    public static string Folder(string stateDir) => Path.Combine(stateDir, "restore");

    /// <summary>From now on the next start puts it in place.</summary>
    public void Arm(string stateDir)
    {
        var ready = Path.Combine(Folder(stateDir), Ready);
        using (var file = Owner.MakeFile(ready + ".part"))
        {
            JsonSerializer.Serialize(file, this, BackupJson.Default.PendingRestore);
            file.Flush(flushToDisk: true);
        }

        File.Move(ready + ".part", ready, overwrite: true);
    }

    /// <summary>Puts what waits in place. Null: nothing waited. Nothing may have the database open.</summary>
    /// <exception cref="IOException">It cannot be put in place: the database is as it was.</exception>
    public static PendingRestore? Apply(string stateDir, DateTimeOffset now)
    {
        var folder = Folder(stateDir);
        if (!Directory.Exists(folder)) return null;
        if (!File.Exists(Path.Combine(folder, Ready)))
        {
            // Somebody looked at it, or it was cut off before it was wanted.
            Directory.Delete(folder, recursive: true);
            return null;
        }

        var pending = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(folder, Ready)), BackupJson.Default.PendingRestore) ?? throw new IOException($"{folder} holds no restore");
        var (staged, target) = (Path.Combine(folder, BackupManifest.Database), Path.Combine(stateDir, BackupManifest.Database));
        if (File.Exists(staged))
        {
            Mend(staged, target, pending, now);
            foreach (var key in BackupManifest.Keys.Where(key => File.Exists(Path.Combine(folder, key)))) File.Move(Path.Combine(folder, key), Path.Combine(stateDir, key), overwrite: true);

            // What the old database did not write yet belongs to that one.
            foreach (var leftover in (string[])["-wal", "-shm"]) File.Delete(target + leftover);
            File.Move(staged, target, overwrite: true);
        }

        Directory.Delete(folder, recursive: true);
        return pending;
    }

    /// <summary>A number that people know is never given twice, a message of back then is not sent now, and the audit says who put it back.</summary>
    private static void Mend(string staged, string target, PendingRestore pending, DateTimeOffset now)
    {
        List<Counter> counters = [];
        if (File.Exists(target))
        {
            using var old = CollectorDatabase.Open(target);
            counters = old.Write(db => db.Query<Counter>("SELECT name, value FROM counters"));
        }

        using var database = CollectorDatabase.Open(staged);
        database.Write(db =>
        {
            foreach (var counter in counters)
                db.Execute("INSERT INTO counters (name, value) VALUES (@Name, @Value) ON CONFLICT (name) DO UPDATE SET value = CASE WHEN counters.value < excluded.value THEN excluded.value ELSE counters.value END", counter);
            db.Execute("UPDATE outbox SET state = 'failed', last_reason = 'a backup was put back: what waited then is not sent now', finished_ms = @nowMs WHERE state IN ('queued', 'sending')", new { nowMs = DbTime.Ms(now) });
            AuditLog.Add(db, now, new Actor(pending.By, pending.ByName, "console"), BackupDesk.RestoreAction, pending.Name, new ActionResult.Done(0), new Dictionary<string, string>(StringComparer.Ordinal) { ["before"] = pending.Before });
        });
    }

    private sealed record Counter
    {
        public string Name { get; init; } = "";
        public long Value { get; init; }
    }
}
