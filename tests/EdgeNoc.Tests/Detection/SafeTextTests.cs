using System.Globalization;
using EdgeNoc.Agent.Detection;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Detection;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("CLIENT-001", "CLIENT-001")]
    [InlineData("  Bu Siti  ", "Bu Siti")]
    [InlineData("line\r\nbreak\u2028and\u2029more", "line  break and more")]
    [InlineData("\u202Eright to left\u200B\uFEFF", "right to left")]
    [InlineData("João 🏠 日本", "João 🏠 日本")]
    [InlineData("\0\a\u001B[31m", "[31m")]
    [InlineData("\uD800half", "half")]
    [InlineData("\n\t", null)]
    [InlineData("", null)]
    public void A_name_is_made_safe(string name, string? safe) => Assert.Equal(safe, SafeText.Clean(name));

    [Fact]
    public void Whatever_a_device_says_is_short_and_holds_no_control_or_format_character() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
    {
        if (SafeText.Clean(text) is not { } safe) return;
        Assert.InRange(safe.Length, 1, SafeText.MaxLength);
        Assert.DoesNotContain(safe, letter => char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
        Assert.Equal(safe.Trim(), safe);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_list_names_ten_and_its_commas_part_them()
    {
        Assert.Equal("a b, c", SafeText.List(["a,b", null, "c", "\n"]));
        Assert.Equal(10, SafeText.List(Enumerable.Range(1, 40).Select(number => $"CLIENT-{number:000}"))!.Split(", ").Length);
        Assert.True(SafeText.List(Enumerable.Repeat(new string('x', 5_000), 50))!.Length < 400);
        Assert.Null(SafeText.List([]));
    }
}
