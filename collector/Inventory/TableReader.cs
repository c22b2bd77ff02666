using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Inventory;

/// <summary>Reads tables off the wire, one after another.</summary>
internal sealed class TableReader
{
    private readonly Expander _expander = new(maxBytes: 4 << 20);

    /// <summary>The table and its JSON text; null when it is none, or larger than 4 MB.</summary>
    public (TableMessage Table, string Json)? Read(MqttMessage message)
    {
        try
        {
            if (_expander.Expand(message.Payload, message.ContentType, out var json) != ExpandResult.Fine) return null;
            var table = JsonSerializer.Deserialize(json.Span, WireJson.Default.TableMessage);
            return table is not null && IsWhole(table) ? (table, Encoding.UTF8.GetString(json.Span)) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The serializer holds only the outermost properties to their annotations.</summary>
    private static bool IsWhole(TableMessage table) =>
        table is { Columns: not null, Rows: not null }
        && table.Columns.All(name => name is not null)
        && table.Rows.All(row => row is not null && row.All(cell => cell is not null));
}
