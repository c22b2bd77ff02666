using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>The first two starts of a prepared card, played in a bare Debian whose boot partition is the image's.</summary>
[Trait("Category", "Slow")]
public sealed class FirstBootTests : IDisposable
{
    private readonly string _folder = RigDirectory.New("first-boot");
    private readonly DebianRoot _pi;

    public FirstBootTests()
    {
        var missing = DebianBase.Missing ?? SyntheticImage.Missing;
        Assert.SkipWhen(missing is not null, missing ?? "");
        _pi = DebianRoot.Create();
    }

    public void Dispose() => _pi?.Dispose();

    [Fact]
    public void The_first_start_prepares_the_second_installs_and_the_key_of_the_WiFi_is_gone_from_the_card()
    {
        var image = SyntheticImage.Make(_folder, bootMegabytes: 256);
        var (code, output) = SyntheticImage.Prepare("password", image, "--package", PublishedPackages.Agent, "--hostname", "pop-kdr-03", "--wifi", "IEEE", "--wifi-country", "ID");
        Assert.True(code == 0, output);
        _pi.Run("mkdir -p /boot/firmware");
        foreach (var name in new[] { "cmdline.txt", "edgenoc" }) SyntheticImage.Take(Path.Combine(_folder, "raspios-edgenoc.img"), name, _pi.Inside("/boot/firmware/"));
        _pi.Write("/etc/fstab", "proc /proc proc defaults 0 0\nPARTUUID=0badf00d-01  /boot/firmware  vfat    defaults          0       2\nPARTUUID=0badf00d-02  /               ext4    defaults,noatime  0       1\n");
        _pi.Write("/etc/hosts", "127.0.0.1\tlocalhost\n127.0.1.1\traspberrypi\n");

        // As systemd.run does it.
        _pi.Run("bash /boot/firmware/edgenoc/first-boot.sh");
        Assert.Equal("pop-kdr-03\n", _pi.Run("cat /etc/hostname"));
        Assert.Equal("127.0.0.1\tlocalhost\n127.0.1.1\tpop-kdr-03\n", _pi.Run("cat /etc/hosts"));
        Assert.Equal(SyntheticImage.CommandLine + "\n", _pi.Run("cat /boot/firmware/cmdline.txt"));
        Assert.Equal("600\n", _pi.Run("stat -c %a /etc/NetworkManager/system-connections/edgenoc-wifi.nmconnection"));
        Assert.Equal(["cmdline.txt", "edgenoc-first-boot.txt"], _pi.Run("ls -A /boot/firmware").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var fstab = _pi.Run("cat /etc/fstab");
        Assert.Contains("/boot/firmware  vfat    defaults,ro,noatime ", fstab, StringComparison.Ordinal);
        Assert.Contains("/               ext4    defaults,noatime,commit=60  0       1\n", fstab, StringComparison.Ordinal);
        Assert.Contains("tmpfs /var/log tmpfs ", fstab, StringComparison.Ordinal);
        Assert.Contains("Storage=volatile", _pi.Run("cat /etc/systemd/journald.conf.d/edgenoc.conf"), StringComparison.Ordinal);
        Assert.DoesNotContain("f42c6fc52df0", _pi.Run("cat /boot/firmware/*"), StringComparison.Ordinal);

        // The second start, first without a network and without what others fetched: it says so once, then goes on by itself.
        _pi.Run("rm -f /var/cache/apt/archives/*.deb");
        using (var nowhere = NetworkNamespace.Create())
        {
            _pi.Network = nowhere;
            foreach (var _ in Enumerable.Range(1, 2)) Assert.Equal(1, _pi.Try("/var/lib/edgenoc-first-boot/install.sh").Code);
            _pi.Network = null;
        }

        _pi.Run("/var/lib/edgenoc-first-boot/install.sh");
        Assert.Equal("0.1.0\n", _pi.Run("readlink /opt/edgenoc/current"));
        var told = _pi.Run("cat /boot/firmware/edgenoc-first-boot.txt");
        Assert.Equal(1, told.Split("plug in the cable").Length - 1);
        Assert.EndsWith("✔ installed: edgenoc-agent 0.1.0\n", told, StringComparison.Ordinal);
        Assert.Equal("edgenoc-agent.service\nedgenoc-updater.path\nedgenoc-updater.service\n", _pi.Run("ls /etc/systemd/system/multi-user.target.wants | grep edgenoc"));
        Assert.False(Directory.Exists(_pi.Inside("/var/lib/edgenoc-first-boot")));
    }
}
