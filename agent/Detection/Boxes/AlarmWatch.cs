using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;

namespace EdgeNoc.Agent.Detection.Boxes;

/// <summary>What a box holds active by its own judgement. It confirmed that itself: one poll raises it, and one that does not list it any more ends it.</summary>
internal static class AlarmWatch
{
    public const string Prefix = "alarm/";

    /// <summary>The more severe first: a box with more of them has one cause, and nobody reads them all.</summary>
    private const int Most = 100;

    /// <param name="work">Where the events go.</param>
    /// <param name="known">What stands.</param>
    /// <param name="alarms">Null: this poll did not ask.</param>
    public static void See(DetectionWork work, Known known, IReadOnlyList<AlarmRecord>? alarms)
    {
        if (alarms is null) return;
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var alarm in alarms.OrderBy(Rank).Take(Most))
        {
            var (state, kind) = alarm.IsCritical ? (Rules.Critical, DetectedKinds.DeviceAlarmCritical) : (Rules.Active, DetectedKinds.DeviceAlarmActive);
            if (listed.Add(alarm.Entity)) work.SeeBox(new EntityId(work.Device, alarm.Entity), new Observation(state, kind, IsCertain: true), Text(alarm));
        }

        foreach (var (key, held) in known.All)
        {
            if (!key.Entity.StartsWith(Prefix, StringComparison.Ordinal) || listed.Contains(key.Entity)) continue;
            if (held is { IsRaised: true, Kind: { } kind }) work.Clear(key, kind, work.Now.Wall - held.Since, EventText.With(null));
            work.Remove(key);
        }
    }

    private static EventText Text(AlarmRecord alarm) => EventText.With(null, ("name", alarm.Description), ("alarm", alarm.Alarm), ("level", alarm.Level), ("box_time", alarm.At));

    private static int Rank(AlarmRecord alarm) => alarm.Level switch { "critical" => 0, "major" => 1, "minor" => 2, _ => 3 };
}
