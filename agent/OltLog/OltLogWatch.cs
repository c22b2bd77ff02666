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
    // A line and a poll that agree are two witnesses.
    private const int DownPolls = 1;

    private readonly Dictionary<string, OnuEvidence> _evidence;
    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    /// <param name="devices">Those whose driver reads log lines are watched.</param>
    /// <param name="detection">How many polls confirm that an ONU is back.</param>
    /// <param name="time">For the age of what was said.</param>
    public OltLogWatch(IEnumerable<DeviceConfig> devices, DetectionConfig detection, TimeProvider time) => (_time, _evidence) = (time, devices
        .Where(device => device.Driver.ReadLogLine is not null)
        .ToDictionary(device => device.Id, _ => new OnuEvidence(DownPolls, detection.UpAfterPolls, time), StringComparer.Ordinal));

    /// <summary>A device sent something, whatever it is about.</summary>
    public void Heard(string device)
    {
        lock (_gate) _heard[device] = _time.GetTimestamp();
    }

    /// <inheritdoc/>
    public TimeSpan? HeardAgo(string device)
    {
        lock (_gate) return _heard.TryGetValue(device, out var at) ? _time.GetElapsedTime(at) : null;
    }

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
