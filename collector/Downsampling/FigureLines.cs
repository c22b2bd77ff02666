using System.Buffers;
using System.Text.Json;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>Writes what a rule's statement answered as line protocol, each field in the one type that it has for ever.</summary>
internal static class FigureLines
{
    /// <summary>Adds lines to <paramref name="output"/>; returns how many.</summary>
    public static int Write(FigureRule rule, IReadOnlyList<InfluxSeries> series, IBufferWriter<byte> output)
    {
        var writer = new LineWriter(output);
        var types = rule.Figures.ToDictionary(figure => figure.Name, figure => figure.Type, StringComparer.Ordinal);
        foreach (var one in series)
        {
            foreach (var row in one.Rows)
            {
                writer.Measurement(rule.Target);
                foreach (var (key, value) in one.Tags) writer.Tag(key, value);
                for (var column = 1; column < one.Columns.Count; column++)
                {
                    if (row[column].ValueKind != JsonValueKind.Number || !types.TryGetValue(one.Columns[column], out var type)) continue;
                    if (type == FieldType.Float) writer.Field(one.Columns[column], row[column].GetDouble());
                    else if (row[column].TryGetInt64(out var whole)) writer.Field(one.Columns[column], whole);
                }

                writer.End(row[0].GetInt64());
            }
        }

        return writer.Lines;
    }
}
