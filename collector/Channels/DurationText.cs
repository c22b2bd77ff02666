using System.Globalization;

namespace EdgeNoc.Collector.Channels;

/// <summary>Durations as people say them.</summary>
internal static class DurationText
{
    /// <summary>Two units at most: <c>45s</c>, <c>5m 15s</c>, <c>2h 5m</c>, <c>3d 4h</c>.</summary>
    public static string Of(TimeSpan duration)
    {
        var d = duration < TimeSpan.Zero ? TimeSpan.Zero : duration;
        return d switch
        {
            { TotalMinutes: < 1 } => Text($"{d.Seconds}s"),
            { TotalHours: < 1 } => Text($"{d.Minutes}m {d.Seconds}s"),
            { TotalDays: < 1 } => Text($"{d.Hours}h {d.Minutes}m"),
            _ => Text($"{(int)d.TotalDays}d {d.Hours}h"),
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
