using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Polling;

namespace EdgeNoc.Agent.OltLog;

/// <summary>Joins the OLTs' logs and their polls: lines come from the receiver's thread, readings from the scheduler's.</summary>
internal sealed class OltLogWatch : IReadingWatch
{
    /// <summary>From a line to its poll: the rest of the burst and the OLT's own page get the time to catch up.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, OnuEvidence> _evidence;

    /// <param name="devices">Those whose driver reads log lines are watched.</param>
    /// <param name="detection">How many polls confirm.</param>
    /// <param name="time">For the age of what was said.</param>
    public OltLogWatch(IEnumerable<DeviceConfig> devices, DetectionConfig detection, TimeProvider time) => _evidence = devices
        .Where(device => device.Driver.ReadLogLine is not null)
        .ToDictionary(device => device.Id, _ => new OnuEvidence(detection.DownAfterPolls, detection.UpAfterPolls, time), StringComparer.Ordinal);

    /// <summary>Takes a line of a device's log; true when it is about an ONU of its last poll, which then should be polled again soon.</summary>
    public bool Take(string device, OnuLogLine line)
    {
        lock (_gate) return _evidence.TryGetValue(device, out var evidence) && evidence.Take(line);
    }

    /// <inheritdoc/>
    public Reading See(string device, Reading reading, out TimeSpan? pollAgainIn)
    {
        pollAgainIn = null;
        lock (_gate)
        {
            if (!_evidence.TryGetValue(device, out var evidence)) return reading;
            var seen = evidence.See(reading, out var isConfirmed);
            if (!isConfirmed) pollAgainIn = TimeSpan.Zero;
            return seen;
        }
    }
}
