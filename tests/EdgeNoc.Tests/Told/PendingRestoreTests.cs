using EdgeNoc.Collector.Backup;
using EdgeNoc.Collector.Store;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Told;

/// <summary>A backup that waits to take the database's place, cut off at each point where it can be.</summary>
public sealed class PendingRestoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    private readonly string _state = RigDirectory.New("pending-restore");

    private string Staged => PendingRestore.Folder(_state);

    [Fact]
    public void It_takes_the_place_of_the_database_gives_no_number_again_and_sends_nothing_old()
    {
        Make(_state, "now", number: 41);
        Make(Staged, "then", number: 17, waiting: true);
        File.WriteAllText(Path.Combine(Staged, BackupManifest.Keys[0]), "key of then");
        Pending().Arm(_state);
        Assert.Equal("x.backup", PendingRestore.Apply(_state, Now)!.Name);
        using var database = CollectorDatabase.Open(Path.Combine(_state, BackupManifest.Database));
        database.Write(db =>
        {
            Assert.Equal("then", db.First<string>("SELECT site FROM sites"));
            Assert.Equal(42, db.NextNumber("incident"));
            Assert.Equal("failed", db.First<string>("SELECT state FROM outbox"));
            Assert.Equal(1, db.First<long>("SELECT COUNT(*) FROM audit WHERE action = 'backup.restore' AND target = 'x.backup'"));
        });
        Assert.Equal("key of then", File.ReadAllText(Path.Combine(_state, BackupManifest.Keys[0])));
        Assert.False(Directory.Exists(Staged));
        Assert.Null(PendingRestore.Apply(_state, Now));
    }

    [Fact]
    public void What_nobody_meant_is_dropped_and_the_database_stays()
    {
        Make(_state, "now", number: 41);
        Make(Staged, "then", number: 17);
        Assert.Null(PendingRestore.Apply(_state, Now));
        Assert.False(Directory.Exists(Staged));
        Assert.Equal("now", SiteOf(_state));
    }

    [Fact]
    public void Cut_off_after_the_database_was_moved_it_only_tidies_up()
    {
        Make(_state, "then", number: 17);
        Directory.CreateDirectory(Staged);
        Pending().Arm(_state);
        Assert.NotNull(PendingRestore.Apply(_state, Now));
        Assert.Equal("then", SiteOf(_state));
        Assert.False(Directory.Exists(Staged));
    }

    [Fact]
    public void One_that_cannot_be_opened_leaves_the_database_as_it_was()
    {
        Make(_state, "now", number: 41);
        Directory.CreateDirectory(Staged);
        File.WriteAllText(Path.Combine(Staged, BackupManifest.Database), new string('x', 8_192));
        Pending().Arm(_state);
        Assert.ThrowsAny<System.Data.Common.DbException>(() => PendingRestore.Apply(_state, Now));
        Assert.Equal("now", SiteOf(_state));
    }

    [Theory]
    [InlineData(null, "2026-11-20T02:10:00Z", true)]
    [InlineData(null, "2026-11-20T14:00:00Z", false)]
    [InlineData("2026-11-20T02:05:00Z", "2026-11-20T02:50:00Z", false)]
    [InlineData("2026-11-19T02:05:00Z", "2026-11-20T02:50:00Z", true)]
    [InlineData("2026-11-19T02:05:00Z", "2026-11-20T13:00:00Z", false)]
    [InlineData("2026-11-18T02:05:00Z", "2026-11-20T13:00:00Z", true)]
    public void A_backup_is_due_at_night_and_when_nights_were_missed(string? newest, string now, bool isDue) => Assert.Equal(
        isDue, NightlyBackup.IsDue(newest is null ? null : Time(newest), Time(now), TimeZoneInfo.Utc));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static PendingRestore Pending() => new("x.backup", "ani", "Ani", "y.backup", Now);

    private static string? SiteOf(string folder)
    {
        using var database = CollectorDatabase.Open(Path.Combine(folder, BackupManifest.Database));
        return database.Write(db => db.First<string>("SELECT site FROM sites"));
    }

    private static void Make(string folder, string site, int number, bool waiting = false)
    {
        Directory.CreateDirectory(folder);
        using var database = CollectorDatabase.Open(Path.Combine(folder, BackupManifest.Database));
        database.Write(db =>
        {
            db.Execute("INSERT INTO sites (site, first_seen_ms, state, status_changed_ms) VALUES (@site, 0, 'online', 0)", new { site });
            db.NextNumbers("incident", number);
            if (waiting)
                db.Execute("INSERT INTO outbox (id, channel, recipient, thread, purpose, content, change_ms, created_ms, state, attempts, next_attempt_ms, in_doubt) VALUES (1, 'mpwa', '628111', 't', 'problem', 'old news', 0, 0, 'queued', 0, 0, 0)");
        });
    }
}
