namespace EdgeNoc.Collector.Channels;

/// <summary>Telephone numbers as WhatsApp gateways want them: digits, with the country.</summary>
internal static class PhoneNumber
{
    /// <summary>How a config is put right.</summary>
    public const string Remedy = "write it in international form, digits only, such as 628123456789";

    private const string Indonesia = "62";

    /// <summary>Whether it is written as it is used: digits, with the country.</summary>
    public static bool IsDigits(string text) => text.Length is >= 6 and <= 15 && text.All(char.IsAsciiDigit);

    /// <summary>Strips what people write into numbers and puts the country in place of the leading 0; null when it is no number.</summary>
    public static string? Normalise(string text)
    {
        var digits = string.Concat(text.Where(c => c is not ('+' or '-' or ' ' or '.' or '(' or ')')));
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit)) return null;
        var full = digits switch
        {
            ['0', '0', .. var international] => international,
            ['0', .. var national] => Indonesia + national,

            // With a plus, 8… is a country: Japan, Korea, China.
            ['8', ..] when !text.TrimStart().StartsWith('+') => Indonesia + digits,
            _ => digits,
        };

        // E.164: at most 15 digits; shorter than 8 is no mobile anywhere.
        return full.Length is >= 8 and <= 15 ? full : null;
    }

    /// <summary>
    /// Whether two numbers are the same telephone. Brazilian mobiles, which began with 6 to 9, got a 9 behind the area code; WhatsApp knows many without it.
    /// </summary>
    public static bool IsSame(string one, string other) => string.Equals(WithoutBrazilsNine(one), WithoutBrazilsNine(other), StringComparison.Ordinal);

    private static string WithoutBrazilsNine(string number) =>
        number is ['5', '5', _, _, '9', .. ['6' or '7' or '8' or '9', ..] rest] && rest.Length == 8 ? number[..4] + rest : number;
}
