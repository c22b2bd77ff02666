namespace EdgeNoc.Rig;

/// <summary>A bare Debian as debootstrap makes it, below <c>var/debian</c>: made once, then only read. The mirror is the one that this machine's own apt has.</summary>
public static class DebianBase
{
    private static readonly Lock Gate = new();

    /// <summary>Why none can be made here; null when all is there.</summary>
    public static string? Missing =>
        Environment.UserName != "root" ? "a Debian of one's own needs root"
        : Run("command -v debootstrap").Code != 0 ? "debootstrap is not installed"
        : Mirror() is null ? "this machine's apt names no mirror of Debian"
        : null;

    /// <summary>Packages that apt fetched once.</summary>
    public static string Archives => Path.Combine(Folder, "archives");

    private static string Folder { get; } = Path.Combine(RigDirectory.RepositoryRoot, "var", "debian");

    /// <summary>The folder of the bare system; the first call takes a minute or two.</summary>
    /// <exception cref="InvalidOperationException">It could not be made; the text has debootstrap's last words.</exception>
    public static string Take()
    {
        var root = Path.Combine(Folder, "root");
        lock (Gate)
        {
            Directory.CreateDirectory(Path.Combine(Archives, "partial"));
            var (code, output) = Run($"""
                set -e
                exec 9>"{Folder}/lock"
                flock 9
                if [ -d "{root}" ]; then exit 0; fi
                rm -rf "{root}.new"
                debootstrap --variant=minbase --cache-dir="{Archives}" {Mirror()!.Value.Codename} "{root}.new" {Mirror()!.Value.Address}
                # Nothing starts by being installed, as where systemd does not run.
                printf '#!/bin/sh\nexit 101\n' >"{root}.new/usr/sbin/policy-rc.d"
                chmod 755 "{root}.new/usr/sbin/policy-rc.d"
                cp /etc/resolv.conf "{root}.new/etc/resolv.conf"
                # What an installer writes and debootstrap does not.
                echo '127.0.0.1 localhost' >"{root}.new/etc/hosts"
                echo 'Acquire::Languages "none";' >"{root}.new/etc/apt/apt.conf.d/90languages"
                cp /etc/apt/apt.conf.d/*proxy* "{root}.new/etc/apt/apt.conf.d/" 2>/dev/null || true
                rm -f "{root}.new/etc/apt/apt.conf.d/docker-clean"
                chroot "{root}.new" apt-get update -q
                mv "{root}.new" "{root}"
                """);
            return code == 0 ? root : throw new InvalidOperationException($"no bare Debian could be made below {Folder}:\n{string.Join('\n', output.Split('\n').TakeLast(20))}");
        }
    }

    private static (string Address, string Codename)? Mirror()
    {
        var (code, output) = Run("""apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Identifier: Packages' 'Origin: Debian' 'Label: Debian' | sort -u | grep -vE -- '-(updates|backports|proposed-updates)$' | head -n 1""");
        var parts = output.Trim().Split(' ');
        return code == 0 && parts.Length == 2 ? (parts[0], parts[1]) : null;
    }

    private static (int Code, string Output) Run(string script) => SystemCommand.Read("bash", "-c", $"export DEBIAN_FRONTEND=noninteractive PATH=\"$PATH:/usr/sbin:/sbin\"; {script}");
}
