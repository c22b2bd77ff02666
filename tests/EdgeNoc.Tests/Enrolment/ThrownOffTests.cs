using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Tests.Enrolment;

public sealed class ThrownOffTests
{
    private static readonly BrokerAddress Broker = new("noc.example.net", 8883, Tls: true);

    [Theory]
    [InlineData("BadCredentials", "the office has locked this machine out")]
    [InlineData("NotAuthorised", "the office has locked this machine out")]
    [InlineData("SessionTaken", "another agent is kdr-03 too")]
    [InlineData("Unreachable", "check the address, the uplink")]
    [InlineData("Lost", "it reconnects by itself")]
    public void A_refusal_says_what_the_office_did_and_what_is_no_refusal_says_what_it_always_said(string kind, string remedy)
    {
        var fault = ThrownOff.Said(new MqttFault(Enum.Parse<MqttFaultKind>(kind), Broker, "the broker's words"), "kdr-03");
        Assert.StartsWith(remedy, fault.Remedy, StringComparison.Ordinal);
        Assert.Equal($"mqtts://noc.example.net:8883: the broker's words; {fault.Remedy}", fault.ToString());
    }
}
