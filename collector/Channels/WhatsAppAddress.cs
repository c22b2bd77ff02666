namespace EdgeNoc.Collector.Channels;

/// <summary>Recipients on WhatsApp: telephone numbers, and groups by the ids that gateways give them.</summary>
internal static class WhatsAppAddress
{
    private const string NoNumber = "is no telephone number";
    private const string GroupEnd = "@g.us";
    private const int MaxGroupDigits = 40;
    private static readonly string[] PersonEnds = ["@s.whatsapp.net", "@c.us"];

    /// <summary>A number as people write it, or a group id.</summary>
    public static RecipientCheck Check(string recipient)
    {
        if (IsGroup(recipient)) return new RecipientCheck.Group(recipient);
        return PhoneNumber.Normalise(recipient) is { } number
            ? new RecipientCheck.Person(number)
            : new RecipientCheck.Unusable(NoNumber, $"{PhoneNumber.Remedy}, or a group as 120363041234567890@g.us");
    }

    /// <summary>For providers that reach no groups.</summary>
    public static RecipientCheck CheckPerson(string recipient) => PhoneNumber.Normalise(recipient) is { } number
        ? new RecipientCheck.Person(number)
        : new RecipientCheck.Unusable(NoNumber, PhoneNumber.Remedy);

    /// <summary>Old groups have two numbers, <c>628123456789-1400000000@g.us</c>.</summary>
    public static bool IsGroup(string? address) =>
        address is not null && address.EndsWith(GroupEnd, StringComparison.Ordinal)
        && address.Length is var length && length > GroupEnd.Length && length <= MaxGroupDigits + GroupEnd.Length
        && address[..(length - GroupEnd.Length)].All(c => char.IsAsciiDigit(c) || c == '-');

    /// <summary>
    /// The number behind an address such as <c>628123456789:12@s.whatsapp.net</c>; an address without one (<c>…@lid</c>) stays as it is; null when it is
    /// no address of a person.
    /// </summary>
    public static string? PersonOf(string? address)
    {
        if (address is null) return null;
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var (name, end) = at < 0 ? (address, "") : (address[..at], address[at..]);
        var device = name.IndexOf(':', StringComparison.Ordinal);
        if (device >= 0) name = name[..device];
        if (name.Length is < 5 or > 20 || !name.All(char.IsAsciiDigit)) return null;
        return end.Length == 0 || PersonEnds.Contains(end, StringComparer.Ordinal) ? name : end == "@lid" ? name + end : null;
    }
}
