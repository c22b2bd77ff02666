using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.MikroTik;
using EdgeNoc.Agent.Devices.MikroTik.Api;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.MikroTik;

/// <summary>Captures that were cut, spliced and strewn with random bytes: a reading or a closed error, never an exception, from every parser.</summary>
public sealed class RouterFuzzTests
{
    private static readonly IReadOnlyList<byte[]> Captures =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "captures", "mikrotik"), "input.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    public static TheoryData<string> Commands => new(RouterParsers.All.Select(parser => parser.Name));

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_broken_capture_is_a_reading_or_a_closed_error(string command)
    {
        var parser = RouterParsers.All.Single(known => known.Name == command);
        Prop.ForAll(Broken(Gen.Elements(Captures.ToArray())).ToArbitrary(), bytes => Holds(parser.Parse(bytes))).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Broken_bytes_of_the_wire_are_a_reading_or_a_closed_error(string command)
    {
        var parser = RouterParsers.All.Single(known => known.Name == command);
        var wire = Captures.Select(capture => CaptureText.Read(capture).Rows.SelectMany(row => Framed(row)).ToArray()).Where(bytes => bytes.Length > 0).ToArray();
        Prop.ForAll(Broken(Gen.Elements(wire)).ToArbitrary(), bytes => Holds(parser.Parse(bytes))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Random_bytes_are_read_to_an_end_in_bounded_memory() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 255)).Select(list => list.Select(number => (byte)number).ToArray()).ToArbitrary(), bytes =>
            Enum.IsDefined(Sentences.Read(bytes, 1, 2, 3, 1000).End)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<html><body>a login page</body></html>")]
    [InlineData("{\"error\":404,\"message\":\"Not Found\"}")]
    [InlineData("")]
    [InlineData("\n\n\n")]
    public void What_is_no_capture_is_said_to_be_none(string text)
    {
        foreach (var parser in RouterParsers.All)
            Assert.Equal(PollErrorKind.ParseFailed, Assert.IsType<PollResult.Failed>(parser.Parse(Encoding.UTF8.GetBytes(text))).Error.Kind);
    }

    [Fact]
    public void Another_menus_rows_are_not_guessed_at()
    {
        var rows = "!re\n=mtu=1500\n=l2mtu=1598\n\n!done\n\n"u8.ToArray();
        foreach (var command in (string[])["/ppp/active/print", "/interface/print", "/ip/dhcp-server/lease/print", "/ip/hotspot/active/print", "/ip/pool/print"])
            Assert.Equal(PollErrorKind.ParseFailed, Assert.IsType<PollResult.Failed>(RouterParsers.All.Single(parser => parser.Name == command).Parse(rows)).Error.Kind);
    }

    [Fact]
    public void Values_that_cannot_be_are_left_out_and_counted()
    {
        var rows = "!re\n=name=sfp1\n=status=link-ok\n=sfp-rx-power=60\n=sfp-tx-power=-2.5dBm\n=sfp-temperature=900\n\n!done\n\n"u8.ToArray();
        var reading = Assert.IsType<PollResult.Read>(RouterParsers.All.Single(parser => parser.Name == "/interface/ethernet/monitor").Parse(rows)).Reading;
        var optic = Assert.Single(reading.Optics);
        Assert.Equal((null, -2.5, null, 2), (optic.RxDbm, optic.TxDbm, optic.TempC, reading.Dropped));
    }

    [Theory]
    [InlineData("toko \"maju\" 🛒")]
    [InlineData("x,y=z \\")]
    public void Names_of_any_kind_are_kept(string name)
    {
        var rows = Encoding.UTF8.GetBytes($"!re\n=name={name}\n=service=pppoe\n\n!done\n\n");
        var reading = Assert.IsType<PollResult.Read>(RouterParsers.All.Single(parser => parser.Name == "/ppp/active/print").Parse(rows)).Reading;
        Assert.Equal(name, reading.Tables.Single().Rows.Single()[0]);
    }

    [Fact]
    public void A_name_of_300_characters_is_kept_whole()
    {
        var rows = Encoding.UTF8.GetBytes($"!re\n=name={new string('n', 300)}\n=service=pppoe\n\n!done\n\n");
        var reading = Assert.IsType<PollResult.Read>(RouterParsers.All.Single(parser => parser.Name == "/ppp/active/print").Parse(rows)).Reading;
        Assert.Equal(300, reading.Tables.Single().Rows.Single()[0].Length);
    }

    private static bool Holds(PollResult result) => result is PollResult.Failed { Error.Remedy.Length: > 0 } or PollResult.Read;

    private static byte[] Framed(Sentence row)
    {
        var words = new List<byte[]>();
        foreach (var word in row) words.Add(word.ToArray());
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        foreach (var word in words) SentenceWriter.Append(buffer, word);
        SentenceWriter.Append(buffer, []);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Cut anywhere, spliced with another, some bytes replaced.</summary>
    private static Gen<byte[]> Broken(Gen<byte[]> whole) =>
        from first in whole
        from second in whole
        from end in Gen.Choose(0, first.Length)
        from begin in Gen.Choose(0, second.Length)
        from strewn in Gen.ListOf(Gen.Choose(0, 999_999))
        select Strew([.. first[..end], .. second[begin..]], strewn);

    private static byte[] Strew(byte[] bytes, IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            if (bytes.Length > 0) bytes[number / 256 % bytes.Length] = (byte)number;
        }

        return bytes;
    }
}
