using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Sites.Secrets;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Commands;

/// <summary>What <c>check</c> says of devices' passwords and of backups: warnings, for the collector works all the same.</summary>
internal static class CheckSites
{
    private static readonly TimeSpan BackupsEvery = TimeSpan.FromHours(36);

    public static IReadOnlyList<string> Warnings(CollectorConfig config, DateTimeOffset now)
    {
        var path = Path.Combine(config.StateDir, "collector.db");
        if (!File.Exists(path)) return [];
        using var database = CollectorDatabase.Open(path);
        return database.Write(db => (IReadOnlyList<string>)[.. Shared(SecretStore.All(db)), .. config.Backup is null ? [] : Backups(db, now)]);
    }

    /// <summary>A password that opens devices at several sites: who takes one machine has them all.</summary>
    internal static IEnumerable<string> Shared(IReadOnlyList<SecretView> secrets)
    {
        var shared = secrets.Where(secret => secret.SharedBySites > 1).ToList();
        if (shared.Count == 0) yield break;
        yield return $"{shared.Count} devices have a password that opens devices at other sites too ({string.Join(", ", shared.Take(5).Select(secret => $"{secret.Site}/{secret.Device}"))}"
            + $"{(shared.Count > 5 ? ", …" : "")}): a stolen machine opens all of them; give each site its own, with: secret set --site SITE --device DEVICE";
    }

    private static IEnumerable<string> Backups(Db db, DateTimeOffset now)
    {
        var last = db.First<long?>("SELECT MAX(at_ms) FROM audit WHERE action = @Action AND outcome = 'done'", new { BackupCommands.Action });
        if (last is null) yield return "no backup was made yet: edgenoc-collector backup, and see to its timer";
        else if (now - DbTime.Time(last.Value) > BackupsEvery) yield return string.Create(CultureInfo.InvariantCulture, $"the last backup is of {DbTime.Time(last.Value).UtcDateTime:yyyy-MM-dd HH:mm} UTC: look into its timer's log");
    }
}
