using EdgeNoc.Agent.Devices;

namespace EdgeNoc.Agent.Polling;

/// <summary>How a config entry does, for status and panels.</summary>
/// <param name="Id">The device's id, or the group's.</param>
/// <param name="Driver">The driver's name.</param>
/// <param name="Kind"><c>olt, router, bng, ont</c>.</param>
/// <param name="Health"><c>ok</c>, <c>waiting</c> before the first poll, or the error's word, as <c>timeout</c>.</param>
/// <param name="LastOk">When it last answered, since the agent started.</param>
/// <param name="LastError">The last error with its remedy; null while all is well.</param>
/// <param name="PartsUp">Of an OLT's ONUs or a group's ONTs; null while unknown.</param>
/// <param name="PartsTotal">As <paramref name="PartsUp"/>.</param>
public sealed record DeviceHealthSnapshot(
    string Id,
    string Driver,
    string Kind,
    string Health,
    DateTimeOffset? LastOk,
    PollError? LastError,
    int? PartsUp,
    int? PartsTotal)
{
    /// <summary>A person works in it and it is left alone until then; null when it is not.</summary>
    public DateTimeOffset? PausedUntil { get; init; }
}
