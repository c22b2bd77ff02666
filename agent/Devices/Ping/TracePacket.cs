using System.Buffers.Binary;
using System.Net;

namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>What an answer to a probe means.</summary>
internal enum TraceAnswerKind
{
    /// <summary>A router let it go no further: it had passed as many as it may.</summary>
    OnTheWay,

    /// <summary>The host itself.</summary>
    Reached,

    /// <summary>Somebody on the way cannot or may not send it on.</summary>
    Refused,
}

/// <summary>Reads answers to probes as a raw socket hands them over (RFC 792, RFC 4443): an echo's answer, or a complaint that quotes the probe.</summary>
internal static class TracePacket
{
    private const int V6HeaderLength = 40;

    // A complaint quotes the IP header and at least eight bytes behind it: type, code, sum, id, sequence.
    private const int QuotedBytes = 8;

    /// <summary>False unless it answers a probe with this id to this host. Never throws, whatever comes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, bool isV6, IPAddress target, ushort id, ulong secret, out TraceAnswerKind kind, out ushort sequence)
    {
        (kind, sequence) = (TraceAnswerKind.Reached, 0);
        if (isV6 ? IcmpEcho.TryReadReplyV6(packet, id, secret, out var number) : IcmpEcho.TryReadReply(packet, id, secret, out number))
        {
            sequence = (ushort)number;
            return true;
        }

        var icmp = isV6 ? packet : WithoutHeader(packet);
        if (icmp.Length < 8 || KindOf(icmp[0], isV6) is not { } complaint) return false;
        kind = complaint;
        var quoted = icmp[8..];
        var probe = isV6 ? QuotedV6(quoted, target) : QuotedV4(quoted, target);
        if (probe.Length < QuotedBytes || probe[0] != (isV6 ? 128 : 8) || BinaryPrimitives.ReadUInt16BigEndian(probe[4..]) != id) return false;
        sequence = BinaryPrimitives.ReadUInt16BigEndian(probe[6..]);
        return true;
    }

    private static TraceAnswerKind? KindOf(byte type, bool isV6) => (type, isV6) switch
    {
        (11, false) or (3, true) => TraceAnswerKind.OnTheWay,
        (3, false) or (1, true) => TraceAnswerKind.Refused,
        _ => null,
    };

    private static ReadOnlySpan<byte> QuotedV4(ReadOnlySpan<byte> packet, IPAddress target)
    {
        var isOurs = packet.Length >= 20 && packet[9] == 1 && packet[16..20].SequenceEqual(target.GetAddressBytes());
        return isOurs ? WithoutHeader(packet) : default;
    }

    private static ReadOnlySpan<byte> QuotedV6(ReadOnlySpan<byte> packet, IPAddress target)
    {
        var isOurs = packet.Length >= V6HeaderLength && packet[0] >> 4 == 6 && packet[6] == 58 && packet[24..V6HeaderLength].SequenceEqual(target.GetAddressBytes());
        return isOurs ? packet[V6HeaderLength..] : default;
    }

    /// <summary>Empty when it is no IPv4 packet.</summary>
    private static ReadOnlySpan<byte> WithoutHeader(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 20 || packet[0] >> 4 != 4) return default;
        var length = (packet[0] & 0x0f) * 4;
        return length < 20 || packet.Length < length ? default : packet[length..];
    }
}
