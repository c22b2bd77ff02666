using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;

namespace EdgeNoc.Agent.Detection.Boxes;

/// <summary>Fans and supplies that say that they fail. One that never worked (the second supply that nobody bought) is as it is.</summary>
internal static class SensorWatch
{
    // Many boxes stop their fans while they are cool.
    private const double FansRunAboveC = 60;

    public static void See(DetectionWork work, Reading reading, Func<EventText> box)
    {
        foreach (var sensor in reading.Sensors)
        {
            if (StateOf(sensor, reading.Device?.TempC) is not { } state) continue;
            work.See(new EntityId(work.Device, $"sensor/{sensor.Sensor}"), state, sensor, (now, _) => box().With(("sensor", now.Sensor)).And(("value", now.Value)));
        }
    }

    /// <summary>Null for what is neither fan nor supply, and for a fan of which nobody can tell.</summary>
    internal static Observation? StateOf(SensorRecord sensor, double? boxTempC)
    {
        var kind = sensor.Sensor.Split('/')[0] switch
        {
            "fan" => DetectedKinds.DeviceFanFault,
            "psu" => DetectedKinds.DevicePsuFault,
            _ => null,
        };
        if (kind is null) return null;
        if (sensor.Ok is { } ok) return ok ? new(Rules.Up, null) : new(Rules.Fault, kind);
        if (kind != DetectedKinds.DeviceFanFault || sensor.Value is not { } turns) return null;
        if (turns > 0) return new(Rules.Up, null);
        return boxTempC >= FansRunAboveC ? new(Rules.Fault, kind) : null;
    }
}
