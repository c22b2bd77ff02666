using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A point of measurement <c>sessions</c>: how many, never who; the who is a table.</summary>
public sealed record SessionsRecord : IPoint
{
    /// <summary><c>pppoe, ipoe, hotspot, dhcp, ppp_accounts, wireless, all</c>.</summary>
    public required string Service { get; init; }

    /// <summary>Sessions now; of <c>ppp_accounts</c> those that are online, of <c>dhcp</c> the bound leases.</summary>
    public long? Active { get; init; }

    /// <summary>All accounts, leases or hosts that are known.</summary>
    public long? Total { get; init; }

    /// <summary>Accounts that could be online and are not: a disabled one is not among them.</summary>
    public long? Offline { get; init; }

    public long? Disabled { get; init; }

    public long? Peak { get; init; }

    /// <summary>Of <c>hotspot</c>: hosts that are let through, by login or by bypass.</summary>
    public long? Authenticated { get; init; }

    public long? Max { get; init; }

    /// <inheritdoc/>
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("sessions");
        sink.Tag("service", Service);
        sink.Field("active", Active);
        sink.Field("total", Total);
        sink.Field("offline", Offline);
        sink.Field("disabled", Disabled);
        sink.Field("peak", Peak);
        sink.Field("authenticated", Authenticated);
        sink.Field("max", Max);
    }
}
