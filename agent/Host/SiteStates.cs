using System.Net.NetworkInformation;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Agent.Uplink;

namespace EdgeNoc.Agent.Host;

/// <summary>Collects what the panel depends on. Cheap enough to be asked several times a second: the store and the network are looked at only when they may have changed.</summary>
internal sealed class SiteStates(AgentStatus status, EventStore events, UplinkLoop uplink, Scheduler scheduler)
{
    private static readonly TimeSpan NetworkInterval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time = status.Clock.Time;
    private readonly long _started = status.Clock.Time.GetTimestamp();
    private (long Version, IReadOnlyList<RaisedAlert> Alerts)? _raised;
    private (long At, bool Up)? _network;

    public SiteState Now()
    {
        lock (_gate)
        {
            var link = uplink.State;
            var health = scheduler.Health;
            return new SiteState
            {
                Now = status.Clock.Now,
                Uptime = _time.GetElapsedTime(_started),
                NetworkUp = link.Connected || NetworkUp(),
                BrokerConnected = link.Connected,
                LastAckAge = link.LastAckAge,
                BufferingSince = link.Connected ? null : link.Since,
                DevicesUp = health.Count(device => device.Health == "ok"),
                DevicesKnown = health.Count(device => device.Health != "waiting"),
                Raised = Raised(),
                Incidents = link.Incidents?.Incidents,
            };
        }
    }

    private IReadOnlyList<RaisedAlert> Raised()
    {
        // Read before the alerts: one that comes in between is read again.
        var version = events.AlertsVersion;
        if (_raised is { } known && known.Version == version) return known.Alerts;
        IReadOnlyList<RaisedAlert> alerts = [.. events.LoadRaised().Select(alert => new RaisedAlert(alert.Kind, alert.Device, alert.Entity, alert.Severity, alert.At))];
        _raised = (version, alerts);
        return alerts;
    }

    private bool NetworkUp()
    {
        if (_network is { } known && _time.GetElapsedTime(known.At) < NetworkInterval) return known.Up;
        var up = NetworkInterface.GetAllNetworkInterfaces().Any(IsUp);
        _network = (_time.GetTimestamp(), up);
        return up;
    }

    // Of a modem or a tunnel the kernel does not know whether it is up: then it counts what it was given.
    private static bool IsUp(NetworkInterface one) =>
        one.NetworkInterfaceType != NetworkInterfaceType.Loopback
        && one.OperationalStatus is (OperationalStatus.Up or OperationalStatus.Unknown)
        && one.GetIPProperties().UnicastAddresses.Any(address => !address.Address.IsIPv6LinkLocal);
}
