using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Provisioning;

/// <summary>An image laid out as Raspberry Pi OS is: a FAT partition with cmdline.txt, then ext4 with Debian's dpkg for this machine.</summary>
internal static class SyntheticImage
{
    public const string CommandLine = "console=serial0,115200 console=tty1 root=PARTUUID=0badf00d-02 rootfstype=ext4 fsck.repair=yes rootwait";
    private const long BootOffset = 4L << 20;

    /// <summary>Why none can be made here; null when all is there.</summary>
    public static string? Missing => Shell("for p in sfdisk mkfs.vfat mkfs.ext4 mcopy debugfs dpkg-deb; do command -v $p >/dev/null || { echo $p is not installed; exit 1; }; done") is (not 0, var output) ? output.Trim() : null;

    public static string Make(string folder, string commandLine = CommandLine, int bootMegabytes = 40)
    {
        var image = Path.Combine(folder, "raspios.img");
        Must($$"""
            set -e; cd '{{folder}}'
            mkdir -p root/usr/bin; cp /usr/bin/dpkg root/usr/bin/
            truncate -s {{bootMegabytes}}M boot.fat; mkfs.vfat -F 32 -n bootfs boot.fat >/dev/null 2>&1
            printf '%s\n' '{{commandLine}}' >cmdline.txt; echo arm_64bit=1 >config.txt
            mcopy -i boot.fat cmdline.txt config.txt ::
            truncate -s 16M root.ext4; mkfs.ext4 -q -d root root.ext4
            truncate -s {{bootMegabytes + 24}}M raspios.img
            printf 'label: dos\nstart=8192,size={{bootMegabytes * 2048}},type=c\nstart={{8192 + (bootMegabytes * 2048)}},size=32768,type=83\n' | sfdisk -q raspios.img
            dd if=boot.fat of=raspios.img bs=1M seek=4 conv=notrunc,sparse status=none
            dd if=root.ext4 of=raspios.img bs=1M seek={{4 + bootMegabytes}} conv=notrunc,sparse status=none
            """);
        return image;
    }

    /// <summary>Copies a file or folder of the boot partition out.</summary>
    public static void Take(string image, string name, string to) => Must($"mcopy -s -n -i '{image}@@{BootOffset}' '::{name}' '{to}'");

    /// <summary>The names of all files of the boot partition.</summary>
    public static string Names(string image) => Must($"mdir -/ -b -i '{image}@@{BootOffset}' ::");

    public static string Read(string image, string name) => Must($"mtype -i '{image}@@{BootOffset}' '::{name}'");

    /// <summary>Runs make-image, with this text on its standard input.</summary>
    public static (int Code, string Output) Prepare(string input, params IReadOnlyList<string> arguments)
    {
        var script = Path.Combine(RigDirectory.RepositoryRoot, "provisioning", "make-image");
        return Shell($"printf '%s' '{input}' | '{script}' {string.Join(' ', arguments.Select(argument => $"'{argument}'"))} 2>&1");
    }

    private static string Must(string script) => Shell(script) is (0, var output) ? output : throw new InvalidOperationException(Shell(script).Output);

    private static (int Code, string Output) Shell(string script) => SystemCommand.Read("bash", "-c", $"PATH=\"$PATH:/usr/sbin:/sbin\"; {script}");
}
