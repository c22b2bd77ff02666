namespace EdgeNoc.Common.Mqtt;

/// <summary>What has passed a network since a session began, in both directions, as a provider of mobile data counts it: with the headers of TCP and IP, TLS and what was sent twice.</summary>
public readonly record struct WireTraffic(long SentBytes, long ReceivedBytes)
{
    public long Bytes => SentBytes + ReceivedBytes;

    public static WireTraffic operator +(WireTraffic one, WireTraffic other) => new(one.SentBytes + other.SentBytes, one.ReceivedBytes + other.ReceivedBytes);

    public static WireTraffic operator -(WireTraffic one, WireTraffic other) => new(one.SentBytes - other.SentBytes, one.ReceivedBytes - other.ReceivedBytes);
}

/// <summary>Adds up the traffic of connections that follow one another. Written by the network thread, read by any.</summary>
internal sealed class TrafficCounter
{
    private long _sent;
    private long _received;
    private WireTraffic _ofConnection;

    public WireTraffic Total => new(Interlocked.Read(ref _sent), Interlocked.Read(ref _received));

    /// <summary>A connection of its own begins: its socket counts from 0.</summary>
    public void NewConnection() => _ofConnection = default;

    /// <summary>What the kernel says of the connection so far.</summary>
    public void Seen(WireTraffic soFar)
    {
        var more = soFar - _ofConnection;
        // Another socket under the same connection (the library tried a second address) begins anew.
        if (more.SentBytes < 0 || more.ReceivedBytes < 0) more = soFar;
        _ofConnection = soFar;
        Interlocked.Add(ref _sent, more.SentBytes);
        Interlocked.Add(ref _received, more.ReceivedBytes);
    }
}
