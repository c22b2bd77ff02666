using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Tables;

/// <summary>What makes two snapshots the same: a few bytes instead of a copy of thousands of rows.</summary>
internal static class TableHash
{
    /// <summary>Over the columns and the rows in any order (a router lists its sessions as it likes), without the volatile cells.</summary>
    public static UInt128 Of(DeviceTable table)
    {
        var counts = table.Columns.Select(column => !table.Volatile.Contains(column)).ToArray();
        var buffer = new ArrayBufferWriter<byte>(256);
        var sum = Of(buffer, table.Columns, []);

        // A sum, not an exclusive or: a row that is there twice is not a row that is not there.
        foreach (var row in table.Rows) sum = unchecked(sum + Of(buffer, row, counts));
        return sum;
    }

    private static UInt128 Of(ArrayBufferWriter<byte> buffer, IReadOnlyList<string> cells, ReadOnlySpan<bool> counts)
    {
        buffer.ResetWrittenCount();
        for (var i = 0; i < cells.Count; i++)
        {
            if (i < counts.Length && !counts[i]) continue;
            BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(4), cells[i].Length);
            buffer.Advance(4);
            buffer.Write(MemoryMarshal.AsBytes(cells[i].AsSpan()));
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
