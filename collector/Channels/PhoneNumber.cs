namespace EdgeNoc.Collector.Channels;

/// <summary>Telephone numbers as WhatsApp gateways want them: digits, with the country.</summary>
internal static class PhoneNumber
{
    private const string Indonesia = "62";

    /// <summary>Strips what people write into numbers and puts the country in place of the leading 0; null when it is no number.</summary>
    public static string? Normalise(string text)
    {
        var digits = string.Concat(text.Where(c => c is not ('+' or '-' or ' ' or '.' or '(' or ')')));
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit)) return null;
        var full = digits switch
        {
            ['0', '0', .. var international] => international,
            ['0', .. var national] => Indonesia + national,
            ['8', ..] => Indonesia + digits,
            _ => digits,
        };

        // E.164: at most 15 digits; shorter than 8 is no mobile anywhere.
        return full.Length is >= 8 and <= 15 ? full : null;
    }
}
