using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>The units, as systemd's own tools see them.</summary>
public sealed partial class UnitTests
{
    private static readonly string Units = Path.Combine(RigDirectory.RepositoryRoot, "provisioning", "systemd");

    [Theory]
    [InlineData("edgenoc-agent.service")]
    [InlineData("edgenoc-updater.service")]
    [InlineData("edgenoc-collector.service")]
    public void A_service_may_do_little_beyond_its_work(string unit)
    {
        SkipWithoutSystemd();
        var (_, output) = SystemCommand.Read("systemd-analyze", "security", "--offline=true", "--no-pager", Path.Combine(Units, unit));
        var exposure = double.Parse(Overall().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(exposure, 0.1, 2.5);
    }

    [Fact]
    public void No_unit_says_anything_that_systemd_does_not_understand()
    {
        SkipWithoutSystemd();
        // A root with what the units name: systemd looks whether programs and users are there.
        var root = RigDirectory.New("units");
        foreach (var unit in Directory.GetFiles(Units)) Copy(unit, "/lib/systemd/system/" + Path.GetFileName(unit));
        foreach (var program in new[] { "/opt/edgenoc/current/edgenoc-agent", "/usr/lib/edgenoc-agent/take-claim", "/usr/lib/edgenoc-agent/guard", "/usr/lib/edgenoc-agent/updater", "/usr/lib/edgenoc-collector/edgenoc-collector", "/usr/bin/edgenoc-collector" }) Copy("/bin/true", program);
        foreach (var target in Directory.GetFiles("/lib/systemd/system", "*.target")) Copy(target, target);
        Copy("/lib/systemd/system/systemd-journald.socket", "/lib/systemd/system/systemd-journald.socket");
        var (code, output) = SystemCommand.Read("systemd-analyze", ["verify", "--man=no", "--recursive-errors=no", $"--root={root}", .. Directory.GetFiles(Units).Select(unit => Path.GetFileName(unit))]);
        Assert.Equal((0, ""), (code, output));

        void Copy(string file, string to)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(root + to)!);
            File.Copy(file, root + to);
        }
    }

    private static void SkipWithoutSystemd() => Assert.SkipWhen(SystemCommand.TryRun("systemd-analyze", "--version") is not null, "systemd-analyze is not installed");

    [GeneratedRegex(@"Overall exposure level for \S+: ([0-9.]+)")]
    private static partial Regex Overall();
}
