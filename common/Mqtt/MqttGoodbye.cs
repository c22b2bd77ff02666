using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EdgeNoc.Common.Mqtt;

/// <summary>Leaves a broker so that it surely reads the DISCONNECT, and so does not publish the will.</summary>
/// <remarks>
/// The library closes the socket as soon as DISCONNECT is written. If something unread has come by then (a PUBACK, a message), the kernel
/// answers with a reset, which makes the broker forget the DISCONNECT before it reads it. A second descriptor keeps the socket open until the broker closes it.
/// </remarks>
internal static unsafe partial class MqttGoodbye
{
    private const short Readable = 1;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>On the network thread, between two turns of the loop: a packet read after DISCONNECT is queued would end the connection before it is written.</summary>
    public static void Say(MosquittoHandle handle)
    {
        var waited = Stopwatch.StartNew();
        var socket = dup(LibMosquitto.Socket(handle));
        LibMosquitto.Disconnect(handle, 0, 0);
        while (LibMosquitto.LoopWrite(handle, 1) == LibMosquitto.Success && LibMosquitto.WantWrite(handle) && waited.Elapsed < Limit) Thread.Sleep(5);
        if (socket < 0) return;
        const int Size = 4096;
        var buffer = stackalloc byte[Size];
        while (Limit - waited.Elapsed is { Ticks: > 0 } left)
        {
            var wanted = new PollFd { Descriptor = socket, Events = Readable };
            if (poll(&wanted, 1, (int)left.TotalMilliseconds) > 0 && read(socket, buffer, Size) <= 0) break;
        }

        _ = close(socket);
    }

    [LibraryImport("libc")]
    private static partial int dup(int descriptor);

    [LibraryImport("libc")]
    private static partial int poll(PollFd* descriptors, nuint count, int timeout_ms);

    [LibraryImport("libc")]
    private static partial nint read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }
}
