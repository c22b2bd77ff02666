using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>What the pages' words mean: the one table of this vendor.</summary>
internal static class VsolWords
{
    /// <summary>Null for what is no status.</summary>
    public static (OnuStatus Status, OnuReason? Reason)? Judge(string status, string? reason) => status.ToLowerInvariant() switch
    {
        "online" or "up" or "working" or "active" => (OnuStatus.Up, null),
        "offline" or "down" or "inactive" => Lost(reason),
        "los" => (OnuStatus.Los, OnuReason.Los),
        "dyinggasp" or "power off" => (OnuStatus.PowerOff, OnuReason.DyingGasp),
        "authfail" or "auth fail" => (OnuStatus.AuthFailed, OnuReason.AuthRejected),
        { Length: > 1 and < 24 } word when word.All(char.IsAsciiLetter) => (OnuStatus.Unknown, null),
        _ => null,
    };

    private static (OnuStatus Status, OnuReason? Reason) Lost(string? reason)
    {
        var text = string.Concat((reason ?? "").Where(char.IsAsciiLetter)).ToLowerInvariant();
        return text switch
        {
            "" or "na" or "unknown" => (OnuStatus.Down, null),
            "poweroff" or "powerdown" or "dyinggasp" or "powerfail" => (OnuStatus.PowerOff, OnuReason.DyingGasp),
            "wiredown" or "los" or "losi" or "linkdown" or "fiberdown" => (OnuStatus.Los, OnuReason.Los),
            "reboot" or "reset" => (OnuStatus.Down, OnuReason.Rebooted),
            "deregister" or "mpcpdereg" => (OnuStatus.Down, OnuReason.Deregistered),
            "authfail" or "authfailed" => (OnuStatus.AuthFailed, OnuReason.AuthRejected),
            _ => (OnuStatus.Down, OnuReason.Other),
        };
    }
}
