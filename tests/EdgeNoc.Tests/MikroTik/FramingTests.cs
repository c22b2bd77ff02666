using System.Text;
using EdgeNoc.Agent.Devices.MikroTik.Api;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.MikroTik;

public sealed class FramingTests
{
    /// <summary>The vectors of the protocol's manual and of its clients.</summary>
    [Theory]
    [InlineData("00", 0u)]
    [InlineData("01", 1u)]
    [InlineData("7F", 0x7Fu)]
    [InlineData("8080", 0x80u)]
    [InlineData("8087", 0x87u)]
    [InlineData("BFFF", 0x3FFFu)]
    [InlineData("C04000", 0x4000u)]
    [InlineData("C04321", 0x4321u)]
    [InlineData("DFFFFF", 0x1FFFFFu)]
    [InlineData("E0200000", 0x200000u)]
    [InlineData("E02ACDEF", 0x2ACDEFu)]
    [InlineData("EFFFFFFF", 0xFFFFFFFu)]
    [InlineData("F010000000", 0x10000000u)]
    [InlineData("F010000080", 0x10000080u)]
    public void A_length_has_one_form(string hex, uint length)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Equal(PrefixState.Complete, LengthPrefix.TryRead(bytes, out var read, out var size));
        Assert.Equal((length, bytes.Length), (read, size));
        var written = new byte[LengthPrefix.MaxBytes];
        Assert.Equal(hex, Convert.ToHexString(written[..LengthPrefix.Write(written, length)]));
        for (var cut = 0; cut < bytes.Length; cut++) Assert.Equal(PrefixState.Incomplete, LengthPrefix.TryRead(bytes.AsSpan(0, cut), out _, out _));
    }

    [Fact]
    public void Any_sentences_in_any_pieces_are_read_as_they_were_written()
    {
        var words = Gen.Elements("!re", "=name=a=b=c", "=comment=", "=x", ".tag=7", "=name=toko 🛒", "=long=" + new string('y', 40_000), "=m=" + new string('z', 200));
        var sentences = Gen.ListOf(Gen.NonEmptyListOf(words).Select(list => list.Take(6).ToList())).Select(list => list.Take(8).ToList());
        var pieces = Gen.NonEmptyListOf(Gen.Choose(1, 9000)).Select(list => list.ToArray());
        Prop.ForAll(sentences.Zip(pieces).ToArbitrary(), input =>
        {
            var bytes = input.Item1.SelectMany(sentence => SentenceWriter.Write(sentence, null).ToArray()).ToArray();
            var (read, end) = Sentences.Read(bytes, input.Item2);
            return end == FrameState.NeedsBytes && read.Select(Sentences.Words).Zip(input.Item1).All(pair => pair.First.SequenceEqual(pair.Second)) && read.Count == input.Item1.Count;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Empty_sentences_are_ignored() => Assert.Equal(["!done"], Sentences.Words(Sentences.Read([0, 0, 5, .. "!done"u8, 0, 0]).Sentences.Single()));

    [Fact]
    public void A_length_counts_bytes_and_not_characters() => Assert.Equal([7, .. "=é🛒"u8, 0], SentenceWriter.Write(["=é🛒"], null).ToArray());

    [Theory]
    [InlineData((byte)0xF8)]
    [InlineData((byte)0xFF)]
    public void A_reserved_byte_ends_reading(byte first) => Assert.Equal(FrameState.Reserved, Sentences.Read([5, .. "!done"u8, 0, first, 1, 2]).End);

    [Fact]
    public void A_word_that_no_menu_has_is_refused_before_its_bytes_come() => Assert.Equal(FrameState.TooLarge, Sentences.Read([0xF0, 0x0C, 0, 0, 0]).End);

    [Theory]
    [InlineData("<!DOCTYPE html><html>")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    [InlineData("SSH-2.0-ROSSSH\r\n")]
    [InlineData("\u0015\u0003\u0001")]
    public void Another_protocol_is_told_by_its_second_byte(string text)
    {
        var reader = new SentenceReader(repliesOnly: true);
        Encoding.ASCII.GetBytes(text).AsSpan(0, 2).CopyTo(reader.Space().Span);
        reader.Wrote(2);
        Assert.Equal(FrameState.Foreign, reader.TryRead(out _));
    }

    [Fact]
    public void A_sentence_without_end_is_refused() =>
        Assert.Equal(FrameState.TooLarge, Sentences.Read([.. Enumerable.Repeat((byte[])[1, (byte)'x'], SentenceReader.MaxWords + 1).SelectMany(word => word)]).End);

    [Theory]
    [InlineData("=name=a=b", "name", "a=b")]
    [InlineData("=name=", "name", "")]
    [InlineData("=name2=x", "name", null)]
    [InlineData("=name", "name", null)]
    [InlineData(".tag=3", "tag", null)]
    public void A_value_is_what_follows_its_name(string word, string name, string? expected)
    {
        var found = Sentences.Row(word).TryGet(Encoding.UTF8.GetBytes(name), out var value);
        Assert.Equal(expected, found ? Encoding.UTF8.GetString(value) : null);
    }

    [Theory]
    [InlineData(new[] { "!re", ".tag=5", "=name=x" }, 5)]
    [InlineData(new[] { "!re", "=name=x", ".tag=5" }, 5)]
    [InlineData(new[] { "!re", "=name=.tag=5" }, null)]
    [InlineData(new[] { "!re", ".tag=sss" }, Sentence.StrangeTag)]
    [InlineData(new[] { "!re", ".tag=5x" }, Sentence.StrangeTag)]
    public void A_tag_may_stand_anywhere(string[] words, int? tag) => Assert.Equal(tag, Sentences.Of(words).Tag);

    [Fact]
    public void Text_is_utf8_or_else_windows_1252_and_never_an_error()
    {
        Assert.Equal("café 🛒", ApiText.Decode("café 🛒"u8));
        Assert.Equal("café – 5 €", ApiText.Decode([.. "caf"u8, 0xE9, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80]));
        Assert.Equal("a b", ApiText.Decode("a\nb"u8));
    }

    [Fact]
    public void A_text_is_not_cut_within_a_character()
    {
        var text = ApiText.Decode(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("🛒x", 300))));
        Assert.InRange(text.Length, 250, 320);
        Assert.All(text.EnumerateRunes(), rune => Assert.Contains(rune.ToString(), (string[])["🛒", "x"]));
    }

    [Fact]
    public void The_old_logins_answer_is_that_of_the_manual() =>
        Assert.Equal("005062f7a5ef124d34675bf3e81f56c556", ApiLogin.Answer("856780b7411eefd3abadee2058c149a3", ""));

    [Theory]
    [InlineData("")]
    [InlineData("85678")]
    [InlineData("xyz1")]
    public void A_challenge_that_is_none_has_no_answer(string challenge) => Assert.Null(ApiLogin.Answer(challenge, "x"));
}
