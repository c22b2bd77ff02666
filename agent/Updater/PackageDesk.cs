using System.Security.Cryptography;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Agent.Updater;

/// <summary>From the agent's download to a slot that starts.</summary>
/// <param name="paths">Where everything is.</param>
/// <param name="preflight">Tries a slot before anything depends on it; null: it is well.</param>
internal sealed class PackageDesk(UpdaterPaths paths, Func<string, Task<string?>> preflight)
{
    private const long SpareBytes = 64 << 20;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly Dictionary<string, string> PlainWords = new(StringComparer.Ordinal) { ["LC_ALL"] = "C" };

    private string Unpacked => $"{paths.Slots}/.unpack";

    /// <summary>Copies it to where nobody else writes, and looks at the copy.</summary>
    /// <returns>What is wrong; null: it is what was ordered.</returns>
    public async Task<string?> CheckAsync(UpdatePackage package)
    {
        try
        {
            if (!await IsWholeAsync(paths.SafePackage, package))
            {
                if (new FileInfo(paths.Package) is not { Exists: true, LinkTarget: null } || !await CopyAsync(package)) return "the package is damaged: its digest is not the one that was ordered";
            }

            return await Tool.RunAsync(Limit, PlainWords, "bash", "-c",
                """[ "$(dpkg-deb -f "$0" Package) $(dpkg-deb -f "$0" Version) $(dpkg-deb -f "$0" Architecture)" = "$1" ] || { echo "the package is not $1" >&2; exit 1; }""",
                paths.SafePackage, $"edgenoc-agent {package.Version} {package.Arch}");
        }
        catch (IOException error)
        {
            File.Delete(paths.SafePackage);
            return $"the package cannot be kept: {error.Message}";
        }
    }

    /// <summary>Makes the slot and tries it; what fails leaves no slot.</summary>
    public async Task<string?> FillAsync(UpdatePackage package, SlotTool slots)
    {
        var free = new DriveInfo(paths.Slots).AvailableFreeSpace;
        if (free < package.InstalledSize + SpareBytes) return $"there is no room: {(package.InstalledSize + SpareBytes) >> 20} MB are needed and {free >> 20} MB are free";
        var problem = await UnpackAsync() ?? await slots.AddAsync(package.Version, $"{Unpacked}/usr/lib/edgenoc-agent/payload");
        Remove(Unpacked);
        problem ??= await preflight(paths.Slot(package.Version));
        if (problem is not null) await slots.DropAsync(package.Version);
        return problem;
    }

    public void Forget()
    {
        foreach (var file in (string[])[paths.SafePackage, paths.SafePackage + ".part", paths.SafeOrder, paths.Package, paths.Order, paths.Ready]) File.Delete(file);
        Remove(Unpacked);
    }

    private async Task<string?> UnpackAsync()
    {
        Remove(Unpacked);
        Directory.CreateDirectory(Unpacked);
        return await Tool.RunAsync(Limit, PlainWords, "bash", "-c", """set -o pipefail; dpkg-deb --fsys-tarfile "$0" | tar -x --no-same-owner -C "$1" ./usr/lib/edgenoc-agent/payload""", paths.SafePackage, Unpacked);
    }

    private async Task<bool> CopyAsync(UpdatePackage package)
    {
        var part = paths.SafePackage + ".part";
        await using (var from = File.OpenRead(paths.Package))
        {
            if (from.Length != package.Size) return false;
            await using var to = Durable.Make(part);
            await from.CopyToAsync(to);
            to.Flush(flushToDisk: true);
        }

        if (!await IsWholeAsync(part, package))
        {
            File.Delete(part);
            return false;
        }

        File.Move(part, paths.SafePackage, overwrite: true);
        return true;
    }

    private static async Task<bool> IsWholeAsync(string path, UpdatePackage package)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != package.Size) return false;
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file)) == package.Sha256;
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
