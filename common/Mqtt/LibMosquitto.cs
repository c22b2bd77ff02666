using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeNoc.Common.Mqtt;

/// <summary>The calls of libmosquitto 2.0 that are used here, as mosquitto.h declares them.</summary>
internal static unsafe partial class LibMosquitto
{
    public const int Success = 0, ErrorProtocol = 2, ErrorNoConnection = 4, ErrorConnectionRefused = 5, ErrorConnectionLost = 7, ErrorTls = 8,
        ErrorErrno = 14, ErrorKeepAlive = 19, ErrorMalformedPacket = 21, ErrorTlsHandshake = 23;

    public const int OptionProtocolVersion = 1, OptionSslContext = 2, OptionSslContextWithDefaults = 3, OptionReceiveMaximum = 4, OptionSendMaximum = 5, OptionTcpNoDelay = 11, OptionTlsUseOsCertificates = 13;

    public const int LogError = 1 << 3;

    public const int PropertyContentType = 3, PropertyCorrelationData = 9, PropertyUser = 38;

    private const string Library = "libmosquitto.so.1";

    private static readonly Lazy<int> Initialised = new(lib_init);

    /// <exception cref="InvalidOperationException">The library is not installed; the text names the package.</exception>
    public static void EnsureLoaded()
    {
        try
        {
            _ = Initialised.Value;
        }
        catch (DllNotFoundException problem)
        {
            throw new InvalidOperationException($"{Library} is not installed: apt-get install libmosquitto1", problem);
        }
    }

    public static string Describe(int error) => Marshal.PtrToStringUTF8(strerror(error)) ?? $"error {error}";

    public static string DescribeReason(int reason) => Marshal.PtrToStringUTF8(reason_string(reason)) ?? $"reason {reason}";

    [LibraryImport(Library, EntryPoint = "mosquitto_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint New(string clientId, [MarshalAs(UnmanagedType.U1)] bool cleanSession, nint userData);

    [LibraryImport(Library, EntryPoint = "mosquitto_destroy")]
    public static partial void Destroy(nint mosquitto);

    [LibraryImport(Library, EntryPoint = "mosquitto_int_option")]
    public static partial int IntOption(MosquittoHandle mosquitto, int option, int value);

    /// <summary>For <see cref="OptionSslContext"/> it takes a reference of its own.</summary>
    [LibraryImport(Library, EntryPoint = "mosquitto_void_option")]
    public static partial int VoidOption(MosquittoHandle mosquitto, int option, CertificateClock value);

    [LibraryImport(Library, EntryPoint = "mosquitto_threaded_set")]
    public static partial int ThreadedSet(MosquittoHandle mosquitto, [MarshalAs(UnmanagedType.U1)] bool threaded);

    [LibraryImport(Library, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int UserNameSet(MosquittoHandle mosquitto, string? user, string? password);

    [LibraryImport(Library, EntryPoint = "mosquitto_will_set_v5", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int WillSet(
        MosquittoHandle mosquitto, string topic, int length, void* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_tls_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int TlsSet(MosquittoHandle mosquitto, string? caFile, string? caPath, string? certificate, string? key, nint passwordCallback);

    [LibraryImport(Library, EntryPoint = "mosquitto_tls_opts_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int TlsOptionsSet(MosquittoHandle mosquitto, int verifyPeer, string? version, string? ciphers);

    /// <summary>Starts to connect and returns; the bind address also decides between IPv4 and IPv6.</summary>
    [LibraryImport(Library, EntryPoint = "mosquitto_connect_bind_async", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int ConnectBindAsync(MosquittoHandle mosquitto, string host, int port, int keepAlive_s, string? bindAddress);

    [LibraryImport(Library, EntryPoint = "mosquitto_loop", SetLastError = true)]
    public static partial int Loop(MosquittoHandle mosquitto, int timeout_ms, int maxPackets);

    [LibraryImport(Library, EntryPoint = "mosquitto_loop_write")]
    public static partial int LoopWrite(MosquittoHandle mosquitto, int maxPackets);

    [LibraryImport(Library, EntryPoint = "mosquitto_want_write")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool WantWrite(MosquittoHandle mosquitto);

    [LibraryImport(Library, EntryPoint = "mosquitto_socket")]
    public static partial int Socket(MosquittoHandle mosquitto);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect_v5")]
    public static partial int Disconnect(MosquittoHandle mosquitto, int reason, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Publish(
        MosquittoHandle mosquitto, int* messageId, string topic, int length, void* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_subscribe_v5", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Subscribe(MosquittoHandle mosquitto, int* messageId, string filter, int qos, int options, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_v5_callback_set")]
    public static partial void OnConnect(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect_v5_callback_set")]
    public static partial void OnDisconnect(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5_callback_set")]
    public static partial void OnPublish(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_subscribe_v5_callback_set")]
    public static partial void OnSubscribe(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, int, int, int*, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_message_v5_callback_set")]
    public static partial void OnMessage(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, NativeMessage*, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_log_callback_set")]
    public static partial void OnLog(MosquittoHandle mosquitto, delegate* unmanaged[Cdecl]<nint, nint, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_add_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int PropertyAddString(ref nint list, int identifier, string value);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_add_string_pair", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int PropertyAddPair(ref nint list, int identifier, string name, string value);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_add_binary")]
    public static partial int PropertyAddBinary(ref nint list, int identifier, void* value, ushort length);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_free_all")]
    public static partial void PropertyFreeAll(ref nint list);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_next")]
    public static partial nint PropertyNext(nint property);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_identifier")]
    public static partial int PropertyIdentifier(nint property);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_read_string")]
    public static partial nint PropertyReadString(nint property, int identifier, out nint value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_read_string_pair")]
    public static partial nint PropertyReadPair(nint property, int identifier, out nint name, out nint value, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_read_binary")]
    public static partial nint PropertyReadBinary(nint property, int identifier, out nint value, out ushort length, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(Library, EntryPoint = "mosquitto_lib_init")]
    private static partial int lib_init();

    [LibraryImport(Library, EntryPoint = "mosquitto_strerror")]
    private static partial nint strerror(int error);

    [LibraryImport(Library, EntryPoint = "mosquitto_reason_string")]
    private static partial nint reason_string(int reason);
}

/// <summary><c>struct mosquitto_message</c>; valid only during the callback.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeMessage
{
    public readonly int Id;
    public readonly nint Topic;
    public readonly nint Payload;
    public readonly int PayloadLength;
    public readonly int Qos;
    public readonly byte Retain;
}
