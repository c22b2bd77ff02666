using System.Buffers.Binary;

namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>What the first bytes of a word say.</summary>
internal enum PrefixState
{
    Complete,

    /// <summary>More bytes are needed to know.</summary>
    Incomplete,

    /// <summary>A control byte, 0xF8 and above: nobody knows what follows, and the connection cannot be read on.</summary>
    Reserved,
}

/// <summary>The length before each word: one to five bytes, big-endian, the number of leading ones tells how many.</summary>
internal static class LengthPrefix
{
    public const int MaxBytes = 5;

    /// <param name="source">From the first byte of the prefix on.</param>
    /// <param name="length">Of the word, in bytes.</param>
    /// <param name="size">Of the prefix itself.</param>
    public static PrefixState TryRead(ReadOnlySpan<byte> source, out uint length, out int size)
    {
        (length, size) = (0, 0);
        if (source.IsEmpty) return PrefixState.Incomplete;
        var first = source[0];
        if (first >= 0xF8) return PrefixState.Reserved;
        size = first switch { < 0x80 => 1, < 0xC0 => 2, < 0xE0 => 3, < 0xF0 => 4, _ => 5 };
        if (source.Length < size) return PrefixState.Incomplete;
        length = size switch
        {
            1 => first,
            2 => BinaryPrimitives.ReadUInt16BigEndian(source) & 0x3FFFu,
            3 => ((first & 0x1Fu) << 16) | BinaryPrimitives.ReadUInt16BigEndian(source[1..]),
            4 => BinaryPrimitives.ReadUInt32BigEndian(source) & 0x0FFFFFFFu,
            _ => BinaryPrimitives.ReadUInt32BigEndian(source[1..]),
        };
        return PrefixState.Complete;
    }

    /// <summary>Writes the shortest form and returns its size.</summary>
    public static int Write(Span<byte> target, uint length)
    {
        switch (length)
        {
            case < 0x80:
                target[0] = (byte)length;
                return 1;
            case < 0x4000:
                BinaryPrimitives.WriteUInt16BigEndian(target, (ushort)(length | 0x8000));
                return 2;
            case < 0x200000:
                target[0] = (byte)((length >> 16) | 0xC0);
                BinaryPrimitives.WriteUInt16BigEndian(target[1..], (ushort)length);
                return 3;
            case < 0x10000000:
                BinaryPrimitives.WriteUInt32BigEndian(target, length | 0xE0000000);
                return 4;
            default:
                target[0] = 0xF0;
                BinaryPrimitives.WriteUInt32BigEndian(target[1..], length);
                return 5;
        }
    }
}
