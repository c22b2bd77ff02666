using System.Buffers;
using System.Globalization;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Influx;

public sealed class NastyTextTests
{
    private static readonly (string Written, string AsTag, string AsText)[] Texts =
    [
        ("Balai Desa", "Balai Desa", "Balai Desa"),
        ("a,b=c d", "a,b=c d", "a,b=c d"),
        ("say \"hi\"", "say \"hi\"", "say \"hi\""),
        (@"C:\dir", @"C:\dir", @"C:\dir"),
        (@"ends with \", "ends with /", @"ends with \"),
        (@"two \\ of them", @"two /\ of them".Replace(@"/\ ", "// ", StringComparison.Ordinal), @"two \\ of them"),
        (@"back\,comma", "back/,comma", @"back\,comma"),
        ("line\r\nbreak", "line  break", "line  break"),
        ("nul\0tab\tdel\u007f", "nul tab del ", "nul tab del "),
        ("\\\u007f", "/ ", "\\ "),
        ("Δ 漢字 😀", "Δ 漢字 😀", "Δ 漢字 😀"),
        ("\ud800 alone", "\ufffd alone", "\ufffd alone"),
        ("# no comment", "# no comment", "# no comment"),
        ("x=1i,y=2 17", "x=1i,y=2 17", "x=1i,y=2 17"),
    ];

    [Fact]
    public async Task What_a_customer_may_type_comes_back_from_the_real_database()
    {
        await using var influx = await InfluxDb.StartAsync(RigDirectory.New("nasty"));
        await influx.CreateDatabaseAsync("nasty");
        var output = new ArrayBufferWriter<byte>();
        var writer = new LineWriter(output);
        double[] reals = [1e300, -1e-300, 5e-324, 0.1 + 0.2, double.MaxValue, 1e20, -0.0];
        for (var i = 0; i < Texts.Length; i++) writer.Write(new Point(Texts[i].Written, Whole(i), reals[i % reals.Length]), 1_763_600_000_000 + i);
        using var http = new InfluxHttp(new InfluxConfig(influx.Url, "nasty", null, null), TimeSpan.FromSeconds(10), TimeProvider.System);
        Assert.IsType<WriteOutcome.Stored>(await http.WriteAsync(output.WrittenMemory, default));
        Assert.Equal(Texts.Select(text => text.AsTag), await influx.ReadColumnAsync("nasty", "m", "tag"));
        Assert.Equal(Texts.Select(text => text.AsText), await influx.ReadColumnAsync("nasty", "m", "text"));
        var wholes = await influx.ReadColumnAsync("nasty", "m", "whole");
        Assert.Equal(Texts.Select((_, i) => Whole(i)), wholes.Select(text => long.Parse(text!, CultureInfo.InvariantCulture)));
        var read = await influx.ReadColumnAsync("nasty", "m", "real");
        Assert.Equal(Texts.Select((_, i) => reals[i % reals.Length]), read.Select(text => double.Parse(text!, CultureInfo.InvariantCulture)));
    }

    private static long Whole(int i) => i % 2 == 0 ? long.MaxValue - i : long.MinValue + i;

    private sealed record Point(string Nasty, long Whole, double Real) : IPoint
    {
        public void WriteTo(IPointSink sink)
        {
            sink.Measurement("m");
            sink.Tag("tag", Nasty);
            sink.Field("text", Nasty);
            sink.Field("whole", Whole);
            sink.Field("real", Real);
        }
    }
}
