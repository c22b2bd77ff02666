using System.Buffers.Text;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Ingest;

/// <summary>What is worth noting about the lines of a body: windows that late data touches, and what agents say about their outboxes.</summary>
internal sealed class BodyNotes
{
    /// <summary>Older than that, whoever computes windows may have done so already.</summary>
    private const long LateMs = 600_000;

    /// <summary>An agent keeps 30 days; what claims to be older is stored, but a hostile sender must not be able to fill the list.</summary>
    private const long TooOldMs = 40L * 86_400_000;

    private readonly HashSet<TouchedWindow> _touched = [];
    private readonly List<OutboxReport> _reports = [];
    private TouchedWindow _last;

    public void Add(QueuedMessage message, ReadOnlySpan<byte> line, CheckedLine fine, long nowMs)
    {
        if (fine.Measurement is not { } measurement) return;
        if (!message.IsBacklog && measurement.Name == "agent" && Outbox(message.Site, line) is { } outbox) _reports.Add(outbox);
        var age = nowMs - fine.TimestampMs;
        if (age is < LateMs or > TooOldMs) return;
        var window = TouchedWindow.Of(message.Site, measurement.Name, fine.TimestampMs);
        if (window == _last) return;
        _last = window;
        _touched.Add(window);
    }

    public Receipt Receipt(IReadOnlyList<QueuedMessage> completed) =>
        new([.. completed.Where(message => message.Id is not null).Select(message => (message.Site, message.Id!))], [.. _touched], [.. _reports]);

    public void Clear()
    {
        _touched.Clear();
        _reports.Clear();
        _last = default;
    }

    /// <summary>Null when the line does not say.</summary>
    private static OutboxReport? Outbox(string site, ReadOnlySpan<byte> line)
    {
        var reader = new LineReader(line);
        while (reader.ReadTag())
        {
        }

        long? waiting = null, oldest = null;
        while (reader.ReadField())
        {
            if (reader.Key.SequenceEqual("outbox_oldest_s"u8)) oldest = Number(reader.Value);
            if (reader.Key.SequenceEqual("outbox_rows"u8)) waiting = Number(reader.Value);
        }

        return (oldest ?? (waiting == 0 ? 0 : null)) is { } oldestS ? new OutboxReport(site, oldestS, waiting) : null;
    }

    /// <summary><c>17i</c></summary>
    private static long? Number(ReadOnlySpan<byte> value) => Utf8Parser.TryParse(value, out long number, out _) ? number : null;
}
