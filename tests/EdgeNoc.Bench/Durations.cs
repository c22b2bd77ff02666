using System.Globalization;

namespace EdgeNoc.Bench;

/// <summary>Durations as people write them.</summary>
internal static class Durations
{
    /// <summary>Reads <c>60s</c> or <c>5m</c>.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 86_400) return false;
        if (text[^1] is not ('s' or 'm')) return false;
        duration = text[^1] == 's' ? TimeSpan.FromSeconds(number) : TimeSpan.FromMinutes(number);
        return true;
    }
}
