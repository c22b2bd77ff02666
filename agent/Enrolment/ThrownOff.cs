using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>What a broker's refusal means to an enrolled machine: nobody here typed a password wrongly, the office has decided something. Pure.</summary>
internal static class ThrownOff
{
    /// <summary>The same fault with what helps a site; what is no refusal stays as it is.</summary>
    public static MqttFault Said(MqttFault fault, string site) => fault.Kind switch
    {
        MqttFaultKind.BadCredentials or MqttFaultKind.NotAuthorised => fault with
        {
            Remedy = $"the office has locked this machine out, or another one is {site} now: edgenoc-collector site list tells there; with a new claim (site claim {site}) it comes back and sends what it keeps meanwhile",
        },
        MqttFaultKind.SessionTaken => fault with
        {
            Remedy = $"another agent is {site} too, perhaps a copy of this card: stop one of them; the office sees both as agent.duplicate and locks both out with: site revoke {site}",
        },
        _ => fault,
    };
}
