using System.Diagnostics;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Bench;

/// <summary>How fast the stores take what they are given, commits included, on the disk below <c>var/</c>.</summary>
internal static class OutboxBench
{
    private const int RecordBytes = 400;
    private const int Records = 200_000;
    private const int PerCommit = 2_000;
    private const int Events = 2_000;

    public static int Run()
    {
        var directory = RigDirectory.New("bench-outbox");
        var clock = EdgeClock.OfSystem();
        var boot = BootIdentity.New(clock);
        Console.WriteLine($"outbox_append_per_s {Append(directory, clock, boot):0}");
        var commits = CommitEvents(directory, clock, boot);
        Console.WriteLine($"event_durable_p50_ms {commits[commits.Length / 2]:0.00}");
        Console.WriteLine($"event_durable_p99_ms {commits[commits.Length * 99 / 100]:0.00}");
        return 0;
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
        using var store = EventStore.Open(Path.Combine(directory, "events.db"), boot, clock);
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
}
