using EdgeNoc.Agent.Uplink;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Uplink;

public sealed class ThrownOffTests
{
    private static readonly BrokerAddress Broker = new("noc.example.net", 8883, Tls: true);
    private readonly AdjustableTime _time = new(DateTimeOffset.UnixEpoch);
    private readonly ThrownOff _words;

    public ThrownOffTests() => _words = new ThrownOff("kdr-03", _time);

    [Theory]
    [InlineData("BadCredentials", "the office has locked this machine out")]
    [InlineData("NotAuthorised", "the office has locked this machine out")]
    [InlineData("SessionTaken", "another agent is kdr-03 too")]
    [InlineData("Unreachable", "check the address, the uplink")]
    [InlineData("Lost", "it reconnects by itself")]
    public void A_refusal_says_what_the_office_did_and_what_is_no_refusal_says_what_it_always_said(string kind, string remedy)
    {
        var fault = _words.Said(new MqttFault(Enum.Parse<MqttFaultKind>(kind), Broker, "the broker's words"));
        Assert.StartsWith(remedy, fault.Remedy, StringComparison.Ordinal);
        Assert.Equal($"mqtts://noc.example.net:8883: the broker's words; {fault.Remedy}", fault.ToString());
    }

    [Fact]
    public void A_connection_that_is_lost_again_and_again_may_be_somebody_elses()
    {
        Assert.Equal("it reconnects by itself", Lost().Remedy);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("it reconnects by itself", Lost().Remedy);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.StartsWith("3 times in 2 minutes: another agent may be kdr-03 too, perhaps a copy of this card", Lost().Remedy, StringComparison.Ordinal);

        // A line that is cut now and then is a line that is cut.
        _time.Advance(ThrownOff.Lately);
        foreach (var _ in Enumerable.Range(1, 5))
        {
            _time.Advance(ThrownOff.Lately / 2 * 1.1);
            Assert.Equal("it reconnects by itself", Lost().Remedy);
        }
    }

    private MqttFault Lost() => _words.Said(new MqttFault(MqttFaultKind.Lost, Broker, "The connection was lost"));
}
