using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Collector.Updates;

/// <summary>A Debian package of the agent as somebody brings it.</summary>
internal static class PackageFile
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>What stands in it; or why sites cannot have it.</summary>
    public static async Task<(StoredPackage? Package, string? Problem)> ReadAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(file)) return (null, $"there is no file {file}");
        var (control, problem) = await ControlAsync(file, ct);
        if (control is null) return (null, problem);
        if (control.GetValueOrDefault("Package") != "edgenoc-agent") return (null, $"{Path.GetFileName(file)} is no package of edgenoc-agent: make one with ./edgenoc publish agent");
        var (version, arch) = (control.GetValueOrDefault("Version"), control.GetValueOrDefault("Architecture"));
        if (!UpdatePackage.IsVersion(version) || arch is not ("amd64" or "arm64" or "all")) return (null, $"{Path.GetFileName(file)} has no version and architecture that an agent could have");
        await using var stream = File.OpenRead(file);
        var size = stream.Length;
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
        var installed = long.TryParse(control.GetValueOrDefault("Installed-Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes << 10 : 4 * size;
        return (new StoredPackage { Sha256 = digest, Version = version!, Arch = arch, Size = size, InstalledSize = installed }, null);
    }

    private static async Task<(Dictionary<string, string>? Control, string? Problem)> ControlAsync(string file, CancellationToken ct)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("dpkg-deb", ["--field", file]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct).WaitAsync(Limit, ct);
            if (process.ExitCode != 0) return (null, $"{Path.GetFileName(file)} is no Debian package: {(await errors).Trim()}");
            var fields = (await output).Split('\n').Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2 && !parts[0].StartsWith(' '));
            return (fields.ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal), null);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "there is no dpkg-deb here: the collector runs on Debian, Ubuntu or Raspberry Pi OS");
        }
    }
}

/// <summary>The folder of packages below the state folder; a file's name is its digest.</summary>
internal static class PackageFolder
{
    public static string Of(string stateDir) => Path.Combine(stateDir, "updates");

    public static string FileOf(string stateDir, string sha256) => Path.Combine(Of(stateDir), sha256 + ".deb");
}
