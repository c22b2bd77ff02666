using System.Text.Json.Serialization;

namespace EdgeNoc.Agent.Cabinet;

/// <summary>How a lamp is lit; told apart by rhythm, never by colour alone.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LampPattern>))]
public enum LampPattern
{
    [JsonStringEnumMemberName("off")] Off,
    [JsonStringEnumMemberName("steady")] Steady,
    [JsonStringEnumMemberName("slow_blink")] SlowBlink,
    [JsonStringEnumMemberName("double_blink")] DoubleBlink,
    [JsonStringEnumMemberName("fast")] Fast,
}

/// <summary>The four lamps of the cabinet.</summary>
/// <param name="Owner">For whoever owns the place. Steady: all is well, or the office knows. Slow blink: call the office. Dark: no power, or the agent is dead.</param>
/// <param name="Uplink">Steady: the database acknowledged within 2 minutes. Slow blink: no broker, data is kept here. Double blink: a broker, but nobody acknowledges. Off: no network.</param>
/// <param name="Devices">Steady: all answer. Slow blink: some do not. Fast: none does. Off: there are none.</param>
/// <param name="Alarm">Fast: something critical that nobody took on. Steady: something critical that somebody works on. Slow blink: something less urgent. Off: nothing.</param>
public sealed record PanelState(LampPattern Owner, LampPattern Uplink, LampPattern Devices, LampPattern Alarm)
{
    /// <summary>All lamps in one pattern: a test, its result, or the end.</summary>
    public static PanelState All(LampPattern pattern) => new(pattern, pattern, pattern, pattern);
}
