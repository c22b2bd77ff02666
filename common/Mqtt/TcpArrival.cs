using System.Runtime.InteropServices;

namespace EdgeNoc.Common.Mqtt;

/// <summary>Whether a socket that is connecting has got through. libmosquitto begins TLS without looking, and where nobody listens its loop returns at once, again and again, with a whole core.</summary>
internal static unsafe partial class TcpArrival
{
    public const int Connected = 0;
    private const short Writable = 4, Error = 8, HangUp = 16;
    private const int SocketLevel = 1, SocketError = 4, ConnectionRefused = 111;

    /// <summary>Waits so long at most.</summary>
    /// <returns><see cref="Connected"/>, the errno with which it failed, or null: nobody knows yet.</returns>
    public static int? Wait(int socket, int timeout_ms)
    {
        var wanted = new PollFd { Descriptor = socket, Events = Writable };
        if (poll(&wanted, 1, timeout_ms) <= 0) return null;
        var errno = 0;
        var length = sizeof(int);
        if (getsockopt(socket, SocketLevel, SocketError, &errno, &length) != 0) return Marshal.GetLastPInvokeError();
        // Only this machine itself refuses so soon that the library's attempt at TLS has taken the number away already.
        return errno == Connected && (wanted.Happened & (Error | HangUp)) != 0 && SocketTraffic.OnlyAsked(socket) ? ConnectionRefused : errno;
    }

    [LibraryImport("libc")]
    private static partial int poll(PollFd* descriptors, nuint count, int timeout_ms);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getsockopt(int socket, int level, int name, int* value, int* length);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }
}
