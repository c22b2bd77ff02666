using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>Alerts of devices that the config no longer has, and of kinds that it has switched off: nobody would ever clear them.</summary>
internal static class Orphans
{
    public static IReadOnlyList<EdgeEvent> Clear(IEnumerable<EdgeEvent> raised, AgentConfig config, TimeQuality quality, DateTimeOffset now)
    {
        var policies = new Dictionary<string, ThresholdPolicy>(StringComparer.Ordinal) { ["site"] = new(config.Thresholds, ThresholdSet.None) };
        foreach (var device in config.Devices)
        {
            foreach (var id in device.Options.MemberIds.Append(device.Id)) policies[id] = new ThresholdPolicy(config.Thresholds, device.Thresholds);
        }

        var hasOlts = config.Devices.Any(device => device.Driver.Kind == "olt");
        return [.. raised.Select(alert => (Alert: alert, Reason: Reason(alert, policies, hasOlts))).Where(orphan => orphan.Reason is not null).Select(orphan => orphan.Alert with
        {
            Id = Guid.CreateVersion7(now),
            State = EventState.Cleared,
            At = now,
            Reason = orphan.Reason,
            Values = new Dictionary<string, double>(StringComparer.Ordinal),
            TimeQuality = quality,
        })];
    }

    private static string? Reason(EdgeEvent alert, Dictionary<string, ThresholdPolicy> policies, bool hasOlts)
    {
        if (!policies.TryGetValue(alert.Device, out var policy) || (alert.Kind == DetectedKinds.AreaPowerOutage && !hasOlts)) return "removed";
        return DetectedKinds.All.ContainsKey(alert.Kind) && policy.For(alert.Kind, alert.Entity).IsOff ? "switched_off" : null;
    }
}
