namespace EdgeNoc.Agent.Cabinet.Page.Pin;

/// <summary>What a PIN has to be.</summary>
internal static class PinRule
{
    public const int MinDigits = 6;
    public const int MaxDigits = 12;

    /// <summary>Six digits or more: all that is ever tried against the hash.</summary>
    public static bool IsPin(string? text) => text is { Length: >= MinDigits and <= MaxDigits } && text.All(char.IsAsciiDigit);

    /// <summary>Why a new PIN will not do; null when it will.</summary>
    public static string? Problem(string text)
    {
        if (!IsPin(text)) return $"a PIN has {MinDigits} to {MaxDigits} digits and nothing else";
        var steps = text.Zip(text.Skip(1), (left, right) => right - left).Distinct().ToList();
        return steps is [0 or 1 or -1] ? "a PIN that everybody tries first, one digit again and again or a row such as 123456, is none" : null;
    }
}
