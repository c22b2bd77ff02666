using System.Globalization;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Agent.Uplink;

/// <summary>What a broker's refusal means to an enrolled machine: nobody here typed a password wrongly, the office has decided something, or somebody else is this site too.</summary>
/// <remarks>
/// mosquitto tells a user whom the office removed so ("administrative action"), but closes the connection of whom it lets another take over without a word. Then several losses
/// soon after one another are what there is to see.
/// </remarks>
internal sealed class ThrownOff(string site, TimeProvider time)
{
    /// <summary>So many losses in <see cref="Lately"/> are no cut line any more.</summary>
    public const int Often = 3;

    public static readonly TimeSpan Lately = TimeSpan.FromMinutes(2);

    // Faults of a session come one after the other.
    private readonly Queue<long> _losses = new();

    /// <summary>The same fault with what helps a site; what is neither a refusal nor one loss too many stays as it is.</summary>
    public MqttFault Said(MqttFault fault) => fault.Kind switch
    {
        MqttFaultKind.BadCredentials or MqttFaultKind.NotAuthorised => fault with
        {
            Remedy = $"the office has locked this machine out, or another one is {site} now: edgenoc-collector site list tells there; with a new claim (site claim {site}) it comes back and sends what it keeps meanwhile",
        },
        MqttFaultKind.SessionTaken => fault with { Remedy = $"another agent is {site} too, {Twin}" },
        MqttFaultKind.Lost when Losses() is >= Often and var losses => fault with
        {
            Remedy = string.Create(CultureInfo.InvariantCulture, $"{losses} times in {Lately.TotalMinutes:0} minutes: another agent may be {site} too, {Twin}. If the office sees no such thing, the line is bad"),
        },
        _ => fault,
    };

    private string Twin => $"perhaps a copy of this card: stop one of them; the office sees both as agent.duplicate and locks both out with: site revoke {site}";

    private int Losses()
    {
        var now = time.GetTimestamp();
        while (_losses.TryPeek(out var first) && time.GetElapsedTime(first, now) > Lately) _losses.Dequeue();
        _losses.Enqueue(now);
        return _losses.Count;
    }
}
