namespace EdgeNoc.Common.Mqtt;

/// <summary>Brings the options of a session into a native client, before it connects.</summary>
internal static unsafe class MqttSetup
{
    private const int Mqtt5 = 5, VerifyPeer = 1;

    /// <summary>So far behind a clock may be without any certificate noticing.</summary>
    private static readonly TimeSpan ClockIsFine = TimeSpan.FromMinutes(1);

    /// <summary>Null, or what cannot work and why.</summary>
    /// <param name="handle">The client.</param>
    /// <param name="options">What it is told.</param>
    /// <param name="broker">Whom it will connect to.</param>
    /// <param name="certificates">The session's own clock for certificates.</param>
    public static MqttFault? Apply(MosquittoHandle handle, MqttOptions options, BrokerAddress broker, CertificateClock certificates)
    {
        LibMosquitto.IntOption(handle, LibMosquitto.OptionProtocolVersion, Mqtt5);
        LibMosquitto.IntOption(handle, LibMosquitto.OptionTcpNoDelay, 1);
        // Our own limit binds (and the broker's); the library's default of 20 each way would.
        LibMosquitto.IntOption(handle, LibMosquitto.OptionSendMaximum, ushort.MaxValue);
        LibMosquitto.IntOption(handle, LibMosquitto.OptionReceiveMaximum, ushort.MaxValue);
        // The network thread is ours: publishing from others queues and wakes it, instead of writing itself.
        LibMosquitto.ThreadedSet(handle, threaded: true);
        if (options.UserName is not null && LibMosquitto.UserNameSet(handle, options.UserName, options.Password) != LibMosquitto.Success)
            return new(MqttFaultKind.BadCredentials, broker, "user name or password is no valid UTF-8 or longer than 65,535 bytes");
        if (options.Will is { } will && !SetWill(handle, will))
            return new(MqttFaultKind.Protocol, broker, $"the will for {will.Topic} is not valid: check its topic and the length of its properties");
        return broker.Tls ? SetTls(handle, options, broker, certificates) : null;
    }

    private static bool SetWill(MosquittoHandle handle, MqttMessage will)
    {
        if (!MqttProperties.TryWrite(will, out var properties)) return false;
        fixed (byte* payload = will.Payload.Span)
        {
            if (LibMosquitto.WillSet(handle, will.Topic, will.Payload.Length, payload, 1, will.Retain, properties) == LibMosquitto.Success) return true;
        }

        // On success the client owns the list.
        if (properties != 0) LibMosquitto.PropertyFreeAll(ref properties);
        return false;
    }

    private static MqttFault? SetTls(MosquittoHandle handle, MqttOptions options, BrokerAddress broker, CertificateClock certificates)
    {
        // OpenSSL looks at the machine's clock, whatever this process believes.
        if (options.KnownTime?.Invoke() is { } known && known - DateTimeOffset.UtcNow > ClockIsFine)
            return certificates.Use(handle, known, options.CaFile, broker.Host) is { } problem ? new(MqttFaultKind.Tls, broker, problem) : null;
        var error = options.CaFile is { } ca
            ? LibMosquitto.TlsSet(handle, ca, null, null, null, 0)
            : LibMosquitto.IntOption(handle, LibMosquitto.OptionTlsUseOsCertificates, 1);
        if (error != LibMosquitto.Success)
            return new(MqttFaultKind.Tls, broker, $"the CA certificates ({options.CaFile ?? "the system's"}) cannot be read: {LibMosquitto.Describe(error).TrimEnd('.')}");
        // Without a version the library takes TLS 1.2 or newer.
        error = LibMosquitto.TlsOptionsSet(handle, VerifyPeer, null, null);
        return error == LibMosquitto.Success ? null : new(MqttFaultKind.Tls, broker, $"this libmosquitto refuses TLS: {LibMosquitto.Describe(error).TrimEnd('.')}");
    }
}
