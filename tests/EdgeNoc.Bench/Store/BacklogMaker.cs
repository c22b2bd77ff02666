using System.Globalization;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Bench.Store;

/// <summary>What a site's agent leaves on its disk after days without a link: written as ready rows, as fast as the disk takes them.</summary>
internal static class BacklogMaker
{
    public const int Onus = 2_000;
    public const int PollsPerWeek = 7 * 24 * 3600 / PollIntervalS;
    private const int PollIntervalS = 30;
    private const int PollsPerOptics = 10;
    private const int PollsPerCommit = 200;
    private const int OnusPerPon = 64;

    /// <summary>Points of so many polls.</summary>
    public static long Points(int polls) => (long)polls * Onus;

    /// <summary>Fills <c>telemetry.db</c> of a state directory with polls that end now.</summary>
    public static void Write(string stateDir, int polls, DateTimeOffset now)
    {
        Directory.CreateDirectory(stateDir);
        var clock = EdgeClock.OfSystem();
        var boot = BootIdentity.New(clock);
        using var store = TelemetryStore.Open(Path.Combine(stateDir, "telemetry.db"), boot);
        long seq = 0;
        for (var first = 0; first < polls; first += PollsPerCommit)
        {
            var rows = Enumerable.Range(first, Math.Min(PollsPerCommit, polls - first)).AsParallel().AsOrdered().SelectMany(poll => Batches(poll, polls, now)).ToList();
            store.Append([.. rows.Select(closed => new TelemetryRow(
                new OutboxMessage(new MessageKey(MessageClass.Telemetry, boot.Boot, ++seq), closed.Encoding, closed.Payload) { Lines = closed.Lines },
                clock.Stamp(), closed.FirstMs, closed.LastMs))], []);
        }
    }

    /// <summary>The same as bodies of line protocol for a writer that needs no collector; each is good until the next one is asked for.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Bodies(int polls, int linesPerBody, DateTimeOffset now)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new LineWriter(output) { ConstantTag = ("device", "olt-9") };
        for (var poll = 0; poll < polls; poll++)
        {
            for (var onu = 0; onu < Onus; onu++)
            {
                writer.Write(Onu(onu, poll), TimeMs(poll, polls, now));
                if (writer.Lines % linesPerBody != 0) continue;
                yield return output.WrittenMemory;
                output.ResetWrittenCount();
            }
        }

        if (output.WrittenCount > 0) yield return output.WrittenMemory;
    }

    private static IEnumerable<ClosedBatch> Batches(int poll, int polls, DateTimeOffset now)
    {
        var batch = new TelemetryBatch();
        for (var onu = 0; onu < Onus; onu++)
        {
            batch.Add("olt-9", Onu(onu, poll), TimeMs(poll, polls, now));
            if (batch.IsFull) yield return batch.Close(compress: true);
        }
    }

    private static long TimeMs(int poll, int polls, DateTimeOffset now) => now.AddSeconds(-(polls - poll) * (double)PollIntervalS).ToUnixTimeMilliseconds();

    private static OnuRecord Onu(int onu, int poll)
    {
        var record = new OnuRecord
        {
            Pon = string.Create(CultureInfo.InvariantCulture, $"0/{(onu / OnusPerPon) + 1}"),
            Onu = ((onu % OnusPerPon) + 1).ToString(CultureInfo.InvariantCulture),
            Status = OnuStatus.Up,
            OnlineS = (1_000_000L * onu) + poll,
            DistanceM = 300 + ((onu * 17) % 9_000),
        };
        return poll % PollsPerOptics != 0 ? record : record with
        {
            RxDbm = -15 - (((onu * 7) + (poll * 13)) % 1_300 / 100.0),
            TxDbm = 2 + (((onu * 3) + (poll * 5)) % 90 / 100.0),
            TempC = 40 + ((onu + poll) % 20),
        };
    }
}
