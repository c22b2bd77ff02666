using System.Reflection;
using System.Text.RegularExpressions;
using EdgeNoc.Collector.Web;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Tests.Web;

public sealed class WordTests
{
    /// <summary>Every word of the console.</summary>
    private static IEnumerable<(string Name, Word Word)> All =>
        from type in typeof(Word).Assembly.GetTypes()
        where type.Namespace?.StartsWith("EdgeNoc.Collector.Web", StringComparison.Ordinal) == true
        from constant in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where constant.FieldType == typeof(Word)
        select ($"{type.Name}.{constant.Name}", (Word)constant.GetValue(null)!);

    [Fact]
    public void Each_language_says_each_thing_with_the_same_places_in_it()
    {
        Assert.True(All.Count() > 100);
        foreach (var (name, word) in All)
        {
            Assert.All(new[] { word.En, word.Id, word.Pt }, text => Assert.False(string.IsNullOrWhiteSpace(text), name));
            Assert.All(new[] { "en", "id", "pt" }, language => Assert.DoesNotContain("{{", word.In(language), StringComparison.Ordinal));
            Assert.True(Places(word.En).SequenceEqual(Places(word.Id)) && Places(word.En).SequenceEqual(Places(word.Pt)), name);
        }
    }

    [Theory]
    [InlineData("pt-BR,pt;q=0.9,en;q=0.5", "pt")]
    [InlineData("en;q=0.2, in;q=0.8", "id")]
    [InlineData("de,fr", "en")]
    [InlineData("", "en")]
    [InlineData("id;q=x,;;,pt;q=0.1", "pt")]
    public void Who_has_chosen_no_language_is_spoken_to_as_his_browser_asks(string header, string language) => Assert.Equal(language, LanguageChoice.Of(header));

    private static IEnumerable<string> Places(string text) => Regex.Matches(text, @"\{\d\}").Select(match => match.Value).Order(StringComparer.Ordinal);
}
