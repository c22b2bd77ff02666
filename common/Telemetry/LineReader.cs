using System.Buffers;

namespace EdgeNoc.Common.Telemetry;

/// <summary>
/// Reads one line of InfluxDB line protocol, without its line break, in place and without allocating: first the tags, then the fields, then the
/// timestamp.
/// </summary>
/// <remarks>
/// Stricter than InfluxDB 1.x, whose own functions disagree about <c>\\</c> outside of text values (one of them lets it swallow a line break, and with it the
/// neighbour's line): a backslash there must not be followed by another one. Keys and values are given as they stand, escapes included
/// (<see cref="LineText"/> resolves them); text values come without their quotes.
/// <code>
/// var reader = new LineReader(line);
/// while (reader.ReadTag()) Use(reader.Key, reader.Value);
/// while (reader.ReadField()) Use(reader.Key, reader.Value, reader.Type);
/// if (reader.Fault != LineFault.None) Refuse(reader.Fault);
/// </code>
/// </remarks>
public ref struct LineReader
{
    private static readonly SearchValues<byte> MeasurementStops = SearchValues.Create(", \\"u8);
    private static readonly SearchValues<byte> KeyStops = SearchValues.Create(", =\\"u8);
    private static readonly SearchValues<byte> TextStops = SearchValues.Create("\"\\"u8);

    private readonly ReadOnlySpan<byte> _line;
    private int _at;
    private bool _inTags;
    private bool _ended;

    /// <summary>Reads the measurement.</summary>
    public LineReader(ReadOnlySpan<byte> line)
    {
        _line = line;
        var end = Scan(0, MeasurementStops);
        if (Fault != LineFault.None) return;
        if (end == 0)
        {
            Fail(LineFault.NoMeasurement);
        }
        else if (end == line.Length)
        {
            Fail(LineFault.NoFields);
        }
        else
        {
            Measurement = line[..end];
            _at = end;
            _inTags = line[end] == ',';
            SeriesLength = end;
        }
    }

    /// <summary>Why the line is no line; <see cref="LineFault.None"/> while all is well.</summary>
    public LineFault Fault { get; private set; }

    public ReadOnlySpan<byte> Measurement { get; }

    /// <summary>The key of the tag or field read last.</summary>
    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>The value of the tag or field read last: numbers with their suffix, texts without their quotes.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The type of the field read last.</summary>
    public LineValueType Type { get; private set; }

    /// <summary>Where the tag read last begins: the position of its comma.</summary>
    public int TagStart { get; private set; }

    /// <summary>The length of measurement and tags, once <see cref="ReadTag"/> has answered false.</summary>
    public int SeriesLength { get; private set; }

    /// <summary>The timestamp, in the unit of the sender, once <see cref="ReadField"/> has answered false; null when the line has none.</summary>
    public long? Timestamp { get; private set; }

    /// <summary>Reads the next tag; false after the last one, or at a fault.</summary>
    public bool ReadTag()
    {
        if (!_inTags || Fault != LineFault.None) return false;
        TagStart = _at;
        var keyStart = _at + 1;
        var keyEnd = Scan(keyStart, KeyStops);
        if (Fault != LineFault.None) return false;
        if (keyEnd == keyStart || keyEnd == _line.Length || _line[keyEnd] != '=') return Fail(LineFault.BadTag);
        var valueEnd = Scan(keyEnd + 1, KeyStops);
        if (Fault != LineFault.None) return false;
        if (valueEnd == keyEnd + 1 || (valueEnd < _line.Length && _line[valueEnd] == '=')) return Fail(LineFault.BadTag);
        if (valueEnd == _line.Length) return Fail(LineFault.NoFields);
        Key = _line[keyStart..keyEnd];
        Value = _line[(keyEnd + 1)..valueEnd];
        _at = valueEnd;
        SeriesLength = valueEnd;
        _inTags = _line[valueEnd] == ',';
        return true;
    }

    /// <summary>Reads the next field, passing over tags not yet read; false after the last one, or at a fault.</summary>
    public bool ReadField()
    {
        while (_inTags && ReadTag())
        {
        }

        if (_ended || Fault != LineFault.None) return false;
        var keyStart = _at + 1;
        var keyEnd = Scan(keyStart, KeyStops);
        if (Fault != LineFault.None) return false;
        if (keyStart == _line.Length) return Fail(LineFault.NoFields);
        if (keyEnd == keyStart || keyEnd == _line.Length || _line[keyEnd] != '=') return Fail(LineFault.BadField);
        Key = _line[keyStart..keyEnd];
        var valueStart = keyEnd + 1;
        if (valueStart == _line.Length) return Fail(LineFault.BadNumber);
        var end = _line[valueStart] == '"' ? ReadText(valueStart + 1) : ReadBare(valueStart);
        if (Fault != LineFault.None) return false;
        _at = end;
        if (end < _line.Length && _line[end] == ',') return true;
        _ended = true;
        return end == _line.Length || ReadTimestamp(end + 1);
    }

    private int ReadText(int start)
    {
        Type = LineValueType.Text;
        for (var at = start; at < _line.Length; at += 2)
        {
            var found = _line[at..].IndexOfAny(TextStops);
            if (found < 0) break;
            at += found;
            if (_line[at] == '\\') continue;
            Value = _line[start..at];
            if (at + 1 < _line.Length && _line[at + 1] is not ((byte)',' or (byte)' ')) break;
            return at + 1;
        }

        Fail(LineFault.BadText);
        return start;
    }

    private int ReadBare(int start)
    {
        var length = _line[start..].IndexOfAny((byte)',', (byte)' ');
        var end = length < 0 ? _line.Length : start + length;
        Value = _line[start..end];
        Type = LineNumber.Classify(Value);
        if (Type == LineValueType.None) Fail(Value is [_, .., (byte)'u'] ? LineFault.UnsignedNumber : LineFault.BadNumber);
        return end;
    }

    private bool ReadTimestamp(int start)
    {
        if (!LineNumber.TryParse(_line[start..], out var timestamp)) return Fail(LineFault.BadTimestamp);
        Timestamp = timestamp;
        return true;
    }

    /// <summary>The first of these bytes that no backslash escapes, or the end of the line.</summary>
    private int Scan(int start, SearchValues<byte> stops)
    {
        var at = start;
        while (true)
        {
            var found = _line[at..].IndexOfAny(stops);
            if (found < 0) return _line.Length;
            at += found;
            if (_line[at] != '\\') return at;
            if (at + 1 == _line.Length || _line[at + 1] == '\\')
            {
                Fail(LineFault.BadEscape);
                return at;
            }

            at += 2;
        }
    }

    private bool Fail(LineFault fault)
    {
        Fault = fault;
        return false;
    }
}

/// <summary>The type of a field's value as written.</summary>
public enum LineValueType
{
    None,
    Integer,
    Float,
    Boolean,
    Text,
}

/// <summary>Why a line cannot be read.</summary>
public enum LineFault
{
    None,
    NoMeasurement,

    /// <summary>The line ends before a field.</summary>
    NoFields,

    /// <summary>A backslash at the end, or before another backslash outside of a text value.</summary>
    BadEscape,

    /// <summary>A tag without key, value or equals sign, or with more than one.</summary>
    BadTag,

    /// <summary>A field without key or equals sign.</summary>
    BadField,

    /// <summary>A value that is neither a number in range, a boolean nor a text in quotes.</summary>
    BadNumber,

    /// <summary><c>12u</c>: InfluxDB 1.x has no unsigned integers.</summary>
    UnsignedNumber,

    /// <summary>A text value that does not end, or is followed by something.</summary>
    BadText,

    /// <summary>What follows the fields is no integer in range.</summary>
    BadTimestamp,
}
