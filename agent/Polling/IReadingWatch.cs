using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Polling;

/// <summary>Looks at every reading of a device before anything else does, and may know more than the device's answer says: its log, for one.</summary>
public interface IReadingWatch
{
    /// <summary>The reading with what else is known. Called once per reading, in the order of the polls of that device.</summary>
    /// <param name="device">The device's id.</param>
    /// <param name="reading">What the poll returned.</param>
    /// <param name="pollAgainIn">Set when another poll should follow so soon.</param>
    Reading See(string device, Reading reading, out TimeSpan? pollAgainIn);

    /// <summary>How long ago the device last said anything by itself; null for never.</summary>
    TimeSpan? HeardAgo(string device);
}
