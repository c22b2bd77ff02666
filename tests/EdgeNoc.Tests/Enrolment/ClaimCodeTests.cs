using System.Text;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Enrolment;

public sealed class ClaimCodeTests
{
    private static readonly ClaimCode Claim = new(
        new Uri("https://noc.example.net:8443/"), "kdr-03", Enumerable.Range(1, 16).Select(n => (byte)n).ToArray(), Enumerable.Range(101, 32).Select(n => (byte)n).ToArray());

    [Fact]
    public void A_claim_says_where_who_and_whom_to_trust()
    {
        var read = Usable(Claim.ToString());
        Assert.Equal(("https://noc.example.net:8443/", "kdr-03"), (read.Collector.ToString(), read.Site));
        Assert.Equal(Claim.Secret.ToArray(), read.Secret.ToArray());
        Assert.Equal(Claim.CaFingerprint.ToArray(), read.CaFingerprint.ToArray());
        Assert.Equal(read.ToString(), Usable(Claim.ToDense()).ToString());
    }

    [Fact]
    public void However_it_is_pasted_it_is_the_same_claim()
    {
        var noise = Gen.Elements("", " ", "\n", "\r\n", "  ", "\t", "-", "\u00A0", "\u200B", "–", "\u00AD");
        var pasted =
            from noises in noise.ArrayOf(Claim.ToDense().Length)
            from lower in Gen.Elements(true, false)
            let text = string.Concat(Claim.ToDense().Zip(noises, (character, between) => $"{character}{between}"))
            select lower ? text.ToLowerInvariant() : text;
        Prop.ForAll(pasted.ToArbitrary(), text => Assert.Equal(Claim.ToString(), Usable(text).ToString())).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_part_of_it_is_told_from_a_wrong_one()
    {
        var text = Claim.ToString();
        for (var length = "EDGENOC1-".Length + 1; length < text.Length; length++)
        {
            if (text[length - 1] == '-') continue;
            Assert.StartsWith("it is not whole: ", Unusable(text[..length]).Problem, StringComparison.Ordinal);
        }

        Assert.StartsWith("its beginning is missing", Unusable(text[20..]).Problem, StringComparison.Ordinal);
        Assert.Equal("it is not whole: 60 of its 130 characters behind EDGENOC1 are here", Unusable(Claim.ToDense()[..68]).Problem);
    }

    [Fact]
    public void A_wrong_character_anywhere_is_noticed()
    {
        var text = Claim.ToDense();
        var changed =
            from at in Gen.Choose(ClaimCode.Prefix.Length, text.Length - 1)
            from character in Gen.Elements("0123456789ABCDEFGHJKMNPQRSTVWXYZ".ToCharArray())
            where character != text[at]
            select text[..at] + character + text[(at + 1)..];

        // The bits behind the last byte say nothing.
        Prop.ForAll(changed.ToArbitrary(), wrong => Assert.True(ClaimRead.Of(wrong) is ClaimRead.Unusable || Usable(wrong).ToString() == Claim.ToString())).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("", "there is no claim in it")]
    [InlineData("# only a note\n", "there is no claim in it")]
    [InlineData("EDGENOC1-ABC_DEF", "there is a character in it that no claim has: \"_\"")]
    [InlineData("EDGENOC1-0410", "a character of it is wrong")]
    [InlineData("password123", "its beginning is missing: a claim begins with EDGENOC1")]
    public void What_is_no_claim_is_said_so(string text, string problem) => Assert.Equal(problem, Unusable(text).Problem);

    [Fact]
    public void Nothing_that_is_pasted_breaks_the_reader() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Assert.IsType<ClaimRead.Unusable>(ClaimRead.Of($"EDGENOC1{text}"))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void The_file_of_a_card_is_read_with_its_notes_however_an_editor_wrote_it(string encoding)
    {
        var path = Path.Combine(RigDirectory.New("claim"), ClaimFile.Name);
        File.WriteAllText(path, $"# EdgeNoc: this card becomes site kdr-03\r\n# EDGENOC1 stands below\r\n{Claim}\r\n", Encoding.GetEncoding(encoding));
        var (found, text) = ClaimFile.Find(["/nowhere/edgenoc-claim.txt", path])!.Value;
        Assert.Equal((path, Claim.ToString()), (found, Usable(text).ToString()));
    }

    private static ClaimCode Usable(string text) => Assert.IsType<ClaimRead.Usable>(ClaimRead.Of(text)).Claim;

    private static ClaimRead.Unusable Unusable(string text) => Assert.IsType<ClaimRead.Unusable>(ClaimRead.Of(text));
}
