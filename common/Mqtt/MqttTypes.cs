namespace EdgeNoc.Common.Mqtt;

/// <summary>A broker's address, from <c>mqtt://host[:1883]</c> or <c>mqtts://host[:8883]</c>.</summary>
public sealed record BrokerAddress(string Host, int Port, bool Tls)
{
    /// <summary>Reads an address; <paramref name="problem"/> says what is wrong and what would be right.</summary>
    public static bool TryParse(string? text, out BrokerAddress address, out string problem)
    {
        address = new BrokerAddress("", 0, Tls: true);
        problem = "";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("mqtt" or "mqtts") || uri.Host.Length == 0)
        {
            problem = "expected mqtts://HOST[:PORT], or mqtt://HOST[:PORT] for a broker without TLS";
            return false;
        }

        if (uri.UserInfo.Length > 0 || uri.AbsolutePath.Length > 1 || uri.Query.Length > 0)
        {
            problem = "only scheme, host and port belong here; the password goes into a file of its own";
            return false;
        }

        var tls = uri.Scheme == "mqtts";
        address = new BrokerAddress(uri.Host, uri.IsDefaultPort || uri.Port < 0 ? (tls ? 8883 : 1883) : uri.Port, tls);
        return true;
    }

    public override string ToString() => $"{(Tls ? "mqtts" : "mqtt")}://{Host}:{Port}";
}

/// <summary>How to reach the broker and as whom.</summary>
public sealed record MqttOptions
{
    /// <summary>Tried in turn; at least one.</summary>
    public required IReadOnlyList<BrokerAddress> Brokers { get; init; }

    /// <summary>Also the broker user of a site.</summary>
    public required string ClientId { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>CA certificates in PEM for TLS; null takes the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>
    /// The latest time that is known to have been, whatever the machine's clock says: while the clock stands before it, certificates are checked at this time. Asked at
    /// each attempt to connect with TLS. Null: the clock is believed.
    /// </summary>
    public Func<DateTimeOffset>? KnownTime { get; init; }

    /// <summary>Topic filters subscribed with QoS 1 on every connection, before it counts as connected.</summary>
    public IReadOnlyList<string> Subscriptions { get; init; } = [];

    /// <summary>What the broker publishes when the connection breaks.</summary>
    public MqttMessage? Will { get; init; }

    /// <summary>Default 30 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Publishes that may wait for their PUBACK at once; further ones wait. Default 64.</summary>
    public int MaxInFlight { get; init; } = 64;

    /// <summary>The first wait after a lost connection; it doubles, with jitter, up to <see cref="MaxReconnectDelay"/>. Default 500 ms.</summary>
    public TimeSpan MinReconnectDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Default 30 s.</summary>
    public TimeSpan MaxReconnectDelay { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>A message to or from the broker. Payload memory belongs to the receiver.</summary>
public sealed record MqttMessage(string Topic, ReadOnlyMemory<byte> Payload)
{
    public bool Retain { get; init; }

    public string? ContentType { get; init; }

    /// <summary>MQTT 5 user properties, in order. A name may come twice in a hostile message: the first counts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> UserProperties { get; init; } = [];

    public ReadOnlyMemory<byte> CorrelationData { get; init; }

    /// <summary>The first user property of that name, or null.</summary>
    public string? Property(string name)
    {
        foreach (var property in UserProperties)
        {
            if (property.Key == name) return property.Value;
        }

        return null;
    }
}

/// <summary>How a publish ended.</summary>
public enum PublishOutcome
{
    /// <summary>The broker took it. Whether anybody stores it, only the collector's ack tells.</summary>
    Accepted,

    /// <summary>The broker took it and nobody subscribes (PUBACK reason 16).</summary>
    NoSubscribers,

    /// <summary>The broker refused it (not authorised, quota, too large).</summary>
    Refused,

    /// <summary>The connection broke first: it may or may not have arrived.</summary>
    ConnectionLost,
}

/// <summary>Why there is no connection: closed, so that each has its remedy in one place.</summary>
public enum MqttFaultKind
{
    /// <summary>Name not found, connection refused, no route, timed out.</summary>
    Unreachable,

    /// <summary>The broker refused user name or password.</summary>
    BadCredentials,

    /// <summary>Credentials fine, but this client may not connect (or was banned).</summary>
    NotAuthorised,

    /// <summary>TLS failed: unknown CA, wrong host name, expired, or one side speaks plain.</summary>
    Tls,

    /// <summary>Whatever answers does not speak MQTT 5.</summary>
    Protocol,

    /// <summary>Another client took over this client id.</summary>
    SessionTaken,

    /// <summary>The connection was there and broke.</summary>
    Lost,
}

/// <summary>What went wrong with which broker and what to do about it.</summary>
public sealed record MqttFault(MqttFaultKind Kind, BrokerAddress Broker, string Detail)
{
    /// <summary>What to do next, in one sentence; by its kind, where nobody knows better.</summary>
    public string Remedy
    {
        get => field ?? Usual;
        init;
    }

    private string Usual => Kind switch
    {
        MqttFaultKind.Unreachable => "check the address, the uplink and whether the broker runs and listens there",
        MqttFaultKind.BadCredentials => "check user and password file against the broker's entry for this client",
        MqttFaultKind.NotAuthorised => "the broker knows the user but does not let it connect: check its client id and whether it was disabled",
        MqttFaultKind.Tls => Broker.Tls
            ? "check the CA file, the certificate's host name and this machine's clock, and that the port speaks TLS (mqtt:// is for plain)"
            : "the broker seems to speak TLS on this port: use mqtts://",
        MqttFaultKind.Protocol => "the port answers but not as an MQTT 5 broker: check host and port, and mqtts:// or mqtt://",
        MqttFaultKind.SessionTaken => "two processes use the same identity: stop one of them",
        _ => "it reconnects by itself",
    };

    public override string ToString() => $"{Broker}: {Detail}; {Remedy}";
}
