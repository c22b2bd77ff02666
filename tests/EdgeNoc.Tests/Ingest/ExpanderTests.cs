using System.Text;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Ingest;

public sealed class ExpanderTests
{
    private const string Gzip = WireProperties.ContentLineProtocolGzip;

    [Fact]
    public void A_payload_cut_anywhere_is_damaged_and_never_taken_for_a_shorter_one()
    {
        var payload = GzipPayload.Of(string.Join('\n', Enumerable.Range(1, 50).Select(IngestRig.Line)));
        var expander = new Expander(1 << 20);
        for (var length = 1; length < payload.Length; length++) Assert.Equal(ExpandResult.NotGzip, expander.Expand(payload.AsMemory(0, length), Gzip, out _));
        Assert.Equal(ExpandResult.Fine, expander.Expand(payload, Gzip, out _));
    }

    [Theory]
    [InlineData(1_000_000, 1_000_000, true)]
    [InlineData(1_000_001, 1_000_000, false)]
    [InlineData(600_000, 600_000, true)]
    [InlineData(100, 99, false)]
    public void The_limit_is_exact(int length, int limit, bool fits)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var result = new Expander(limit).Expand(GzipPayload.Of(bytes), Gzip, out var text);
        Assert.Equal(fits ? ExpandResult.Fine : ExpandResult.TooLarge, result);
        Assert.Equal(fits ? bytes : [], text.ToArray());
        Assert.Equal(fits ? ExpandResult.Fine : ExpandResult.TooLarge, new Expander(limit).Expand(bytes, WireProperties.ContentLineProtocol, out _));
    }

    [Fact]
    public void Several_gzip_members_are_one_text()
    {
        byte[] payload = [.. GzipPayload.Of("one\n"), .. GzipPayload.Of("two\n")];
        Assert.Equal(ExpandResult.Fine, new Expander(100).Expand(payload, Gzip, out var text));
        Assert.Equal("one\ntwo\n", Encoding.UTF8.GetString(text.Span));
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var expander = new Expander(1 << 20);
        byte[] header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            expander.Expand(bytes, Gzip, out _);
            return expander.Expand((byte[])[.. header, .. bytes], null, out _) != ExpandResult.TooLarge;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }
}
