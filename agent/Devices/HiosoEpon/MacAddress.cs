namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>MAC addresses in the one form that EdgeNoc writes.</summary>
internal static class MacAddress
{
    /// <summary><c>FC:8E:5B:2B:66:98</c> from any case, with colons, dashes, dots or nothing in between; null when it is none.</summary>
    public static string? Format(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 12 or > 17) return null;
        Span<char> formatted = stackalloc char[17];
        var digits = 0;
        foreach (var letter in text)
        {
            if (letter is (byte)':' or (byte)'-' or (byte)'.') continue;
            if (!char.IsAsciiHexDigit((char)letter) || digits == 12) return null;
            var place = digits / 2 * 3 + digits % 2;
            if (place > 0 && digits % 2 == 0) formatted[place - 1] = ':';
            formatted[place] = (char)(letter >= 'a' ? letter - ('a' - 'A') : letter);
            digits++;
        }

        return digits == 12 ? new string(formatted) : null;
    }
}
