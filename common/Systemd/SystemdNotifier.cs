using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EdgeNoc.Common.Systemd;

/// <summary>Tells systemd (or whoever set <c>NOTIFY_SOCKET</c>) about readiness, liveness and status; does nothing where nobody listens.</summary>
/// <remarks>The protocol is one datagram of <c>KEY=value</c> lines per message, see sd_notify(3).</remarks>
public sealed class SystemdNotifier(string? socketPath, TimeSpan? watchdogInterval = null)
{
    /// <summary>From the environment that systemd sets.</summary>
    public static SystemdNotifier FromEnvironment() =>
        new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"),
            long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
                ? TimeSpan.FromMicroseconds(microseconds)
                : null);

    /// <summary>How long the watchdog waits for a sign of life; null when there is none.</summary>
    public TimeSpan? WatchdogInterval { get; } = watchdogInterval;

    public void Ready(string status) => Send($"READY=1\nSTATUS={status}");

    public void Status(string status) => Send($"STATUS={status}");

    public void Watchdog() => Send("WATCHDOG=1");

    public void Stopping(string status) => Send($"STOPPING=1\nSTATUS={status}");

    private void Send(string message)
    {
        if (string.IsNullOrEmpty(socketPath)) return;
        try
        {
            // A leading @ is an abstract socket: its name starts with a zero byte.
            var path = socketPath[0] == '@' ? "\0" + socketPath[1..] : socketPath;
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes(message), new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            // systemd went away or never was: the agent's work does not depend on it.
        }
    }
}
