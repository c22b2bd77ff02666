using System.Globalization;
using EdgeNoc.Agent.Host;

namespace EdgeNoc.Agent.Commands;

/// <summary>Broker and round trip as the running agent sees them: a second connection with its identity would throw it off.</summary>
internal static class CheckRunningAgent
{
    /// <summary>A working agent sends at least its own figures every minute.</summary>
    private const double MaxAckAgeS = 120;

    /// <summary>Null when no agent runs on this state directory.</summary>
    public static async Task<IReadOnlyList<CheckItem>?> AskAsync(string stateDir, CancellationToken cancellationToken)
    {
        try
        {
            if (await StatusClient.ReadAsync(stateDir, cancellationToken).ConfigureAwait(false) is { } report) return Judge(report);
            if (!CheckMachine.AgentRuns(stateDir)) return null;
            return [new("broker", CheckMark.Warning, "not tried: an agent runs but does not say how it does", "look into its log; the watchdog restarts it if it hangs")];
        }
        catch (UnauthorizedAccessException exception)
        {
            return [new("broker", CheckMark.Warning, $"not tried: the agent runs, and {exception.Message}", "its own verb status tells how it does")];
        }
    }

    internal static IReadOnlyList<CheckItem> Judge(StatusReport report)
    {
        var uplink = report.Uplink;
        if (!uplink.Connected)
            return [new("broker", CheckMark.Failed, $"the running agent is not connected to {uplink.Broker ?? "any broker"}{(uplink.Fault is null ? "" : $": {uplink.Fault}")}", uplink.Remedy ?? "look into its log")];
        var broker = new CheckItem("broker", CheckMark.Ok, $"the running agent is connected to {uplink.Broker}");
        if (uplink.LastAckAgeS is { } age && age <= MaxAckAgeS)
            return [broker, new("round trip", CheckMark.Ok, string.Create(CultureInfo.InvariantCulture, $"the database acknowledged {age:0} s ago"))];
        return (report.Now - report.Started).TotalSeconds < MaxAckAgeS
            ? [broker, new("round trip", CheckMark.Warning, "the agent has just started and nothing is acknowledged yet", "try again in two minutes")]
            : [broker, new("round trip", CheckMark.Failed, "broker fine, nobody acknowledges", "is the collector running and its database up?")];
    }
}
