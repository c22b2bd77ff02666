using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EdgeNoc.Common.Telemetry;

/// <summary>Writes points as InfluxDB line protocol, UTF-8, with timestamps in milliseconds, straight into a buffer and without allocating per point.</summary>
/// <remarks>
/// Escaping follows what InfluxDB 1.x reads: commas, spaces and equals signs in tag keys, tag values and field keys; commas and spaces in measurements;
/// double quotes and backslashes in text values. A line break would end the line and a trailing backslash in a tag would swallow the comma after it, and
/// neither has an escape, so control characters become spaces and such a backslash a slash: a customer may put anything into a device's name.
/// A point without any field is taken back: InfluxDB has no such point.
/// </remarks>
public sealed class LineWriter(IBufferWriter<byte> output) : IPointSink
{
    private readonly ArrayBufferWriter<byte> _line = new(512);
    private bool _hasField;

    /// <summary>Lines completed since the writer was made.</summary>
    public int Lines { get; private set; }

    /// <summary>A tag that every point gets right after its measurement, as <c>device</c>: records do not know whose they are.</summary>
    public (string Key, string Value)? ConstantTag { get; set; }

    /// <summary>Writes one record and its timestamp.</summary>
    public void Write(IPoint point, long timestampMs)
    {
        point.WriteTo(this);
        End(timestampMs);
    }

    /// <inheritdoc/>
    public void Measurement(string name)
    {
        _line.ResetWrittenCount();
        _hasField = false;
        WriteEscaped(name, Escape.Measurement);
        if (ConstantTag is { } tag) Tag(tag.Key, tag.Value);
    }

    /// <inheritdoc/>
    public void Tag(string key, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        WriteByte((byte)',');
        WriteEscaped(key, Escape.Key);
        WriteByte((byte)'=');
        WriteEscaped(value, Escape.Key);
    }

    /// <inheritdoc/>
    public void Field(string key, long? value)
    {
        if (value is not { } number) return;
        WriteFieldKey(key);
        var span = _line.GetSpan(21);
        Utf8Formatter.TryFormat(number, span, out var written);
        span[written] = (byte)'i';
        _line.Advance(written + 1);
    }

    /// <inheritdoc/>
    public void Field(string key, double? value)
    {
        if (value is not { } number || !double.IsFinite(number)) return;
        WriteFieldKey(key);
        var span = _line.GetSpan(32);
        number.TryFormat(span, out var written, "R", CultureInfo.InvariantCulture);
        _line.Advance(written);
    }

    /// <inheritdoc/>
    public void Field(string key, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        WriteFieldKey(key);
        WriteByte((byte)'"');
        WriteEscaped(value, Escape.Text);
        WriteByte((byte)'"');
    }

    /// <summary>Ends the point begun last; without a field nothing is written.</summary>
    public void End(long timestampMs)
    {
        if (!_hasField) return;
        WriteByte((byte)' ');
        var span = _line.GetSpan(20);
        Utf8Formatter.TryFormat(timestampMs, span, out var written);
        _line.Advance(written);
        WriteByte((byte)'\n');
        output.Write(_line.WrittenSpan);
        _hasField = false;
        Lines++;
    }

    private enum Escape
    {
        Measurement,
        Key,
        Text,
    }

    private void WriteFieldKey(string key)
    {
        WriteByte(_hasField ? (byte)',' : (byte)' ');
        WriteEscaped(key, Escape.Key);
        WriteByte((byte)'=');
        _hasField = true;
    }

    private void WriteByte(byte value)
    {
        _line.GetSpan(1)[0] = value;
        _line.Advance(1);
    }

    private void WriteEscaped(string text, Escape escape)
    {
        // The worst case is one backslash before each one-byte character, or three bytes for one UTF-16 unit.
        var utf8 = _line.GetSpan(text.Length * 4);
        var scratch = utf8[text.Length..];
        Encoding.UTF8.TryGetBytes(text, scratch, out var length);
        var source = scratch[..length];
        var needsEscape = source.ContainsAny(Specials[(int)escape]);
        if (!needsEscape)
        {
            source.CopyTo(utf8);
            _line.Advance(length);
            return;
        }

        WriteEscapedSlowly(text, escape);
    }

    private void WriteEscapedSlowly(string text, Escape escape)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var source = rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented));
        var target = _line.GetSpan(source.Length * 2);
        var written = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var value = source[i] < 0x20 || source[i] == 0x7f ? (byte)' ' : source[i];
            // "a\" before a comma or a space would escape it, in a measurement and a key alike.
            if (escape != Escape.Text && value == '\\' && (i == source.Length - 1 || SwallowedByBackslash.Contains(source[i + 1]))) value = (byte)'/';
            var escaped = escape switch
            {
                Escape.Measurement => value is (byte)',' or (byte)' ',
                Escape.Key => value is (byte)',' or (byte)' ' or (byte)'=',
                _ => value is (byte)'"' or (byte)'\\',
            };
            if (escaped) target[written++] = (byte)'\\';
            target[written++] = value;
        }

        _line.Advance(written);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static readonly SearchValues<byte>[] Specials =
    [
        SearchValues.Create([.. Controls(), (byte)',', (byte)' ', (byte)'\\']),
        SearchValues.Create([.. Controls(), (byte)',', (byte)' ', (byte)'=', (byte)'\\']),
        SearchValues.Create([.. Controls(), (byte)'"', (byte)'\\']),
    ];

    private static readonly SearchValues<byte> SwallowedByBackslash = SearchValues.Create([.. Controls(), (byte)',', (byte)' ', (byte)'=', (byte)'\\']);

    private static IEnumerable<byte> Controls() => Enumerable.Range(0, 0x20).Append(0x7f).Select(value => (byte)value);
}
