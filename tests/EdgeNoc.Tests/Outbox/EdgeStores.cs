using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Outbox;

/// <summary>The two stores of an agent in a folder of their own, which can be killed and started again.</summary>
internal sealed class EdgeStores : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);

    private readonly TestClock _machine;
    private readonly StoreSizes? _sizes;

    private readonly Func<EventStore, IGivenTimes>? _times;

    public EdgeStores(
        string? directory = null, AdjustableTime? time = null, bool compress = true, TestClock? machine = null, StoreSizes? sizes = null, Func<EventStore, IGivenTimes>? times = null,
        ILogger? logger = null)
    {
        (_machine, _sizes, _times) = (machine ?? new TestClock(), sizes, times);
        Directory = directory ?? RigDirectory.New("outbox");
        Time = time ?? new AdjustableTime(Start);
        Clock = new EdgeClock(Time, () => (Time.GetTimestamp() / TimeSpan.TicksPerMillisecond) - _machine.BootedMs, () => _machine.State);
        Boot = new BootIdentity(Guid.NewGuid(), _machine.KernelBoot, Clock.Stamp());
        Events = EventStore.Open(Path.Combine(Directory, "events.db"), Boot, Clock, logger ?? NullLogger.Instance, sizes?.EventBytes ?? 256_000_000);
        Store = TelemetryStore.Open(Path.Combine(Directory, "telemetry.db"), Boot);
        Telemetry = new TelemetryOutbox(Store, Boot, Clock, times?.Invoke(Events) ?? Events, compress, logger ?? NullLogger.Instance)
        {
            Limits = sizes?.Telemetry ?? OutboxLimits.Default,
            FreeBytes = sizes?.FreeBytes ?? (() => null),
        };
    }

    public string Directory { get; }

    public AdjustableTime Time { get; }

    public EdgeClock Clock { get; }

    public BootIdentity Boot { get; }

    public EventStore Events { get; }

    public TelemetryStore Store { get; }

    public TelemetryOutbox Telemetry { get; }

    /// <summary>What a power cut leaves: the files as they are this moment, opened by a new run.</summary>
    /// <param name="meanwhile">What else happens to the copy of the folder.</param>
    public EdgeStores AfterPowerCut(Action<string>? meanwhile = null)
    {
        var copy = RigDirectory.New("outbox-cut");
        foreach (var file in System.IO.Directory.GetFiles(Directory)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        // The index of a WAL is made anew at a start.
        foreach (var index in System.IO.Directory.GetFiles(copy, "*-shm")) File.Delete(index);
        meanwhile?.Invoke(copy);
        return new EdgeStores(copy, Time, machine: _machine, sizes: _sizes, times: _times);
    }

    /// <summary>A new run on the same files.</summary>
    public EdgeStores Restarted()
    {
        Dispose();
        return new EdgeStores(Directory, Time, machine: _machine, sizes: _sizes, times: _times);
    }

    public void Dispose()
    {
        Telemetry.Dispose();
        Events.Dispose();
    }

    /// <summary>Writes one point for each number and closes the batch.</summary>
    public void WriteBatch(params IEnumerable<long> numbers)
    {
        Telemetry.Write("olt-1", numbers.Select(number => (IPoint)new NumberedPoint(number)), Time.GetUtcNow());
        Telemetry.CloseBatch();
    }

    /// <summary>The same for rows that are not to be sent yet.</summary>
    public void HoldBatch(params IEnumerable<long> numbers)
    {
        Telemetry.Hold("olt-1", numbers.Select(number => (IPoint)new NumberedPoint(number)), Time.GetUtcNow());
        Telemetry.CloseBatch();
    }

    public static EdgeEvent Event(long number, EventState state = EventState.Raised, string? entity = null, DateTimeOffset? at = null) => new(
        new Guid((int)number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0), "onu.down", state, "olt-1", entity ?? $"onu/0/1:{number}", Severity.Low,
        at ?? new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero), "dying_gasp", new Dictionary<string, double>(StringComparer.Ordinal) { ["number"] = number },
        new Dictionary<string, string>(StringComparer.Ordinal) { ["pon"] = "0/1" }, TimeQuality.Synced);

    /// <summary>The events on disk, oldest first.</summary>
    public IReadOnlyList<EdgeEvent> AllEvents()
    {
        using var database = new SqliteDatabase(SqliteStore.OpenToRead(Path.Combine(Directory, "events.db")));
        return database.Query("SELECT body FROM events ORDER BY id", static row => JsonSerializer.Deserialize(row.GetString(0), WireJson.Default.EdgeEvent)!);
    }

    /// <summary>The numbers in a telemetry payload.</summary>
    public static IReadOnlyList<long> Numbers(ReadOnlyMemory<byte> payload, bool gzip = true)
    {
        using Stream stream = gzip ? new GZipStream(new MemoryStream(payload.ToArray()), CompressionMode.Decompress) : new MemoryStream(payload.ToArray());
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Number)];
    }

    /// <summary>The timestamps in a telemetry payload.</summary>
    public static IReadOnlyList<DateTimeOffset> Times(ReadOnlyMemory<byte> payload)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(payload.ToArray()), CompressionMode.Decompress), Encoding.UTF8);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture))),
        ];
    }

    private static long Number(string line)
    {
        var from = line.IndexOf("uptime_s=", StringComparison.Ordinal) + "uptime_s=".Length;
        return long.Parse(line.AsSpan(from, line.IndexOf('i', from) - from), CultureInfo.InvariantCulture);
    }
}

/// <summary>What the agent says of its stores, said.</summary>
internal static class Troubles
{
    public static IReadOnlyList<StoreTrouble> TakeTroubles(this EventStore store)
    {
        var troubles = store.Troubles();
        store.ForgetTroubles(troubles);
        return troubles;
    }

    public static IReadOnlyList<StoreTrouble> TakeTroubles(this TelemetryOutbox store)
    {
        var troubles = store.Troubles();
        store.ForgetTroubles(troubles);
        return troubles;
    }
}

/// <summary>What a test says about the machine's clock.</summary>
internal sealed class TestClock
{
    public ClockState State { get; set; } = ClockState.Synced;

    public string KernelBoot { get; private set; } = "kernel-1";

    /// <summary>When the kernel started, in milliseconds of the test.</summary>
    public long BootedMs { get; private set; }

    /// <summary>The machine starts again: monotonic time too.</summary>
    public void Reboot(AdjustableTime time) => (KernelBoot, BootedMs) = ($"kernel-{time.GetTimestamp()}", time.GetTimestamp() / TimeSpan.TicksPerMillisecond);
}

/// <summary>Quotas that a test can fill.</summary>
internal sealed record StoreSizes(long EventBytes, OutboxLimits Telemetry, Func<long?> FreeBytes);

/// <summary>A point that can be told from every other.</summary>
internal sealed record NumberedPoint(long Number) : IPoint
{
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("device");
        sink.Tag("kind", "olt");
        sink.Field("uptime_s", Number);
    }
}
