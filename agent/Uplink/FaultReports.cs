using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Agent.Uplink;

/// <summary>Which connection faults deserve a line in the log: each change, and a reminder every 5 minutes.</summary>
internal sealed class FaultReports
{
    public static readonly TimeSpan Reminder = TimeSpan.FromMinutes(5);

    private (MqttFaultKind Kind, BrokerAddress Broker)? _last;
    private TimeSpan _reportedAt;

    public bool IsWorthALine(MqttFault fault, TimeSpan now)
    {
        if (_last == (fault.Kind, fault.Broker) && now - _reportedAt < Reminder) return false;
        (_last, _reportedAt) = ((fault.Kind, fault.Broker), now);
        return true;
    }

    /// <summary>All is well again: the next fault is news.</summary>
    public void Forget() => _last = null;
}
