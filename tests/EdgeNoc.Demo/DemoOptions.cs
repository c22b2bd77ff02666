using System.Globalization;

namespace EdgeNoc.Demo;

/// <summary>What the demo was asked to do.</summary>
/// <param name="For">Ends by itself after so long and counts; null runs until it is stopped.</param>
/// <param name="Port">The first port to use; null takes free ones.</param>
internal sealed record DemoOptions(TimeSpan? For, int? Port)
{
    /// <summary>Reads <c>60s</c>, <c>2m</c>, <c>1h</c> or <c>90</c> (seconds).</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        var unit_s = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        var digits = unit_s == 0 ? text : text[..^1];
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 1_000_000) return false;
        duration = TimeSpan.FromSeconds((long)count * Math.Max(unit_s, 1));
        return true;
    }
}

/// <summary>Why the demo cannot run, told to a person who can do something about it.</summary>
internal sealed class DemoProblem(string what, string remedy) : Exception($"{what}: {remedy}");
