using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Hsgq;

/// <summary>What the API's words and codes mean: the one table of this vendor.</summary>
internal static class HsgqWords
{
    /// <summary>EPON writes <c>Online</c> and <c>Offline</c>, GPON 0 initial, 1 online, 2 offline. Null for what is no status.</summary>
    public static (OnuStatus Status, OnuReason? Reason)? Judge(string status, string? reason) => status.ToLowerInvariant() switch
    {
        "online" or "1" or "up" => (OnuStatus.Up, null),
        "offline" or "2" or "down" => Lost(reason),
        "initial" or "0" => (OnuStatus.Unknown, null),
        { Length: > 1 and < 24 } word when word.All(char.IsAsciiLetter) => (OnuStatus.Unknown, null),
        _ => null,
    };

    private static (OnuStatus Status, OnuReason? Reason) Lost(string? reason)
    {
        var text = string.Concat((reason ?? "").Where(char.IsAsciiLetter)).ToLowerInvariant();
        return text switch
        {
            "" or "na" or "unknown" or "none" => (OnuStatus.Down, null),
            "powerdown" or "poweroff" or "dyinggasp" => (OnuStatus.PowerOff, OnuReason.DyingGasp),
            "los" or "losi" or "wiredown" or "fiberdown" or "lossofsignal" or "laserout" => (OnuStatus.Los, OnuReason.Los),
            "reboot" or "reset" => (OnuStatus.Down, OnuReason.Rebooted),
            "timeout" => (OnuStatus.Down, OnuReason.Timeout),
            "deactive" or "deactivate" or "admindown" => (OnuStatus.Down, OnuReason.Admin),
            "deregister" or "dereg" => (OnuStatus.Down, OnuReason.Deregistered),
            "authfail" or "authfailed" => (OnuStatus.AuthFailed, OnuReason.AuthRejected),
            _ => (OnuStatus.Down, OnuReason.Other),
        };
    }
}
