using System.Text.Json.Serialization;

namespace EdgeNoc.Common.Events;

/// <summary>How urgent an event is, from a note to a page at night.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    [JsonStringEnumMemberName("info")] Info,
    [JsonStringEnumMemberName("low")] Low,
    [JsonStringEnumMemberName("medium")] Medium,
    [JsonStringEnumMemberName("high")] High,
    [JsonStringEnumMemberName("critical")] Critical,
}

/// <summary>Whether what an event names has begun or ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventState>))]
public enum EventState
{
    [JsonStringEnumMemberName("raised")] Raised,
    [JsonStringEnumMemberName("cleared")] Cleared,
}

/// <summary>Whether the clock that stamped an event was synchronised.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TimeQuality>))]
public enum TimeQuality
{
    [JsonStringEnumMemberName("synced")] Synced,
    [JsonStringEnumMemberName("estimated")] Estimated,
}
