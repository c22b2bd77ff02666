using System.Buffers;
using System.IO.Pipelines;

namespace EdgeNoc.Collector.Influx;

/// <summary>Reads an answer to InfluxQL that was asked for in chunks: a JSON document a line, each with some rows. No more than one line is in memory.</summary>
internal sealed class InfluxPieces(Stream body)
{
    /// <summary>Far above ten thousand rows of the widest measurement.</summary>
    private const int MaxLineBytes = 16 << 20;

    private readonly PipeReader _lines = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 << 10, leaveOpen: true));

    /// <summary>The next rows; null after the last.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<InfluxRows?> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            var read = await _lines.ReadAsync(ct);
            var buffer = read.Buffer;
            var end = buffer.PositionOf((byte)'\n');
            if (end is null && buffer.Length > MaxLineBytes)
                return new InfluxRows([], new WriteOutcome.Unavailable(UnavailableKind.Unexpected, "the answer to a query in chunks has no chunks"));
            if (end is null && !read.IsCompleted)
            {
                _lines.AdvanceTo(buffer.Start, buffer.End);
                continue;
            }

            var line = end is { } at ? buffer.Slice(0, at) : buffer;
            var isBlank = IsBlank(line);
            var rows = isBlank ? null : InfluxJson.Read(line);
            _lines.AdvanceTo(end is { } newline ? buffer.GetPosition(1, newline) : buffer.End);
            if (rows is not null) return rows;
            if (end is null) return null;
        }
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \r\t"u8)) return false;
        }

        return true;
    }
}
