using System.Text.Json.Serialization;
using EdgeNoc.Collector.Alerts.Text;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>Hours of a week: <c>{"days":["mon","tue"],"from":"07:00","to":"17:00","zone":"Asia/Jakarta"}</c>.</summary>
/// <param name="Days"><c>mon</c> to <c>sun</c>, the day on which it begins; none: every day.</param>
/// <param name="From"><c>HH:mm</c>.</param>
/// <param name="To"><c>HH:mm</c>, the first minute outside; not after <paramref name="From"/>: on the next day.</param>
/// <param name="Zone">IANA name; none: UTC.</param>
internal sealed record WeekInterval(IReadOnlyList<string>? Days, string From, string To, string? Zone)
{
    private static readonly string[] Names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static bool IsDay(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether it can be used as it is written.</summary>
    [JsonIgnore]
    public bool IsValid => (Days ?? []).All(IsDay) && ClockTime.TryParse(From, out _) && ClockTime.TryParse(To, out _);

    public bool Contains(DateTimeOffset now)
    {
        if (!ClockTime.TryParse(From, out var from) || !ClockTime.TryParse(To, out var to)) return false;
        var local = TimeZoneInfo.ConvertTime(now, SiteTime.Zone(Zone).Zone);
        var clock = TimeOnly.FromDateTime(local.DateTime);
        if (from < to) return from <= clock && clock < to && IsOn(local.DayOfWeek);
        return (clock >= from && IsOn(local.DayOfWeek)) || (clock < to && IsOn(local.AddDays(-1).DayOfWeek));
    }

    private bool IsOn(DayOfWeek day) => Days is null or { Count: 0 } || Days.Contains(Names[(int)day], StringComparer.Ordinal);
}
