using EdgeNoc.Collector.Fleet;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Fleet;

public sealed class ConfigDiffTests
{
    [Fact]
    public void Only_what_differs_is_shown_with_three_lines_around_it()
    {
        var lines = Enumerable.Range(1, 30).Select(n => $"line {n}").ToList();
        var other = lines.ToList();
        other[9] = "LINE 10";
        other.RemoveAt(24);
        other.Insert(0, "new");
        Assert.Equal(
            ["+ new", "  line 1", "  line 2", "  line 3", "  line 7", "  line 8", "  line 9", "- line 10", "+ LINE 10", "  line 11", "  line 12", "  line 13", "  line 22", "  line 23", "  line 24", "- line 25", "  line 26", "  line 27", "  line 28"],
            ConfigDiff.Lines(string.Join('\n', lines), string.Join('\n', other)));
        Assert.Empty(ConfigDiff.Lines("a\nb\n", "a\nb"));
    }

    [Fact]
    public void What_goes_and_what_comes_make_the_one_text_of_the_other()
    {
        var text = Gen.Elements("a", "b", "c", "d").ListOf(12);
        Prop.ForAll(text.SelectMany(one => text.Select(other => (one, other))).ToArbitrary(), pair =>
        {
            var lines = ConfigDiff.Lines(string.Join('\n', pair.one), string.Join('\n', pair.other));
            Assert.Equal(pair.one.SequenceEqual(pair.other), lines.Count == 0);
            var (gone, come) = (Count(lines, '-'), Count(lines, '+'));
            foreach (var letter in (string[])["a", "b", "c", "d"])
                Assert.Equal(pair.other.Count(line => line == letter) - pair.one.Count(line => line == letter), come.GetValueOrDefault(letter) - gone.GetValueOrDefault(letter));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void The_offices_key_is_made_once_for_its_owner_alone_and_damage_is_said()
    {
        var folder = RigDirectory.New("noc-key");
        using var first = NocKey.Open(folder);
        using var again = NocKey.Open(folder);
        Assert.Equal(first.Public.Id, again.Public.Id);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, NocKey.FileName)));
        File.WriteAllText(Path.Combine(folder, NocKey.FileName), "no key");
        Assert.Contains("put it back from a backup", Assert.Throws<IOException>(() => NocKey.Open(folder)).Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, int> Count(IReadOnlyList<string> lines, char mark) =>
        lines.Where(line => line[0] == mark).GroupBy(line => line[2..], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
}
