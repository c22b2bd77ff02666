using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.ZteCli;

/// <summary>What the box's words mean: the one table of this vendor.</summary>
internal static class ZteWords
{
    /// <summary>The phase state; null for what is no phase at all.</summary>
    public static (OnuStatus Status, OnuReason? Reason)? Phase(string word) => word.ToUpperInvariant() switch
    {
        "WORKING" or "ONLINE" => (OnuStatus.Up, null),
        "LOS" or "LOSI" => (OnuStatus.Los, OnuReason.Los),
        "DYINGGASP" or "DYING-GASP" or "POWEROFF" => (OnuStatus.PowerOff, OnuReason.DyingGasp),
        "OFFLINE" => (OnuStatus.Down, null),
        "AUTHFAIL" or "AUTHFAILED" or "AUTH-FAIL" => (OnuStatus.AuthFailed, OnuReason.AuthRejected),
        // On its way up, or told to stay away: neither is a loss.
        "SYNCMIB" or "LOGGING" or "INITIAL" or "STANDBY" or "OMCI" or "UNKNOWN" => (OnuStatus.Unknown, null),
        _ => null,
    };

    /// <summary>The cause of the last loss in an ONU's history; null for none.</summary>
    public static OnuReason? Cause(string word) => word.ToUpperInvariant() switch
    {
        "" or "--" or "-" => null,
        "DYINGGASP" or "POWEROFF" => OnuReason.DyingGasp,
        "LOS" or "LOSI" or "LOBI" => OnuReason.Los,
        "AUTHFAIL" or "AUTHFAILED" => OnuReason.AuthRejected,
        "REBOOT" or "RESET" => OnuReason.Rebooted,
        "SHUTDOWN" or "DEACTIVE" or "DEACTIVATE" => OnuReason.Admin,
        _ => OnuReason.Other,
    };

    /// <summary>Status and reason of an ONU that is not up, when its history says more than its phase.</summary>
    public static (OnuStatus Status, OnuReason? Reason) Judge((OnuStatus Status, OnuReason? Reason) phase, OnuReason? cause) => (phase.Status, cause) switch
    {
        (OnuStatus.Down, OnuReason.DyingGasp) => (OnuStatus.PowerOff, cause),
        (OnuStatus.Down, OnuReason.Los) => (OnuStatus.Los, cause),
        (OnuStatus.Down, OnuReason.AuthRejected) => (OnuStatus.AuthFailed, cause),
        (OnuStatus.Down, not null) => (OnuStatus.Down, cause),
        _ => phase,
    };
}
