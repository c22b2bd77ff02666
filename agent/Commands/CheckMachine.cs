using System.Globalization;
using System.Net.Sockets;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Host;

namespace EdgeNoc.Agent.Commands;

/// <summary>What the agent needs of its machine.</summary>
internal static class CheckMachine
{
    private const long MinFreeBytes = 200L << 20;

    /// <summary>How far a clock may be from the office's and still be right.</summary>
    private static readonly TimeSpan Agreement = TimeSpan.FromSeconds(1);

    /// <param name="state">What the kernel says.</param>
    /// <param name="fromOffice">In a container, whose clock is its host's and is disciplined there or not at all: how far it is from the collector's; null elsewhere and where nobody answered.</param>
    public static CheckItem Clock(ClockState state, TimeSpan? fromOffice = null) =>
        state == ClockState.Synced ? new("clock", CheckMark.Ok, "synchronised")
        : fromOffice <= Agreement ? new("clock", CheckMark.Ok, string.Create(CultureInfo.InvariantCulture, $"the host's; within {Agreement.TotalSeconds:0} s of the collector's, so that times are marked as estimated and right"))
        : new("clock", CheckMark.Warning, "not synchronised", "times are marked as estimated until it is: check the NTP client (timedatectl) and that it reaches a server");

    public static bool IsContainer() => File.Exists("/.dockerenv") || File.Exists("/run/.containerenv");

    /// <summary>Whether there is room for the stores, and whether they can be written.</summary>
    public static CheckItem Disk(string stateDir)
    {
        try
        {
            var folder = new DirectoryInfo(stateDir);
            while (folder is { Exists: false, Parent: { } parent }) folder = parent;
            if (folder.FullName != Path.GetFullPath(stateDir).TrimEnd('/')) return new("disk", CheckMark.Warning, $"{stateDir} is not there yet", "the agent makes it at its first start, if its user may");
            var free = new DriveInfo(stateDir).AvailableFreeSpace;
            var text = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB free at {stateDir}");
            return free >= MinFreeBytes ? new("disk", CheckMark.Ok, text) : new("disk", CheckMark.Failed, text, "make room: the agent leaves the last 200 MB alone and drops telemetry instead");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new("disk", CheckMark.Failed, $"{stateDir} cannot be looked at ({exception.Message})", "check that the agent's user may use it");
        }
    }

    /// <summary>Whether an agent runs on this state directory: it answers on its socket.</summary>
    public static bool AgentRuns(string stateDir)
    {
        try
        {
            var path = StateDirectory.SocketIn(stateDir);
            if (!File.Exists(path)) return false;
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            // Left over from an agent that is gone, or a path too long for a socket.
            return false;
        }
    }
}
