using System.Xml.Linq;
using EdgeNoc.Collector.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Channels;

public sealed class MessageMarkupTests
{
    [Theory]
    [InlineData("🔴 #17 *KDR-03* PON 0/3", "🔴 #17 <b>KDR-03</b> PON 0/3", "🔴 #17 KDR-03 PON 0/3")]
    [InlineData("_it_ ~gone~ ```a*b*```", "<i>it</i> <s>gone</s> <code>a*b*</code>", "it gone a*b*")]
    [InlineData("*two words* (*x*), *y*.", "<b>two words</b> (<b>x</b>), <b>y</b>.", "two words (x), y.")]
    [InlineData("PAK_BUDI_01 2*3*4 a~b", "PAK_BUDI_01 2*3*4 a~b", "PAK_BUDI_01 2*3*4 a~b")]
    [InlineData("* not bold * and *nor\nthis*", "* not bold * and *nor\nthis*", "* not bold * and *nor\nthis*")]
    [InlineData("*a _b* c_", "<b>a _b</b> c_", "a _b c_")]
    [InlineData("rx < -27 & \"x\" > 'y' <b>", "rx &lt; -27 &amp; \"x\" &gt; 'y' &lt;b&gt;", "rx < -27 & \"x\" > 'y' <b>")]
    [InlineData("*<i>*", "<b>&lt;i&gt;</b>", "<i>")]
    [InlineData("**", "**", "**")]
    [InlineData("", "", "")]
    public void Formatting_is_said_in_each_ones_words(string text, string html, string plain)
    {
        Assert.Equal(html, MessageMarkup.TelegramHtml(text));
        Assert.Equal(plain, MessageMarkup.Plain(text));
    }

    [Fact]
    public void Whatever_the_text_no_tag_is_left_open_and_nothing_is_lost() => Prop.ForAll(
        Gen.Elements("*", "_", "~", "```", "`", "<", ">", "&", "&lt;", "a", "b c", " ", "\n", "ñ", "🏠", "</b>").ArrayOf(30).ToArbitrary(),
        pieces =>
        {
            var text = string.Concat(pieces);
            var read = XElement.Parse($"<r>{MessageMarkup.TelegramHtml(text)}</r>", LoadOptions.PreserveWhitespace);
            Assert.Equal(MessageMarkup.Plain(text), read.Value);
            Assert.All(read.Descendants(), tag => Assert.Contains(tag.Name.LocalName, new[] { "b", "i", "s", "code" }));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_device_cannot_format_or_break_a_message_in_any_format() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), name =>
    {
        var text = $"🔴 #17 *{HostileText.Clean("x" + name, 40)}* down";
        var html = MessageMarkup.TelegramHtml(text);
        Assert.Equal(2, html.Count(c => c == '<'));
        Assert.DoesNotContain('\n', MessageMarkup.Plain(text));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("one two three four five six seven eight nine ten eleven twelve", 40)]
    public void A_long_line_is_cut_between_words(string line, int limit)
    {
        var parts = MessageSplit.Split(line, limit);
        Assert.Equal(["one two three four five six (1/3)", "seven eight nine ten eleven (2/3)", "twelve (3/3)"], parts);
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd🏠🏠", 6, "abcd…")]
    public void What_may_not_be_split_is_cut_between_characters(string text, int limit, string expected) => Assert.Equal(expected, MessageSplit.Cut(text, limit));
}
