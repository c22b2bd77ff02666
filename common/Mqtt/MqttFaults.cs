using System.ComponentModel;

namespace EdgeNoc.Common.Mqtt;

/// <summary>What libmosquitto and the broker report, as one of our closed kinds.</summary>
internal static class MqttFaults
{
    /// <summary>The broker answered CONNECT with a refusal.</summary>
    public static MqttFault FromConnack(BrokerAddress broker, int reason)
    {
        var kind = reason switch
        {
            // mosquitto answers a wrong password with 135, "not authorised".
            134 or 135 => MqttFaultKind.BadCredentials,
            133 or 138 => MqttFaultKind.NotAuthorised,
            136 or 137 => MqttFaultKind.Unreachable,
            _ => MqttFaultKind.Protocol,
        };
        return new(kind, broker, $"the broker refused the connection: {Reason(reason)}");
    }

    /// <summary>The broker said goodbye with a reason.</summary>
    public static MqttFault FromDisconnect(BrokerAddress broker, int reason)
    {
        var kind = reason switch
        {
            142 => MqttFaultKind.SessionTaken,
            135 or 138 or 152 => MqttFaultKind.NotAuthorised,
            _ => MqttFaultKind.Lost,
        };
        return new(kind, broker, $"the broker closed the connection: {Reason(reason)}");
    }

    /// <summary>Nobody answers there, in the system's words.</summary>
    public static MqttFault FromErrno(BrokerAddress broker, int errno) => new(MqttFaultKind.Unreachable, broker, new Win32Exception(errno).Message);

    /// <summary>A network call of libmosquitto failed.</summary>
    /// <param name="broker">Whom it was talking to.</param>
    /// <param name="error"><c>MOSQ_ERR_…</c></param>
    /// <param name="errno">Of that call; means something only where <paramref name="error"/> says so.</param>
    /// <param name="logged">The last error text the library logged, or null.</param>
    /// <param name="wasConnected">Whether CONNACK had come.</param>
    public static MqttFault FromError(BrokerAddress broker, int error, int errno, string? logged, bool wasConnected)
    {
        var text = error == LibMosquitto.ErrorErrno && errno != 0 ? new Win32Exception(errno).Message : LibMosquitto.Describe(error).TrimEnd('.');
        if (logged is not null) text = $"{text} ({logged})";
        if (wasConnected) return new(MqttFaultKind.Lost, broker, text);
        var tlsSpoke = error is LibMosquitto.ErrorTls or LibMosquitto.ErrorTlsHandshake || logged?.Contains("OpenSSL", StringComparison.Ordinal) == true;
        if (tlsSpoke) return new(MqttFaultKind.Tls, broker, $"TLS failed: {text}");
        if (error == LibMosquitto.ErrorErrno && errno != 0 && errno != PeerReset) return new(MqttFaultKind.Unreachable, broker, text);
        if (error is LibMosquitto.ErrorConnectionLost or LibMosquitto.ErrorConnectionRefused or LibMosquitto.ErrorErrno)
        {
            return broker.Tls
                ? new(MqttFaultKind.Tls, broker, "the connection was closed during the TLS handshake, as a port without TLS does")
                : new(MqttFaultKind.Protocol, broker, "the connection was closed before an answer came, as a TLS port does");
        }

        return new(MqttFaultKind.Protocol, broker, text);
    }

    private const int PeerReset = 104;

    private static string Reason(int reason) => $"{LibMosquitto.DescribeReason(reason).TrimEnd('.')} ({reason})";
}
