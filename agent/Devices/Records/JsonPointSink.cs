using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>Writes points as flat JSON objects: measurement, tags, fields; what is null is left out.</summary>
internal sealed class JsonPointSink(Utf8JsonWriter json) : IPointSink
{
    // For a terminal and for diffs: names stay readable, and no browser ever sees this.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An array of the points in their order.</summary>
    public static string ToJson(IEnumerable<IPoint> points)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartArray();
            var sink = new JsonPointSink(json);
            foreach (var point in points)
            {
                json.WriteStartObject();
                point.WriteTo(sink);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>An array of the tables' rows, each with its table's name; empty cells are left out.</summary>
    public static string ToJson(IEnumerable<DeviceTable> tables)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartArray();
            foreach (var (table, row) in tables.SelectMany(table => table.Rows.Select(row => (table, row))))
            {
                json.WriteStartObject();
                json.WriteString("table", table.Name);
                foreach (var (column, cell) in table.Columns.Zip(row).Where(pair => pair.Second.Length > 0)) json.WriteString(column, cell);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <inheritdoc/>
    public void Measurement(string name) => json.WriteString("measurement", name);

    /// <inheritdoc/>
    public void Tag(string key, string? value) => Field(key, value);

    /// <inheritdoc/>
    public void Field(string key, long? value)
    {
        if (value is { } number) json.WriteNumber(key, number);
    }

    /// <inheritdoc/>
    public void Field(string key, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(key, number);
    }

    /// <inheritdoc/>
    public void Field(string key, string? value)
    {
        if (!string.IsNullOrEmpty(value)) json.WriteString(key, value);
    }
}
