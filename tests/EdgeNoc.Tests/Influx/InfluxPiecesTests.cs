using System.Globalization;
using System.Text;
using EdgeNoc.Collector.Influx;

namespace EdgeNoc.Tests.Influx;

/// <summary>Answers in chunks: read line by line, however the network cuts them.</summary>
public sealed class InfluxPiecesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Each_line_is_a_piece_wherever_the_network_cuts_and_an_empty_one_is_none(int bytesAtOnce)
    {
        var answer = $"{Line(1, 2)}\n\r\n{Line(3)}\n{Line(4, 5, 6)}";
        var pieces = await AllAsync(new Slowly(Encoding.UTF8.GetBytes(answer), bytesAtOnce));
        Assert.Equal(["1,2", "3", "4,5,6"], pieces.Select(Values));
        Assert.All(pieces, piece => Assert.Null(piece.Problem));
    }

    [Fact]
    public async Task Without_chunks_a_short_answer_is_one_piece_and_an_empty_one_none()
    {
        Assert.Equal(["1,2"], (await AllAsync(new MemoryStream(Encoding.UTF8.GetBytes(Line(1, 2) + "\n")))).Select(Values));
        Assert.Empty(await AllAsync(new MemoryStream()));
    }

    [Theory]
    [InlineData("""{"error":"query interrupted"}""", "query interrupted")]
    [InlineData("""{"results":[{"statement_id":0,"error":"timeout"}]}""", "timeout")]
    public async Task A_query_that_fails_half_way_says_so(string line, string words)
    {
        var pieces = await AllAsync(new MemoryStream(Encoding.UTF8.GetBytes($"{Line(1)}\n{line}\n")));
        Assert.Equal("1", Values(pieces[0]));
        Assert.Contains(words, Assert.IsType<WriteOutcome.Refused>(pieces[1].Problem).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_breaks_off_is_no_answer()
    {
        var pieces = await AllAsync(new MemoryStream(Encoding.UTF8.GetBytes(Line(1)[..^9])));
        Assert.Equal(UnavailableKind.Unexpected, Assert.IsType<WriteOutcome.Unavailable>(Assert.Single(pieces).Problem).Kind);
    }

    [Fact]
    public async Task A_line_without_end_is_not_read_to_its_end()
    {
        var endless = new Endless();
        var piece = await new InfluxPieces(endless).NextAsync(default);
        Assert.Equal(UnavailableKind.Unexpected, Assert.IsType<WriteOutcome.Unavailable>(piece!.Problem).Kind);
        Assert.InRange(endless.Given, 16 << 20, 17 << 20);
    }

    private static string Line(params int[] values) =>
        $$"""{"results":[{"statement_id":0,"series":[{"name":"pon","tags":{"site":"kdr-03"},"columns":["time","online"],"values":[{{string.Join(',', values.Select(value => string.Create(CultureInfo.InvariantCulture, $"[0,{value}]")))}}],"partial":true}],"partial":true}]}""";

    private static string Values(InfluxRows rows) => string.Join(',', rows.Series.SelectMany(series => series.Rows).Select(row => row[1].ToString()));

    private static async Task<List<InfluxRows>> AllAsync(Stream body)
    {
        var (pieces, all) = (new InfluxPieces(body), new List<InfluxRows>());
        while (await pieces.NextAsync(default) is { } piece) all.Add(piece);
        return all;
    }

    /// <summary>Gives so many bytes at a read.</summary>
    private sealed class Slowly(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, atOnce)], cancellationToken);
    }

    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'7');
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
