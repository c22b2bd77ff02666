using System.IO.Compression;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Inventory;

/// <summary>Reads a table off the wire.</summary>
internal static class TablePayload
{
    private const int MaxExpanded = 4 << 20;

    /// <summary>The table and its JSON text; null when it is none, or larger than 4 MB.</summary>
    public static (TableMessage Table, string Json)? Read(MqttMessage message)
    {
        try
        {
            var bytes = IsGzip(message.Payload.Span) ? Expand(message.Payload) : message.Payload.ToArray();
            if (bytes is null || bytes.Length > MaxExpanded) return null;
            var table = JsonSerializer.Deserialize(bytes, WireJson.Default.TableMessage);
            return table is not null && IsWhole(table) ? (table, System.Text.Encoding.UTF8.GetString(bytes)) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The serializer holds only the outermost properties to their annotations.</summary>
    private static bool IsWhole(TableMessage table) =>
        table is { Columns: not null, Rows: not null }
        && table.Columns.All(name => name is not null)
        && table.Rows.All(row => row is not null && row.All(cell => cell is not null));

    private static bool IsGzip(ReadOnlySpan<byte> payload) => payload is [0x1f, 0x8b, ..];

    private static byte[]? Expand(ReadOnlyMemory<byte> payload)
    {
        using var gzip = new GZipStream(new MemoryStream(payload.ToArray(), writable: false), CompressionMode.Decompress);
        var buffer = new byte[16 << 10];
        using var expanded = new MemoryStream();
        for (int read; (read = gzip.Read(buffer)) > 0;)
        {
            // Counted while expanding: a bomb of a few kilobytes would fill the memory before its length is known.
            if (expanded.Length + read > MaxExpanded) return null;
            expanded.Write(buffer, 0, read);
        }

        return expanded.ToArray();
    }
}
