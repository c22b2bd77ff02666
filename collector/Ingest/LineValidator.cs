using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Ingest;

/// <summary>What is known of a line that is fine.</summary>
/// <param name="SiteTagAt">Where to insert the site tag: tags stay sorted, which spares InfluxDB to sort them again.</param>
/// <param name="TimestampMs">Unix milliseconds.</param>
/// <param name="Measurement">Of the catalogue; null for one that this version does not know.</param>
internal readonly record struct CheckedLine(int SiteTagAt, long TimestampMs, MeasurementDefinition? Measurement);

/// <summary>Decides whether a line may go into the database and where its site tag belongs. For one thread.</summary>
internal sealed class LineValidator(IngestOptions options)
{
    private readonly MeasurementShapes _shapes = new();

    /// <summary>Null when the line is fine.</summary>
    /// <param name="line">Without its line break.</param>
    /// <param name="latestMs">The latest timestamp to accept.</param>
    /// <param name="budget">The site's, its gate held by the caller.</param>
    /// <param name="checkedLine">What the check found out.</param>
    public LineRefusal? Check(ReadOnlySpan<byte> line, long latestMs, SeriesBudget budget, out CheckedLine checkedLine)
    {
        checkedLine = default;
        var siteTagAt = 0;
        if (line.Length > options.MaxLineBytes) return new(LineRefusalKind.TooLong);
        var reader = new LineReader(line);
        var shape = _shapes.Find(reader.Measurement);
        var refusal = CheckTags(ref reader, line, ref siteTagAt) ?? CheckFields(ref reader, shape);
        if (refusal is not null) return refusal;
        if (reader.Fault != LineFault.None) return LineRefusal.Malformed(reader.Fault);
        if (reader.Timestamp is not { } timestamp) return new(LineRefusalKind.NoTimestamp);
        if (timestamp < 0) return new(LineRefusalKind.TimestampBefore1970);
        if (timestamp > latestMs) return new(LineRefusalKind.TimestampAhead);
        checkedLine = new CheckedLine(siteTagAt, timestamp, shape?.Definition);
        return budget.Allows(SeriesHash.Of(line[..reader.SeriesLength])) ? null : new(LineRefusalKind.TooManySeries);
    }

    private LineRefusal? CheckTags(ref LineReader reader, ReadOnlySpan<byte> line, ref int siteTagAt)
    {
        var count = 0;
        var sorted = true;
        var before = ReadOnlySpan<byte>.Empty;
        while (reader.ReadTag())
        {
            if (++count > options.MaxTags) return new(LineRefusalKind.TooManyTags);
            var order = reader.Key.SequenceCompareTo("site"u8);
            if (order == 0) return new(LineRefusalKind.SiteTag);
            if (order > 0 && siteTagAt == 0) siteTagAt = reader.TagStart;
            if (count > 1 && reader.Key.SequenceCompareTo(before) <= 0) sorted = false;
            before = reader.Key;
        }

        if (siteTagAt == 0) siteTagAt = reader.SeriesLength;
        return sorted ? null : FindDuplicateTag(line);
    }

    /// <summary>Only for tags out of order, which our own agents do not send.</summary>
    private static LineRefusal? FindDuplicateTag(ReadOnlySpan<byte> line)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var reader = new LineReader(line);
        while (reader.ReadTag())
        {
            var key = LineText.UnescapeKey(reader.Key);
            if (!seen.Add(key)) return new(LineRefusalKind.DuplicateTag, key);
        }

        return null;
    }

    private LineRefusal? CheckFields(ref LineReader reader, MeasurementShape? shape)
    {
        if (shape is { Definition.FromSite: false }) return new(LineRefusalKind.NotFromSites, shape.Definition.Name);
        var count = 0;
        var next = 0;
        while (reader.ReadField())
        {
            if (++count > options.MaxFields) return new(LineRefusalKind.TooManyFields);
            if (reader.Key.SequenceEqual("site"u8)) return new(LineRefusalKind.SiteTag);
            if (shape?.Find(reader.Key, ref next) is { } field && !Matches(field.Type, reader.Type)) return WrongType(field, reader.Type);
        }

        return null;
    }

    private static bool Matches(FieldType expected, LineValueType actual) => expected switch
    {
        FieldType.Integer => actual == LineValueType.Integer,
        FieldType.Float => actual == LineValueType.Float,
        _ => actual == LineValueType.Text,
    };

    private static LineRefusal WrongType(FieldDefinition field, LineValueType actual) =>
        new(LineRefusalKind.WrongType, $"field {field.Name} is {Word(actual)}, it must be {Word(field.Type)}");

    private static string Word(LineValueType type) => type switch
    {
        LineValueType.Integer => "an integer",
        LineValueType.Float => "a float",
        LineValueType.Boolean => "a boolean",
        _ => "a text",
    };

    private static string Word(FieldType type) => type switch
    {
        FieldType.Integer => "an integer",
        FieldType.Float => "a float",
        _ => "a text",
    };
}
