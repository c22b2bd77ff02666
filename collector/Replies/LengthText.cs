using System.Globalization;

namespace EdgeNoc.Collector.Replies;

/// <summary>Lengths of time as people type them: <c>60</c> (minutes), <c>90m</c>, <c>2h</c>, <c>2 jam</c>, <c>1 dia</c>.</summary>
internal static class LengthText
{
    // Whoever types more digits means for ever, which nobody gets.
    private static readonly TimeSpan Beyond = TimeSpan.FromDays(36_500);

    /// <summary>Takes a length off the end of the words; null when there is none.</summary>
    public static TimeSpan? TakeLast(List<string> words)
    {
        if (words.Count >= 2 && Unit(words[^1]) is { } unit && Digits(words[^2]) is { } count)
        {
            words.RemoveRange(words.Count - 2, 2);
            return Times(count, unit);
        }

        if (words.Count == 0 || Of(words[^1]) is not { } length) return null;
        words.RemoveAt(words.Count - 1);
        return length;
    }

    /// <summary>One word; null when it is no length.</summary>
    public static TimeSpan? Of(string word)
    {
        var end = 0;
        while (end < word.Length && char.IsAsciiDigit(word[end])) end++;
        if (Digits(word[..end]) is not { } count) return null;
        if (end == word.Length) return Times(count, TimeSpan.FromMinutes(1));
        return Unit(word[end..]) is { } unit ? Times(count, unit) : null;
    }

    private static string? Digits(string word) => word.Length > 0 && word.All(char.IsAsciiDigit) ? word : null;

    private static TimeSpan Times(string digits, TimeSpan unit) =>
        digits.TrimStart('0').Length > 7 ? Beyond : unit * int.Parse(digits, CultureInfo.InvariantCulture) is var length && length < Beyond ? length : Beyond;

    private static TimeSpan? Unit(string word) => word switch
    {
        "m" or "min" or "mins" or "minute" or "minutes" or "menit" or "mnt" or "minuto" or "minutos" => TimeSpan.FromMinutes(1),
        "h" or "j" or "hour" or "hours" or "jam" or "hora" or "horas" => TimeSpan.FromHours(1),
        "d" or "day" or "days" or "hari" or "dia" or "dias" => TimeSpan.FromDays(1),
        _ => null,
    };
}
