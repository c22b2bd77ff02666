using System.Diagnostics;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Bench.Store;

/// <summary>How fast the stores take what they are given, commits included, on the disk below <c>var/</c>.</summary>
internal static class OutboxBench
{
    private const int RecordBytes = 400;
    private const int Records = 200_000;
    private const int PerCommit = 2_000;
    private const int Events = 2_000;

    public static OutboxFigures Measure(string directory)
    {
        var clock = EdgeClock.OfSystem();
        var boot = BootIdentity.New(clock);
        var commits = CommitEvents(directory, clock, boot);
        var bare = CommitBare(directory);
        return new OutboxFigures(Append(directory, clock, boot), AppendBare(directory), commits[Events * 99 / 100], bare[Events * 99 / 100]);
    }

    /// <summary>Rows of 400 B a second, in group commits.</summary>
    private static double Append(string directory, EdgeClock clock, BootIdentity boot)
    {
        using var store = TelemetryStore.Open(Path.Combine(directory, "telemetry.db"), boot);
        var payload = new byte[RecordBytes];
        new Random(1).NextBytes(payload);
        var started = Stopwatch.StartNew();
        for (var first = 1; first <= Records; first += PerCommit)
        {
            var rows = Enumerable.Range(first, PerCommit).Select(seq =>
                new TelemetryRow(new OutboxMessage(new MessageKey(MessageClass.Telemetry, boot.Boot, seq), PayloadEncoding.Gzip, payload) { Lines = 1 }, clock.Stamp(), 0, 0));
            store.Append([.. rows], []);
        }

        return Records / started.Elapsed.TotalSeconds;
    }

    /// <summary>Milliseconds of each commit of one event and its state, sorted.</summary>
    private static double[] CommitEvents(string directory, EdgeClock clock, BootIdentity boot)
    {
        using var store = EventStore.Open(Path.Combine(directory, "events.db"), boot, clock, NullLogger.Instance);
        var took = new double[Events];
        for (var i = 0; i < Events; i++)
        {
            var edgeEvent = new EdgeEvent(
                Guid.CreateVersion7(), EventKinds.OnuDown, i % 2 == 0 ? EventState.Raised : EventState.Cleared, "olt-1", $"onu/0/3:{i / 2 % 64}", Severity.Low, clock.Now, "dying_gasp",
                new Dictionary<string, double>(StringComparer.Ordinal) { ["rx_dbm"] = -28.1 },
                new Dictionary<string, string>(StringComparer.Ordinal) { ["pon"] = "0/3", ["name"] = $"CLIENT-{i}" }, clock.Quality);
            var started = Stopwatch.GetTimestamp();
            store.Commit([edgeEvent], [new EntityState("olt-1", edgeEvent.Entity, "power_off", clock.Now, null)]);
            took[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(took);
        return took;
    }

    /// <summary>The limit: the same bytes in the same group commits, one column.</summary>
    private static double AppendBare(string directory)
    {
        using var database = new SqliteDatabase(SqliteStore.Open(Path.Combine(directory, "bare-telemetry.db"), "NORMAL"));
        database.Run("CREATE TABLE rows(id INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
        var payload = new byte[RecordBytes];
        new Random(1).NextBytes(payload);
        var started = Stopwatch.StartNew();
        for (var first = 1; first <= Records; first += PerCommit)
        {
            database.InTransaction(() =>
            {
                for (var i = 0; i < PerCommit; i++) database.Run("INSERT INTO rows(payload) VALUES(?1)", payload);
            });
        }

        return Records / started.Elapsed.TotalSeconds;
    }

    /// <summary>The limit: one row in a transaction of its own, sorted milliseconds.</summary>
    private static double[] CommitBare(string directory)
    {
        using var database = new SqliteDatabase(SqliteStore.Open(Path.Combine(directory, "bare-events.db"), "FULL"));
        database.Run("CREATE TABLE rows(id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
        var body = new string('x', RecordBytes);
        var took = new double[Events];
        for (var i = 0; i < Events; i++)
        {
            var started = Stopwatch.GetTimestamp();
            database.Run("INSERT INTO rows(body) VALUES(?1)", body);
            took[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(took);
        return took;
    }
}

/// <summary>How fast the stores are, beside a bare SQLite with the same bytes.</summary>
internal sealed record OutboxFigures(double AppendPerS, double BareAppendPerS, double EventP99Ms, double BareEventP99Ms);
