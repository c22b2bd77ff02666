using EdgeNoc.Common.Updates;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Updates;

/// <summary>Versions in the order that dpkg has them in.</summary>
public sealed class DebianVersionTests
{
    [Fact]
    public void Versions_stand_in_dpkg_s_order()
    {
        Assert.SkipWhen(SystemCommand.TryRun("dpkg", "--version") is not null, "dpkg is not installed");
        string[] versions =
        [
            "0", "0.1", "0.1.0", "0.1.0~rc.1", "0.1.0~rc.2", "0.1.0~rc.10", "0.1.0-1", "0.1.0+git1", "0.01.0", "0.2.0", "0.10.0", "1.0", "1.0~", "1.0~~", "1.0a", "1.0.a", "1.0+b", "1.0-2", "1.0-10", "2",
        ];
        var script = string.Concat(versions.SelectMany(a => versions.Select(b => $"if dpkg --compare-versions '{a}' lt '{b}'; then echo '{a} lt {b}'; fi\n")));
        var expected = SystemCommand.Read("bash", "-c", script).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var ours = versions.SelectMany(a => versions.Where(b => DebianVersion.Compare(a, b) < 0).Select(b => $"{a} lt {b}"));
        Assert.Equal(expected, ours);
    }

    [Fact]
    public void One_is_never_both_newer_and_older()
    {
        var part = Gen.Elements("0", "1", "9", "10", "a", "~", ".", "+", "-", "rc");
        var version = part.NonEmptyListOf().Select(parts => "1" + string.Concat(parts));
        Prop.ForAll(version.ToArbitrary(), version.ToArbitrary(), (a, b) => Math.Sign(DebianVersion.Compare(a, b)) == -Math.Sign(DebianVersion.Compare(b, a)) && DebianVersion.Compare(a, a) == 0)
            .QuickCheckThrowOnFailure();
    }
}
