using System.Buffers.Text;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>An ONU's id in its cell, <c>0/2:1</c> or <c>0/1/2:17</c>: the OLT's name for the PON, then the number within it.</summary>
internal readonly record struct OnuId(int PonLength, int Number)
{
    private const int MaxNumber = 4096;

    public static bool TryParse(ReadOnlySpan<byte> cell, out OnuId id)
    {
        id = default;
        var colon = cell.IndexOf((byte)':');
        if (colon is < 3 or > 15 || !IsPon(cell[..colon])) return false;
        var number = cell[(colon + 1)..];
        if (number.Length is 0 or > 4 || number.ContainsAnyExceptInRange((byte)'0', (byte)'9') || !Utf8Parser.TryParse(number, out int value, out _) || value > MaxNumber) return false;
        id = new OnuId(colon, value);
        return true;
    }

    /// <summary>Two or three numbers with slashes.</summary>
    public static bool IsPon(ReadOnlySpan<byte> text)
    {
        if (text.Length > 15) return false;
        int slashes = 0, digits = 0;
        foreach (var letter in text)
        {
            if (letter == '/' && digits > 0)
            {
                slashes++;
                digits = 0;
            }
            else if (letter is >= (byte)'0' and <= (byte)'9' && digits < 3)
            {
                digits++;
            }
            else
            {
                return false;
            }
        }

        return slashes is 1 or 2 && digits > 0;
    }
}
