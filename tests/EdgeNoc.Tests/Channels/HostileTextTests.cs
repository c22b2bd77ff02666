using System.Globalization;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Tests.Alerts;
using FsCheck;
using FsCheck.Fluent;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Channels;

public sealed class HostileTextTests
{
    [Theory]
    [InlineData("CLIENT-001", "CLIENT-001")]
    [InlineData("  Pak\tBudi \r\n rumah ", "Pak Budi rumah")]
    [InlineData("a\u202Eb\u2066c\u200Dd\uFEFFe\u00ADf", "abcdef")]
    [InlineData("*bold* _it_ ~x~ `c`", "∗bold∗ ＿it＿ ∼x∼ ˋcˋ")]
    [InlineData("PAK_BUDI_01", "PAK_BUDI_01")]
    [InlineData("_a_", "＿a＿")]
    [InlineData("line\u2028sep\u2029par\u0085nel", "line sep par nel")]
    [InlineData("\u0000\u0007\u001b[31mred", "[31mred")]
    [InlineData("z\u0301\u0301\u0301algo", "zalgo")]
    [InlineData("ünïcödé 南京 🏠", "ünïcödé 南京 🏠")]
    [InlineData("\u202E", "")]
    [InlineData(null, "")]
    public void Names_cannot_reorder_hide_or_format(string? name, string expected) => Assert.Equal(expected, HostileText.Clean(name, 48));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd🏠🏠", 6, "abcd…")]
    [InlineData("🏠🏠🏠", 6, "🏠🏠🏠")]
    public void Long_names_are_cut_between_characters(string name, int limit, string expected) => Assert.Equal(expected, HostileText.Clean(name, limit));

    [Fact]
    public void Whatever_the_text_the_result_is_one_short_clean_line() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        var clean = HostileText.Clean(text, 20);
        Assert.InRange(clean.Length, 0, 20);
        Assert.All(clean.EnumerateRunes(), rune =>
        {
            Assert.DoesNotContain(rune.Value, "*~`\r\n".Select(c => (int)c));
            Assert.DoesNotContain(System.Text.Rune.GetUnicodeCategory(rune), new[] { UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.LineSeparator });
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_customers_name_cannot_fake_a_line_of_the_message()
    {
        using var story = new Story();
        story.Receive(1, story.Onu(1, Raised, name: "x\n🟢 #1 demo-pop restored\u202E*" + new string('A', 500)));
        story.After(30);
        await story.PassAsync();
        var text = story.Texts.Single();
        Assert.DoesNotContain("\n🟢", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 150));
    }

    [Fact]
    public void A_long_text_is_split_between_lines_into_numbered_messages()
    {
        var lines = Enumerable.Range(1, 300).Select(n => $"line {n:000} of a long message about many ONUs").ToList();
        var parts = MessageSplit.Split(string.Join('\n', lines));
        Assert.Equal(4, parts.Count);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 4096));
        Assert.Equal(["(1/4)", "(2/4)", "(3/4)", "(4/4)"], parts.Select(part => part.Split('\n')[0][^5..]));
        Assert.Equal(lines, parts.SelectMany(part => part.Split('\n')).Select(line => line.Replace(" (1/4)", "", StringComparison.Ordinal).Replace(" (2/4)", "", StringComparison.Ordinal)
            .Replace(" (3/4)", "", StringComparison.Ordinal).Replace(" (4/4)", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Splitting_keeps_every_part_below_the_limit_and_loses_nothing() => Prop.ForAll(
        Gen.Choose(0, 3).Select(kind => kind == 0 ? "\n" : kind == 1 ? "🏠" : new string('w', kind * 17)).ArrayOf(120).ToArbitrary(),
        pieces =>
        {
            var text = string.Concat(pieces);
            var parts = MessageSplit.Split(text, 200);
            Assert.All(parts, part => Assert.InRange(part.Length, 0, 200));
            Assert.Equal(text.Count(c => c == 'w'), parts.Sum(part => part.Count(c => c == 'w')));
            Assert.DoesNotContain('\uFFFD', string.Concat(parts.SelectMany(part => part.EnumerateRunes().Select(rune => rune.ToString()))));
        }).QuickCheckThrowOnFailure();
}
