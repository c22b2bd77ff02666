using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.SmartAxCli;

/// <summary>What the box's words mean: the one table of this vendor.</summary>
internal static class SmartAxWords
{
    /// <summary>Run state and the cause of the last loss, which stands there for an ONT that is online too. Lists cut the cause short: its beginning counts.</summary>
    public static (OnuStatus Status, OnuReason? Reason) Judge(string runState, string? cause)
    {
        if (runState.Equals("online", StringComparison.OrdinalIgnoreCase) || runState.Equals("up", StringComparison.OrdinalIgnoreCase)) return (OnuStatus.Up, null);
        if (!runState.Equals("offline", StringComparison.OrdinalIgnoreCase) && !runState.Equals("down", StringComparison.OrdinalIgnoreCase)) return (OnuStatus.Unknown, null);
        var reason = Reason(cause ?? "");
        return reason switch
        {
            OnuReason.DyingGasp => (OnuStatus.PowerOff, reason),
            OnuReason.Los => (OnuStatus.Los, reason),
            OnuReason.AuthRejected => (OnuStatus.AuthFailed, reason),
            OnuReason.Loop => (OnuStatus.Loop, reason),
            _ => (OnuStatus.Down, reason),
        };
    }

    private static OnuReason? Reason(string cause)
    {
        var text = cause.Trim().ToUpperInvariant();
        return text switch
        {
            "" or "-" or "--" => null,
            _ when text.StartsWith("DYING", StringComparison.Ordinal) || text.StartsWith("POWER-OFF", StringComparison.Ordinal) || text.StartsWith("POWER OFF", StringComparison.Ordinal) => OnuReason.DyingGasp,
            _ when text.StartsWith("LOS", StringComparison.Ordinal) || text.StartsWith("LOBI", StringComparison.Ordinal) || text.StartsWith("WIRE", StringComparison.Ordinal) => OnuReason.Los,
            _ when text.Contains("RESET", StringComparison.Ordinal) || text.Contains("REBOOT", StringComparison.Ordinal) => OnuReason.Rebooted,
            _ when text.Contains("RE-REG", StringComparison.Ordinal) || text.Contains("REREG", StringComparison.Ordinal) || text.Contains("DEREG", StringComparison.Ordinal) => OnuReason.Deregistered,
            _ when text.Contains("DEACT", StringComparison.Ordinal) || text.Contains("SHUTDOWN", StringComparison.Ordinal) => OnuReason.Admin,
            _ when text.Contains("AUTH", StringComparison.Ordinal) || text.Contains("PASSWORD", StringComparison.Ordinal) => OnuReason.AuthRejected,
            _ when text.Contains("LOOP", StringComparison.Ordinal) || text.Contains("RING", StringComparison.Ordinal) => OnuReason.Loop,
            _ when text.Contains("TIMEOUT", StringComparison.Ordinal) || text.StartsWith("LOFI", StringComparison.Ordinal) || text.StartsWith("LOAI", StringComparison.Ordinal) => OnuReason.Timeout,
            _ => OnuReason.Other,
        };
    }
}
