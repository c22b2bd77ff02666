using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Ingest;

/// <summary>The whole of ingest over a fake database, with a clock on which waits are over at once.</summary>
internal sealed class IngestRig : IReceipts, IAsyncDisposable
{
    private readonly Channel<(string Site, MessageId Id)> _acks = Channel.CreateUnbounded<(string, MessageId)>();
    private readonly string _folder = RigDirectory.New("ingest");
    private readonly DeadLetters _deadLetters;

    public IngestRig(FakeDatabase? database = null, IngestOptions? options = null)
    {
        Database = database ?? new FakeDatabase();
        Options = options ?? new IngestOptions();
        Queue = new IngestQueue(Options);
        State = new DatabaseState(Time, NullLogger<DatabaseState>.Instance);
        _deadLetters = new DeadLetters(_folder, 8 << 20, 8, Time, NullLogger<DeadLetters>.Instance);
        var store = new BodyStore(Database, State, _deadLetters, Counters, Time, new Random(1));
        Ingest = new TelemetryIngest(Options, Queue, new SeriesBudgets(Options.NewSeriesPerHour, Time), store, _deadLetters, this, Counters, Time, NullLogger<TelemetryIngest>.Instance);
    }

    public static Guid Boot { get; } = Guid.Parse("0192e4a0-0000-7000-8000-000000000001");

    public static long NowMs => InstantTime.Start.ToUnixTimeMilliseconds();

    public InstantTime Time { get; } = new();

    public FakeDatabase Database { get; }

    public IngestOptions Options { get; }

    public IngestQueue Queue { get; }

    public IngestCounters Counters { get; } = new();

    public DatabaseState State { get; }

    public TelemetryIngest Ingest { get; }

    /// <summary>What was noted before the acknowledgements.</summary>
    public ConcurrentQueue<Receipt> Receipts { get; } = new();

    /// <summary>So many receipts find no room.</summary>
    public int NotesRefused { get; set; }

    public bool TryNote(Receipt receipt)
    {
        if (NotesRefused > 0)
        {
            NotesRefused--;
            return false;
        }

        Receipts.Enqueue(receipt);
        foreach (var stored in receipt.Stored) _acks.Writer.TryWrite(stored);
        return true;
    }

    /// <summary>Waits for so many acknowledgements; their numbers, sorted.</summary>
    public async Task<IReadOnlyList<long>> AcksAsync(int count) => [.. (await AcksInOrderAsync(count)).Order()];

    /// <summary>Waits for so many acknowledgements; their numbers as they came.</summary>
    public async Task<IReadOnlyList<long>> AcksInOrderAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var seqs = new List<long>();
        while (seqs.Count < count) seqs.Add((await _acks.Reader.ReadAsync(limit.Token)).Id.Seq);
        return seqs;
    }

    public int AcksWaiting => _acks.Reader.Count;

    public void Send(
        long? seq, byte[] payload, string? contentType = WireProperties.ContentLineProtocolGzip, string site = "kdr-03", string lane = WireProperties.LaneLive) =>
        Ingest.Accept(new SiteTopic(site, TopicKind.Telemetry), Message(seq, payload, contentType, site, lane));

    public void SendBacklog(long seq, params string[] lines) => Send(seq, GzipPayload.Of(string.Join('\n', lines) + "\n"), lane: WireProperties.LaneBacklog);

    public void SendLines(long seq, params string[] lines) => Send(seq, GzipPayload.Of(string.Join('\n', lines) + "\n"));

    public static MqttMessage Message(long? seq, byte[] payload, string? contentType, string site, string lane = WireProperties.LaneLive) => new(Topics.Telemetry(site), payload)
    {
        ContentType = contentType,
        UserProperties = seq is { } number ? [new(WireProperties.Boot, Boot.ToString()), new(WireProperties.Seq, FormattableString.Invariant($"{number}")), new(WireProperties.Lane, lane)] : [],
    };

    /// <summary>A line of ONU <paramref name="number"/>: no two are alike.</summary>
    public static string Line(int number) => FormattableString.Invariant($"onu,device=olt-1,onu={number},pon=0/1 up=1i,rx_dbm=-{number}.5 {NowMs + number}");

    public static string Stored(int number) => FormattableString.Invariant($"onu,device=olt-1,onu={number},pon=0/1,site=kdr-03 up=1i,rx_dbm=-{number}.5 {NowMs + number}");

    /// <summary>Each dead letter as its reason and its line.</summary>
    public IReadOnlyList<(string Reason, string Line)> DeadLetters()
    {
        _deadLetters.Flush();
        return [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal).SelectMany(ReadShared).Select(Parse)];
    }

    public async ValueTask DisposeAsync()
    {
        await Ingest.StopAsync(CancellationToken.None);
        Ingest.Dispose();
        _deadLetters.Dispose();
    }

    private static (string Reason, string Line) Parse(string letter)
    {
        using var json = JsonDocument.Parse(letter);
        return (json.RootElement.GetProperty("reason").GetString()!, json.RootElement.GetProperty("line").GetString()!);
    }

    private static List<string> ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line) lines.Add(line);
        return lines;
    }
}
