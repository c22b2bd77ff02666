using System.Runtime.InteropServices;

namespace EdgeNoc.Common.Mqtt;

/// <summary>What the kernel counted of a TCP connection: <c>TCP_INFO</c> of tcp(7), fields as in linux/tcp.h since Linux 4.19.</summary>
internal static unsafe partial class SocketTraffic
{
    private const int TcpLevel = 6, TcpInfo = 11;
    private const int BytesReceivedAt = 128, SegmentsOutAt = 136, SegmentsInAt = 140, BytesSentAt = 200;
    private const int Size = BytesSentAt + sizeof(ulong);

    // IPv4 and TCP with the timestamps that Linux sends; IPv6 has 20 more, which is some percent of what an agent sends.
    private const long HeaderBytes = 52;

    /// <summary>Null where there is no such socket.</summary>
    public static WireTraffic? Of(int socket)
    {
        if (socket < 0) return null;
        var info = stackalloc byte[Size];
        var length = (uint)Size;
        if (getsockopt(socket, TcpLevel, TcpInfo, info, &length) != 0 || length < Size) return null;
        return new WireTraffic(
            *(long*)(info + BytesSentAt) + (*(uint*)(info + SegmentsOutAt) * HeaderBytes),
            *(long*)(info + BytesReceivedAt) + (*(uint*)(info + SegmentsInAt) * HeaderBytes));
    }

    /// <summary>The first packet of a connection has left and no other: nobody took it.</summary>
    public static bool OnlyAsked(int socket) => Of(socket) is { SentBytes: <= HeaderBytes };

    [LibraryImport("libc")]
    private static partial int getsockopt(int descriptor, int level, int name, void* value, uint* length);
}
