using EdgeNoc.Agent.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>Alerts of devices that the config no longer has: nobody would ever clear them.</summary>
internal static class Orphans
{
    public static IReadOnlyList<EdgeEvent> Clear(IEnumerable<EdgeEvent> raised, AgentConfig config, TimeQuality quality, DateTimeOffset now)
    {
        var known = config.Devices.SelectMany(device => device.Options.MemberIds.Append(device.Id)).Append("site").ToHashSet(StringComparer.Ordinal);
        return [.. raised.Where(alert => !known.Contains(alert.Device)).Select(alert => alert with
        {
            Id = Guid.CreateVersion7(now),
            State = EventState.Cleared,
            At = now,
            Reason = "removed",
            Values = new Dictionary<string, double>(StringComparer.Ordinal),
            TimeQuality = quality,
        })];
    }
}
