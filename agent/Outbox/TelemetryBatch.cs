using System.Buffers;
using System.IO.Compression;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Outbox;

/// <summary>A closed batch, not numbered yet.</summary>
/// <param name="FirstMs">The earliest timestamp of its points, Unix milliseconds.</param>
/// <param name="LastMs">The latest.</param>
internal sealed record ClosedBatch(byte[] Payload, PayloadEncoding Encoding, int Lines, long FirstMs, long LastMs);

/// <summary>Points on their way into one message: lines are collected, then packed once.</summary>
internal sealed class TelemetryBatch
{
    /// <summary>A batch closes at so many lines: what comes out of one site with few messages under way is as fast as each of them is large.</summary>
    public const int MaxLines = 2_000;

    /// <summary>… or so many bytes before packing: customers' names can make lines long, and brokers limit packets.</summary>
    public const int MaxBytes = 1_000_000;

    private readonly ArrayBufferWriter<byte> _text = new(64 * 1024);
    private readonly LineWriter _writer;
    private int _linesBefore;
    private long _firstMs = long.MaxValue;
    private long _lastMs = long.MinValue;

    public TelemetryBatch() => _writer = new LineWriter(_text);

    public int Lines => _writer.Lines - _linesBefore;

    public bool IsFull => Lines >= MaxLines || _text.WrittenCount >= MaxBytes;

    public void Add(string? device, IPoint point, long timestampMs)
    {
        var before = _writer.Lines;
        _writer.ConstantTag = device is null ? null : ("device", device);
        _writer.Write(point, timestampMs);
        if (_writer.Lines == before) return;
        _firstMs = Math.Min(_firstMs, timestampMs);
        _lastMs = Math.Max(_lastMs, timestampMs);
    }

    /// <summary>Packs what was collected and starts afresh.</summary>
    public ClosedBatch Close(bool compress)
    {
        var payload = compress ? Gzip.Pack(_text.WrittenSpan) : _text.WrittenSpan.ToArray();
        var closed = new ClosedBatch(payload, compress ? PayloadEncoding.Gzip : PayloadEncoding.Plain, Lines, _firstMs, _lastMs);
        _text.ResetWrittenCount();
        _linesBefore = _writer.Lines;
        _firstMs = long.MaxValue;
        _lastMs = long.MinValue;
        return closed;
    }
}

internal static class Gzip
{
    /// <summary>Whether it can be unpacked to its end, which holds a checksum.</summary>
    public static bool IsSound(ReadOnlyMemory<byte> packed)
    {
        try
        {
            using var plain = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            plain.CopyTo(Stream.Null);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The fastest level: on a Raspberry Pi the CPU is dearer than the last tenth of the size.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> plain)
    {
        using var packed = new MemoryStream((plain.Length / 6) + 64);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(plain);
        return packed.ToArray();
    }
}
