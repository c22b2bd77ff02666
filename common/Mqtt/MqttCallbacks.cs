using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeNoc.Common.Mqtt;

/// <summary>What libmosquitto calls, always on a thread that is inside one of its functions. Nothing may be thrown through them.</summary>
internal static unsafe class MqttCallbacks
{
    public static void Attach(MosquittoHandle handle)
    {
        LibMosquitto.OnConnect(handle, &Connected);
        LibMosquitto.OnDisconnect(handle, &Disconnected);
        LibMosquitto.OnSubscribe(handle, &Subscribed);
        LibMosquitto.OnPublish(handle, &Published);
        LibMosquitto.OnMessage(handle, &Received);
        LibMosquitto.OnLog(handle, &Logged);
    }

    /// <summary>The library formats three log lines a message for as long as somebody listens.</summary>
    public static void DetachLog(MosquittoHandle handle) => LibMosquitto.OnLog(handle, null);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Connected(nint mosquitto, nint owner, int reason, int flags, nint properties)
    {
        var connection = Of(owner);
        try
        {
            connection.OnConnack(reason);
        }
        catch (Exception problem)
        {
            connection.OnCallbackFailed(problem);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Disconnected(nint mosquitto, nint owner, int reason, nint properties)
    {
        var connection = Of(owner);
        try
        {
            connection.OnDisconnect(reason);
        }
        catch (Exception problem)
        {
            connection.OnCallbackFailed(problem);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Subscribed(nint mosquitto, nint owner, int messageId, int count, int* granted, nint properties)
    {
        var connection = Of(owner);
        try
        {
            connection.OnSuback(messageId, count > 0 ? granted[0] : 0);
        }
        catch (Exception problem)
        {
            connection.OnCallbackFailed(problem);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Published(nint mosquitto, nint owner, int messageId, int reason, nint properties)
    {
        var connection = Of(owner);
        try
        {
            connection.OnPuback(messageId, reason);
        }
        catch (Exception problem)
        {
            connection.OnCallbackFailed(problem);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Received(nint mosquitto, nint owner, NativeMessage* message, nint properties)
    {
        var connection = Of(owner);
        try
        {
            connection.OnMessage(message, properties);
        }
        catch (Exception problem)
        {
            connection.OnCallbackFailed(problem);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Logged(nint mosquitto, nint owner, int level, nint text)
    {
        var connection = Of(owner);
        try
        {
            connection.OnLog(level, Marshal.PtrToStringUTF8(text) ?? "");
        }
        catch (Exception problem)
        {
            connection.OnCallbackFailed(problem);
        }
    }

    private static MqttConnection Of(nint owner) => (MqttConnection)GCHandle.FromIntPtr(owner).Target!;
}
