using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Common.Telemetry;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Telemetry;

public sealed partial class LineRoundTripTests
{
    private static readonly Gen<string> NastyText =
        from pieces in Gen.ListOf(Gen.Frequency(
            (6, Gen.Elements(",", " ", "=", "\\", "\"", "\n", "\r", "\t", "\0", "\u007f", "i", "#", "\ud800", "\udc00", "é", "漢", "😀", "\u2028")),
            (2, Gen.Choose(0, 0xffff).Select(code => ((char)code).ToString()))))
        select string.Concat(pieces);

    [Fact]
    public void Any_text_number_and_tag_is_read_as_it_was_written()
    {
        var integers = ArbMap.Default.GeneratorFor<long>();
        var doubles = ArbMap.Default.GeneratorFor<double>();
        var points =
            from measurement in NastyText.Where(text => text.Length > 0)
            from tag in NastyText
            from key in NastyText.Where(text => text.Length > 0)
            from text in NastyText
            from whole in integers
            from real in doubles
            from time in integers
            select new Point(measurement, tag, key, text, whole, real, time);
        Prop.ForAll(points.ToArbitrary(), RoundTrips).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_outrun_the_line()
    {
        var bytes = Gen.ArrayOf(Gen.Frequency(
            (3, Gen.Elements(", =\\\"i.e-1um\n"u8.ToArray())),
            (1, Gen.Choose(0, 255).Select(value => (byte)value))));
        Prop.ForAll(bytes.ToArbitrary(), line =>
        {
            var reader = new LineReader(line);
            var parts = 0;
            while (reader.ReadTag()) parts++;
            while (reader.ReadField()) parts++;
            return parts <= line.Length && reader.SeriesLength <= line.Length && (reader.Fault != LineFault.None || reader.Measurement.Length > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    private static bool RoundTrips(Point point)
    {
        var output = new ArrayBufferWriter<byte>();
        new LineWriter(output).Write(point, point.Time);
        var line = output.WrittenSpan;
        Assert.Equal(line.Length - 1, line.IndexOf((byte)'\n'));
        var reader = new LineReader(line[..^1]);
        Assert.Equal(AsKey(point.Name), LineText.UnescapeKey(reader.Measurement));
        if (point.TagValue.Length > 0)
        {
            Assert.True(reader.ReadTag());
            Assert.Equal("tag", LineText.UnescapeKey(reader.Key));
            Assert.Equal(AsKey(point.TagValue), LineText.UnescapeKey(reader.Value));
        }

        Assert.False(reader.ReadTag());
        Assert.True(reader.ReadField());
        Assert.Equal(LineValueType.Integer, reader.Type);
        Assert.Equal(AsKey(point.Key), LineText.UnescapeKey(reader.Key));
        Assert.Equal(FormattableString.Invariant($"{point.Whole}i"), Encoding.UTF8.GetString(reader.Value));
        if (double.IsFinite(point.Real))
        {
            Assert.True(reader.ReadField());
            Assert.Equal(LineValueType.Float, reader.Type);
            Assert.Equal(point.Real, double.Parse(Encoding.UTF8.GetString(reader.Value), System.Globalization.CultureInfo.InvariantCulture));
        }

        if (point.Text.Length > 0)
        {
            Assert.True(reader.ReadField());
            Assert.Equal(LineValueType.Text, reader.Type);
            Assert.Equal(AsText(point.Text), LineText.UnescapeText(reader.Value));
        }

        Assert.False(reader.ReadField());
        Assert.Equal(LineFault.None, reader.Fault);
        Assert.Equal(point.Time, reader.Timestamp);
        return true;
    }

    /// <summary>What InfluxDB has an escape for stays; the documented rest is replaced.</summary>
    private static string AsKey(string text) => AsText(SwallowingBackslash().Replace(text, "/"));

    private static string AsText(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Control().Replace(text, " ")));

    [GeneratedRegex(@"\\(?=[, =\\\x00-\x1f\x7f]|\z)")]
    private static partial Regex SwallowingBackslash();

    [GeneratedRegex(@"[\x00-\x1f\x7f]")]
    private static partial Regex Control();

    private sealed record Point(string Name, string TagValue, string Key, string Text, long Whole, double Real, long Time) : IPoint
    {
        public void WriteTo(IPointSink sink)
        {
            sink.Measurement(Name);
            sink.Tag("tag", TagValue);
            sink.Field(Key, Whole);
            sink.Field("real", Real);
            sink.Field("text", Text);
        }
    }
}
