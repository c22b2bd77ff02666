using System.Text;

namespace EdgeNoc.Common.Enrolment;

/// <summary>Crockford's base 32: no letter that looks like a digit, upper and lower case alike, and the dense mode of a QR code takes it.</summary>
internal static class Base32
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Bits = 5;

    /// <summary>How many characters hold so many bytes.</summary>
    public static int Length(int bytes) => ((bytes * 8) + Bits - 1) / Bits;

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(Length(bytes.Length));
        var (waiting, count) = (0, 0);
        foreach (var value in bytes)
        {
            waiting = (waiting << 8) | value;
            for (count += 8; count >= Bits; count -= Bits) text.Append(Digits[(waiting >> (count - Bits)) & 31]);
            waiting &= (1 << count) - 1;
        }

        if (count > 0) text.Append(Digits[(waiting << (Bits - count)) & 31]);
        return text.ToString();
    }

    /// <summary>The bytes of so many whole groups of bits; null with the first character that is none of the digits.</summary>
    public static byte[]? Read(string text, out char stranger)
    {
        stranger = '\0';
        var bytes = new List<byte>(text.Length * Bits / 8);
        var (waiting, count) = (0, 0);
        foreach (var character in text)
        {
            // What a hand-written I, L or O was meant to be.
            var digit = Digits.IndexOf(char.ToUpperInvariant(character) switch { 'I' or 'L' => '1', 'O' => '0', var other => other }, StringComparison.Ordinal);
            if (digit < 0)
            {
                stranger = character;
                return null;
            }

            waiting = (waiting << Bits) | digit;
            count += Bits;
            if (count < 8) continue;
            count -= 8;
            bytes.Add((byte)(waiting >> count));
            waiting &= (1 << count) - 1;
        }

        return [.. bytes];
    }
}
