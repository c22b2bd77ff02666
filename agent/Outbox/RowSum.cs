using System.Buffers.Binary;
using System.Numerics;

namespace EdgeNoc.Agent.Outbox;

/// <summary>A checksum over all that a row of telemetry says: SQLite looks after its own pages, not after what stands in them.</summary>
internal static class RowSum
{
    /// <summary>CRC-32C; processors have an instruction for it, so that a backlog is read as fast as without.</summary>
    public static long Of(TelemetryRow row)
    {
        var sum = ~0u;
        var rest = row.Message.Payload.Span;
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..]) sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        foreach (var one in rest) sum = BitOperations.Crc32C(sum, one);
        ReadOnlySpan<long> numbers =
        [
            row.Message.Key.Seq, row.Message.Lines, (long)row.Message.Encoding, row.FirstMs, row.LastMs, row.Stamp.WallMs, row.Stamp.MonotonicMs, (long)row.Stamp.State,
        ];
        foreach (var number in numbers) sum = BitOperations.Crc32C(sum, (ulong)number);
        return ~sum;
    }
}
