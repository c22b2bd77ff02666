using System.Runtime.InteropServices;
using EdgeNoc.Agent.Updater;

namespace EdgeNoc.Agent.Updates;

/// <summary>Which slot this process was started from: what really runs, whatever a link says meanwhile.</summary>
internal static class OwnSlot
{
    /// <summary>The package's version; null where this is no installed package.</summary>
    public static string? Version(UpdaterPaths paths) => Of(paths, Environment.ProcessPath) ?? Of(paths, AppContext.BaseDirectory);

    /// <summary>Packages for this machine, as Debian names it.</summary>
    public static string Arch { get; } = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64";

    /// <summary>Of a program's path, links resolved. Pure but for those.</summary>
    internal static string? Of(UpdaterPaths paths, string? program)
    {
        if (program is null || Path.GetRelativePath(paths.Slots, program).Split('/') is not [var slot, _, ..] || slot is ".." or ".") return null;
        return slot is "current" or "previous" ? paths.Named(slot) : slot;
    }
}
