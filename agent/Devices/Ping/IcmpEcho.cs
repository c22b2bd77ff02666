using System.Buffers.Binary;

namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>Echo messages of ICMP (RFC 792) and ICMPv6 (RFC 4443) as bytes: they differ in two numbers and in who computes the sum.</summary>
internal static class IcmpEcho
{
    /// <summary>Type, code, checksum, id, sequence, then a token of 16 bytes that nobody else can know.</summary>
    public const int Length = 8 + 16;

    private const byte EchoReply = 0;
    private const byte EchoRequest = 8;
    private const byte EchoRequestV6 = 128;
    private const byte EchoReplyV6 = 129;

    /// <summary>The sum of an ICMPv6 message covers the addresses: the kernel puts it in.</summary>
    public static void WriteRequest(Span<byte> packet, bool isV6, ushort id, ulong secret, ulong number)
    {
        packet[..Length].Clear();
        packet[0] = isV6 ? EchoRequestV6 : EchoRequest;
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], id);
        BinaryPrimitives.WriteUInt16BigEndian(packet[6..], (ushort)number);
        BinaryPrimitives.WriteUInt64BigEndian(packet[8..], secret);
        BinaryPrimitives.WriteUInt64BigEndian(packet[16..], number);
        if (!isV6) BinaryPrimitives.WriteUInt16BigEndian(packet[2..], Checksum(packet[..Length]));
    }

    /// <summary>Reads an IPv4 packet as a raw socket hands it over; false unless it is an answer to a request with this id and secret.</summary>
    public static bool TryReadReply(ReadOnlySpan<byte> ipPacket, ushort id, ulong secret, out ulong number)
    {
        number = 0;
        if (ipPacket.Length < 20 || ipPacket[0] >> 4 != 4) return false;
        var headerLength = (ipPacket[0] & 0x0f) * 4;
        if (headerLength < 20 || ipPacket.Length < headerLength + Length) return false;
        var packet = ipPacket[headerLength..];
        return TryRead(packet, EchoReply, id, secret, out number) && Checksum(packet) == 0;
    }

    /// <summary>The same for ICMPv6, which comes without its IP header and with its sum checked.</summary>
    public static bool TryReadReplyV6(ReadOnlySpan<byte> packet, ushort id, ulong secret, out ulong number) => TryRead(packet, EchoReplyV6, id, secret, out number);

    /// <summary>The one's complement sum of RFC 1071; 0 over a packet that holds its own right checksum.</summary>
    internal static ushort Checksum(ReadOnlySpan<byte> packet)
    {
        uint sum = 0;
        for (var i = 0; i + 1 < packet.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(packet[i..]);
        if (packet.Length % 2 == 1) sum += (uint)(packet[^1] << 8);
        while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }

    private static bool TryRead(ReadOnlySpan<byte> packet, byte type, ushort id, ulong secret, out ulong number)
    {
        number = 0;
        if (packet.Length < Length || packet[0] != type || packet[1] != 0) return false;
        if (BinaryPrimitives.ReadUInt16BigEndian(packet[4..]) != id || BinaryPrimitives.ReadUInt64BigEndian(packet[8..]) != secret) return false;
        number = BinaryPrimitives.ReadUInt64BigEndian(packet[16..]);
        return BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) == (ushort)number;
    }
}
