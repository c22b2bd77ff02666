using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>When a person is not to be woken: <c>{"from":"22:00","to":"06:00","min_severity":"critical"}</c>, by his own clock.</summary>
/// <param name="From"><c>HH:mm</c>.</param>
/// <param name="To"><c>HH:mm</c>; before <paramref name="From"/>: on the next day; the same: never quiet.</param>
/// <param name="MinSeverity">This and graver passes. Default critical.</param>
internal sealed record QuietHours(string From, string To, Severity? MinSeverity = null)
{
    /// <summary>Null when it cannot be read: then nothing is held back.</summary>
    public static QuietHours? Read(string? json)
    {
        if (string.IsNullOrEmpty(json)) return null;
        try
        {
            var quiet = JsonSerializer.Deserialize(json, RoutingJson.Default.QuietHours);
            return quiet is not null && ClockTime.TryParse(quiet.From, out _) && ClockTime.TryParse(quiet.To, out _) ? quiet : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Until when something of this severity is held back; null: it passes.</summary>
    public DateTimeOffset? Until(DateTimeOffset now, TimeZoneInfo zone, Severity severity)
    {
        if (severity >= (MinSeverity ?? Severity.Critical) || !ClockTime.TryParse(From, out var from) || !ClockTime.TryParse(To, out var to) || from == to) return null;
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var clock = TimeOnly.FromDateTime(local.DateTime);
        if (!clock.IsBetween(from, to)) return null;

        // Where clocks are set meanwhile it is an hour off, once.
        return now + (to - clock);
    }
}

/// <summary>A time of the day as people write it.</summary>
internal static class ClockTime
{
    public static bool TryParse(string? text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(QuietHours))]
[JsonSerializable(typeof(IReadOnlyList<WeekInterval>))]
[JsonSerializable(typeof(IReadOnlyList<RouteStep>))]
[JsonSerializable(typeof(IReadOnlyList<RotationOverride>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class RoutingJson : JsonSerializerContext;
