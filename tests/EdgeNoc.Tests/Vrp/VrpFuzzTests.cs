using System.Diagnostics;
using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Vrp;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Vrp;

/// <summary>Every capture of the family, cut, spliced and sprinkled: records or a closed error, whichever parser reads it, and soon.</summary>
public sealed class VrpFuzzTests
{
    private static readonly byte[][] Captures =
        [.. new[] { "ne8000", "huawei-vrp" }.SelectMany(driver => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "captures", driver), "input.*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static Gen<byte[]> Capture => Gen.Elements(Captures);

    private static Arbitrary<CaptureParser> Parser => Gen.Elements(VrpParsers.All.ToArray()).ToArbitrary();

    [Fact]
    public void There_are_captures_of_every_screen() => Assert.True(Captures.Length >= 25);

    [Fact]
    public void Splices_of_two_captures_are_closed() =>
        Prop.ForAll(Capture.Two().ToArbitrary(), Gen.Choose(0, 1_000_000).Two().ToArbitrary(), Parser, (pair, cuts, parser) =>
        {
            CheckClosed(parser, [.. pair.Item1[..(cuts.Item1 % (pair.Item1.Length + 1))], .. pair.Item2[(cuts.Item2 % (pair.Item2.Length + 1))..]]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Random_bytes_in_a_capture_are_closed() =>
        Prop.ForAll(Capture.ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), ArbMap.Default.ArbFor<byte[]>(), (capture, place, bytes) =>
        {
            var at = place % (capture.Length + 1);
            byte[] changed = [.. capture[..at], .. bytes, .. capture[at..]];
            foreach (var parser in VrpParsers.All) CheckClosed(parser, changed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Signs_of_the_language_in_a_capture_are_closed() =>
        Prop.ForAll(Capture.ToArbitrary(), Gen.Choose(0, 1_000_000).Two().ToArbitrary(), Gen.Elements("\x1b[<>]:%-\r\n 9\0ÿ\b".Select(letter => (byte)letter)).ToArbitrary(), (capture, places, sign) =>
        {
            var changed = capture.ToArray();
            changed[places.Item1 % changed.Length] = sign;
            changed[places.Item2 % changed.Length] = sign;
            foreach (var parser in VrpParsers.All) CheckClosed(parser, changed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    /// <summary>Long lines of what patterns repeat: no parser may take a time that grows with their square.</summary>
    [Theory]
    [InlineData(" ")]
    [InlineData("1 ")]
    [InlineData("a ")]
    [InlineData("-1.0 ")]
    [InlineData("[1]30% ")]
    [InlineData("x:1 ")]
    [InlineData("\x1b[9C")]
    [InlineData("<a>")]
    [InlineData("1:2:")]
    public void A_megabyte_of_one_pattern_takes_no_parser_long(string pattern)
    {
        var line = string.Concat(Enumerable.Repeat(pattern, 1_000_000 / pattern.Length));
        var bytes = Encoding.UTF8.GetBytes($"Interface PHY Protocol\nPeer V AS State\nSlot Online Register\nSequence : 1\n{line}\n{line}");
        var clock = Stopwatch.StartNew();
        foreach (var parser in VrpParsers.All) CheckClosed(parser, bytes);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    private static void CheckClosed(CaptureParser parser, byte[] bytes)
    {
        switch (parser.Parse(bytes))
        {
            case PollResult.Failed failed:
                Assert.NotEmpty(failed.Error.Remedy);
                break;
            case PollResult.Read read:
                Assert.All(read.Reading.Interfaces, port => Assert.True(port.Interface.Length is > 0 and <= 4096 && port.UtilPct is null or (>= 0 and <= 100)));
                Assert.All(read.Reading.IpPools, pool => Assert.True(pool is { Pool.Length: > 0, UsedPct: null or (>= 0 and <= 100) }));
                Assert.All(read.Reading.Boards, board => Assert.True(board is { CpuPct: null or (>= 0 and <= 100), MemUsedPct: null or (>= 0 and <= 100) }));
                _ = ReadingJson.Of(Drivers.Find("ne8000")!, read.Reading);
                break;
        }
    }
}
