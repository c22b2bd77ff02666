using System.Runtime.InteropServices;

namespace EdgeNoc.Common.Mqtt;

/// <summary>MQTT 5 properties to and from libmosquitto's linked lists.</summary>
internal static unsafe class MqttProperties
{
    // A message of our own has at most five; what a hostile one has beyond this is not read.
    private const int MaxUserProperties = 32;

    /// <summary>A native list (0 when there is nothing to say) that the caller frees; false when a value is too long or no UTF-8.</summary>
    public static bool TryWrite(MqttMessage message, out nint list)
    {
        list = 0;
        var error = LibMosquitto.Success;
        if (message.ContentType is { } contentType) error |= LibMosquitto.PropertyAddString(ref list, LibMosquitto.PropertyContentType, contentType);
        if (!message.CorrelationData.IsEmpty)
        {
            if (message.CorrelationData.Length > ushort.MaxValue) error = -1;
            fixed (byte* data = message.CorrelationData.Span)
            {
                if (error == LibMosquitto.Success)
                    error = LibMosquitto.PropertyAddBinary(ref list, LibMosquitto.PropertyCorrelationData, data, (ushort)message.CorrelationData.Length);
            }
        }

        foreach (var (name, value) in message.UserProperties)
        {
            error |= LibMosquitto.PropertyAddPair(ref list, LibMosquitto.PropertyUser, name, value);
        }

        if (error == LibMosquitto.Success) return true;
        LibMosquitto.PropertyFreeAll(ref list);
        return false;
    }

    /// <summary>A copy of a received message with the properties this project uses.</summary>
    public static MqttMessage Read(NativeMessage* message, nint properties)
    {
        var payload = message->PayloadLength == 0 ? [] : new ReadOnlySpan<byte>((void*)message->Payload, message->PayloadLength).ToArray();
        string? contentType = null;
        ReadOnlyMemory<byte> correlation = default;
        List<KeyValuePair<string, string>>? user = null;
        for (var property = properties; property != 0; property = LibMosquitto.PropertyNext(property))
        {
            switch (LibMosquitto.PropertyIdentifier(property))
            {
                case LibMosquitto.PropertyContentType:
                    if (LibMosquitto.PropertyReadString(property, LibMosquitto.PropertyContentType, out var text, skipFirst: false) != 0)
                        contentType = TakeString(text);
                    break;
                case LibMosquitto.PropertyCorrelationData:
                    if (LibMosquitto.PropertyReadBinary(property, LibMosquitto.PropertyCorrelationData, out var data, out var length, skipFirst: false) != 0)
                        correlation = TakeBytes(data, length);
                    break;
                case LibMosquitto.PropertyUser when (user?.Count ?? 0) < MaxUserProperties:
                    if (LibMosquitto.PropertyReadPair(property, LibMosquitto.PropertyUser, out var name, out var value, skipFirst: false) != 0)
                        (user ??= new(5)).Add(new(TakeString(name), TakeString(value)));
                    break;
            }
        }

        return new MqttMessage(Marshal.PtrToStringUTF8(message->Topic) ?? "", payload)
        {
            Retain = message->Retain != 0,
            ContentType = contentType,
            CorrelationData = correlation,
            UserProperties = user ?? [],
        };
    }

    private static string TakeString(nint text)
    {
        var copy = Marshal.PtrToStringUTF8(text) ?? "";
        NativeMemory.Free((void*)text);
        return copy;
    }

    private static byte[] TakeBytes(nint data, int length)
    {
        var copy = new ReadOnlySpan<byte>((void*)data, length).ToArray();
        NativeMemory.Free((void*)data);
        return copy;
    }
}
