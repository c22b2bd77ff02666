using System.Security.Cryptography;
using System.Text;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>A prepared image: what is on it, what is not, and what is refused before anything is written.</summary>
public sealed class ImageTests
{
    private const byte X64 = 0x3E;
    private const byte Arm64 = 0xB7;
    private const string FirstBoot = "systemd.run=/boot/firmware/edgenoc/first-boot.sh systemd.run_success_action=reboot systemd.unit=kernel-command-line.target";

    private readonly string _folder = RigDirectory.New("image");

    public ImageTests() => Assert.SkipWhen(SyntheticImage.Missing is not null, SyntheticImage.Missing ?? "");

    private string Out => Path.Combine(_folder, "raspios-edgenoc.img");

    [Fact]
    public void The_boot_partition_gets_package_network_and_name_and_the_image_itself_stays()
    {
        var (image, package) = (SyntheticImage.Make(_folder), Package(X64, "amd64"));
        var before = Hash(image);
        // Name and key of the example in IEEE 802.11i, annex H.4.
        var (code, output) = SyntheticImage.Prepare("ThisIsAPassword", image, "--package", package, "--hostname", "pop-kdr-03", "--wifi", "ThisIsASSID", "--wifi-country", "ID", "--address", "192.0.2.10/24", "--gateway", "192.0.2.1", "--dns", "192.0.2.53");
        Assert.True(code == 0, output);
        Assert.StartsWith(Out, output, StringComparison.Ordinal);
        Assert.Equal(before, Hash(image));

        Assert.Equal($"{SyntheticImage.CommandLine} {FirstBoot}\n", SyntheticImage.Read(Out, "cmdline.txt"));
        Assert.Equal("arm_64bit=1\n\n[all]\ndtparam=strict_gpiod\n", SyntheticImage.Read(Out, "config.txt"));
        Assert.Equal("pop-kdr-03\n", SyntheticImage.Read(Out, "edgenoc/hostname"));
        Assert.Contains("address1=192.0.2.10/24,192.0.2.1\ndns=192.0.2.53;", SyntheticImage.Read(Out, "edgenoc/edgenoc-cable.nmconnection"), StringComparison.Ordinal);
        var wifi = SyntheticImage.Read(Out, "edgenoc/edgenoc-wifi.nmconnection");
        Assert.Contains("psk=0dc0d6eb90555ed6419756b9a15ec3e3209b63df707dd508d14581f8982721af\n", wifi, StringComparison.Ordinal);
        Assert.Contains("ssid=84;104;105;115;73;115;65;83;83;73;68;\n", wifi, StringComparison.Ordinal);
        SyntheticImage.Take(Out, $"edgenoc/packages/{Path.GetFileName(package)}", Path.Combine(_folder, "taken.deb"));
        Assert.Equal(Hash(package), Hash(Path.Combine(_folder, "taken.deb")));
        Assert.False(Holds(Out, "ThisIsAPassword"), "the Wi-Fi's password is on the card");
    }

    [Fact]
    public void An_image_that_was_prepared_before_is_prepared_from_the_beginning_again()
    {
        var (image, package) = (SyntheticImage.Make(_folder), Package(X64, "amd64"));
        Assert.Equal(0, SyntheticImage.Prepare("password", image, "--package", package, "--wifi", "IEEE", "--wifi-country", "ID").Code);
        var again = Path.Combine(_folder, "again.img");
        Assert.Equal(0, SyntheticImage.Prepare("", Out, "--package", package, "--out", again).Code);
        Assert.Equal($"{SyntheticImage.CommandLine} {FirstBoot}\n", SyntheticImage.Read(again, "cmdline.txt"));
        Assert.DoesNotContain("wifi", SyntheticImage.Names(again), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_cannot_become_a_POP_is_refused_with_the_reason_and_nothing_is_left()
    {
        var (image, package) = (SyntheticImage.Make(_folder), Package(X64, "amd64"));
        Refused("is for arm64, the image for amd64", image, "--package", Package(Arm64, "arm64"));
        Refused("needs a .NET runtime that is on no card", image, "--package", Portable());
        Refused("'nothing.deb' is no Debian package", image, "--package", "nothing.deb");
        Refused("there is no image 'nothing.img'", "nothing.img", "--package", package);
        var other = Path.Combine(_folder, "other");
        File.WriteAllText(other, "no image");
        Refused("it has no partition table", other, "--package", package);
        File.Copy(image, other + ".img.xz");
        Refused("is packed: unpack it first", other + ".img.xz", "--package", package);
        Refused("--hostname Pop_1", image, "--package", package, "--hostname", "Pop_1");
        Refused("a fixed address needs all of", image, "--package", package, "--address", "192.0.2.10/24");
        Refused("--address 192.0.2.300/24", image, "--package", package, "--address", "192.0.2.300/24", "--gateway", "192.0.2.1", "--dns", "192.0.2.1");
        Refused("8 to 63 letters", image, "--package", package, "--wifi", "POP", "--wifi-country", "ID");
        Refused("--wifi-country is needed", image, "--package", package, "--wifi", "POP");
        Refused("--out is the image itself", image, "--package", package, "--out", image);
        Refused("there is no option '--wlan'", image, "--package", package, "--wlan", "POP");
    }

    [Fact]
    public void An_image_that_has_something_of_its_own_to_do_first_is_refused()
    {
        var image = SyntheticImage.Make(_folder, $"{SyntheticImage.CommandLine} systemd.run=/boot/firstrun.sh");
        Refused("as Raspberry Pi Imager leaves it", image, "--package", Package(X64, "amd64"));
    }

    [Fact]
    public void A_boot_partition_without_room_is_told_and_nothing_is_left()
    {
        var (image, package) = (SyntheticImage.Make(_folder, bootMegabytes: 34), Package(X64, "amd64", payloadMegabytes: 36));
        Refused("has no room for the packages", image, "--package", package);
    }

    private void Refused(string reason, params string[] arguments)
    {
        var (code, output) = SyntheticImage.Prepare("short", arguments);
        Assert.InRange(code, 1, 2);
        Assert.Contains(reason, output, StringComparison.Ordinal);
        Assert.Equal([], Directory.GetFiles(_folder).Where(file => file.EndsWith("-edgenoc.img", StringComparison.Ordinal) || file.EndsWith(".part", StringComparison.Ordinal)));
    }

    /// <summary>A package whose program is no more than the header of one.</summary>
    private string Package(byte machine, string arch, int payloadMegabytes = 0)
    {
        var program = RigDirectory.New("program");
        File.WriteAllBytes(Path.Combine(program, "edgenoc-agent"), [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, machine, 0]);
        if (payloadMegabytes > 0) File.WriteAllBytes(Path.Combine(program, "payload"), new byte[payloadMegabytes << 20]);
        return Built("agent", "--from", program, "--version", "1.2.3", "--arch", arch, "--out", program);
    }

    private static string Portable()
    {
        var program = RigDirectory.New("program");
        File.WriteAllText(Path.Combine(program, "edgenoc-agent.dll"), "");
        File.WriteAllText(Path.Combine(program, "edgenoc-agent.runtimeconfig.json"), "\"version\": \"10.0.0\"");
        return Built("agent", "--from", program, "--version", "1.2.3", "--arch", "all", "--out", program);
    }

    private static string Built(params string[] arguments)
    {
        var (code, output) = PublishedPackages.Build(arguments);
        Assert.True(code == 0, output);
        return output.Trim();
    }

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    private static bool Holds(string file, string text) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
