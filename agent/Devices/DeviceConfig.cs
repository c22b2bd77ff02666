using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Devices;

/// <summary>An entry of <c>devices</c>: a box, or a group of ONTs that are pinged together.</summary>
/// <param name="Id">The device's id, or the group's.</param>
/// <param name="Driver">How it is polled.</param>
/// <param name="Interval">From the start of one poll to the start of the next, before jitter.</param>
/// <param name="Options">The driver's own options.</param>
public sealed record DeviceConfig(string Id, DriverDefinition Driver, TimeSpan Interval, IDriverOptions Options)
{
    /// <summary>What this entry changes about the kinds of alerts.</summary>
    public ThresholdSet Thresholds { get; init; } = ThresholdSet.None;

    /// <summary>The entry's line in the agent's status: a group is one line with its count.</summary>
    public StatusDevice ToStatus() => new(Id, Driver.Name, Driver.Kind, Options.MemberIds.Count == 0 ? null : Options.MemberIds.Count) { User = Options.Password is null ? null : Options.User };
}
