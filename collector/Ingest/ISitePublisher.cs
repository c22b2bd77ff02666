namespace EdgeNoc.Collector.Ingest;

/// <summary>Sends messages to sites through the collector's one connection to the broker.</summary>
public interface ISitePublisher
{
    /// <summary>Whether the broker is there now.</summary>
    bool IsConnected { get; }

    /// <summary>Since when the present connection stands, by the collector's clock; null while there is none.</summary>
    /// <remarks>Whoever counts a site's silence starts here at the earliest: before, the collector itself was deaf.</remarks>
    DateTimeOffset? ConnectedSince { get; }

    /// <summary>
    /// Raised on each connection, after the subscriptions stand, so that retained messages can be brought up to date. On the broker's thread: return
    /// at once.
    /// </summary>
    event EventHandler? Connected;

    /// <summary>
    /// Publishes JSON with QoS 1. False when the broker is away or refused it: nothing is kept, the caller sends its newest state on <see
    /// cref="Connected"/>.
    /// </summary>
    Task<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken ct);
}
