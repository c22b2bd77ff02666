using System.IO.Compression;
using System.Runtime.InteropServices;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Ingest;

/// <summary>What became of a payload.</summary>
internal enum ExpandResult
{
    Fine,
    NotGzip,
    TooLarge,
}

/// <summary>Expands gzip payloads into one buffer that is used again and again; plain ones pass through.</summary>
internal sealed class Expander(int maxBytes)
{
    /// <summary>What honest messages need; a larger buffer is given back after its message.</summary>
    private const int UsualBytes = 512 << 10;

    private byte[] _buffer = new byte[UsualBytes];

    /// <summary>Expands a payload; <paramref name="text"/> stands until the next call.</summary>
    public ExpandResult Expand(ReadOnlyMemory<byte> payload, string? contentType, out ReadOnlyMemory<byte> text)
    {
        text = default;
        if (!IsGzip(payload.Span, contentType))
        {
            text = payload;
            return payload.Length > maxBytes ? ExpandResult.TooLarge : ExpandResult.Fine;
        }

        if (_buffer.Length > UsualBytes) _buffer = new byte[UsualBytes];
        try
        {
            var length = Inflate(payload);
            if (length < 0) return ExpandResult.TooLarge;
            text = _buffer.AsMemory(0, length);
            return ExpandResult.Fine;
        }
        catch (InvalidDataException)
        {
            return ExpandResult.NotGzip;
        }
    }

    private static bool IsGzip(ReadOnlySpan<byte> payload, string? contentType) => contentType switch
    {
        WireProperties.ContentLineProtocolGzip => true,
        WireProperties.ContentLineProtocol => false,
        _ => payload is [0x1f, 0x8b, ..],
    };

    private int Inflate(ReadOnlyMemory<byte> payload)
    {
        using var stream = new GZipStream(AsStream(payload), CompressionMode.Decompress);
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                if (length > maxBytes) return -1;
                Array.Resize(ref _buffer, (int)Math.Min(length * 2L, maxBytes + 1L));
            }

            var read = stream.Read(_buffer.AsSpan(length));
            if (read == 0) return length > maxBytes ? -1 : length;
            length += read;
        }
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> payload) =>
        MemoryMarshal.TryGetArray(payload, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(payload.ToArray(), writable: false);
}
