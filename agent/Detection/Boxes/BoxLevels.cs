using EdgeNoc.Agent.Detection.Levels;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;

namespace EdgeNoc.Agent.Detection.Boxes;

/// <summary>What a box says of itself: load, memory, heat, supply, answer time.</summary>
internal sealed class BoxLevels(LevelBook levels)
{
    private double _volts;

    public void See(DetectionWork work, EntityId key, DeviceRecord box, Func<EventText> text)
    {
        levels.See(work, key, DetectedKinds.DeviceCpuHigh, "cpu_pct", box.CpuPct, text);
        levels.See(work, key, DetectedKinds.DeviceMemHigh, "mem_used_pct", box.MemUsedPct, text);
        levels.See(work, key, DetectedKinds.DeviceTempHigh, "temp_c", box.TempC, text);
        levels.See(work, key, DetectedKinds.DeviceLatencyHigh, "rtt_ms", box.RttMs, text);
        if (box.VoltageV is { } volts) SeeVoltage(work, key, volts, text);
    }

    private void SeeVoltage(DetectionWork work, EntityId key, double volts, Func<EventText> text)
    {
        const string kind = DetectedKinds.DeviceVoltageLow;
        var rule = work.Rule(kind, key.Entity);
        if (!rule.HasLevels)
        {
            if (SupplyVoltage.Limits(Math.Max(_volts, volts)) is not { } limits) return;
            rule = rule with { Raise = limits.Raise, Clear = limits.Clear };
        }

        if (volts > _volts) work.Then(() => _volts = Math.Max(_volts, volts));
        if (levels.See(work, key, kind, rule, volts) is { } news) LevelBook.Tell(work, key, kind, news, "voltage_v", volts, text());
    }
}
