using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Watch.Figures;

/// <summary>A point of measurement <c>notify</c>: what a channel did so far; counts never start anew.</summary>
/// <param name="LatencyMs">The longest time from queued to accepted since the last point; null: nothing was sent.</param>
/// <param name="Cost">In the operator's own currency, since the beginning.</param>
internal sealed record NotifyPoint(string Channel, string Provider, long Queued, long Sent, long Delivered, long Failed, double? LatencyMs, double Cost) : IPoint
{
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("notify");
        sink.Tag("channel", Channel);
        sink.Tag("provider", Provider);
        sink.Field("queued", Queued);
        sink.Field("sent", Sent);
        sink.Field("delivered", Delivered);
        sink.Field("failed", Failed);
        sink.Field("latency_ms", LatencyMs);
        sink.Field("cost", Cost);
    }
}

/// <summary>A point of measurement <c>incident</c>: the open ones of a site and severity.</summary>
internal sealed record IncidentPoint(string Site, string Severity, long Open, long Acked, long Silenced, long OldestS) : IPoint
{
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("incident");
        sink.Tag("site", Site);
        sink.Tag("severity", Severity);
        sink.Field("open", Open);
        sink.Field("acked", Acked);
        sink.Field("silenced", Silenced);
        sink.Field("oldest_s", OldestS);
    }
}

/// <summary>A point of measurement <c>alert_event</c>: an alert was raised or cleared.</summary>
internal sealed record AlertEventPoint(string Site, string Device, string Kind, string Severity, string State, string Entity, string Text, long? Incident) : IPoint
{
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("alert_event");
        sink.Tag("site", Site);
        sink.Tag("device", Device);
        sink.Tag("kind", Kind);
        sink.Tag("severity", Severity);
        sink.Field("state", State);
        sink.Field("entity", Entity);
        sink.Field("text", Text);
        sink.Field("incident", Incident);
    }
}

/// <summary>A point of measurement <c>device</c> beside those of its polls: whether announced work on it runs; device <c>site</c> is the whole site.</summary>
internal sealed record MaintenancePoint(string Site, string Device, bool Runs) : IPoint
{
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("device");
        sink.Tag("site", Site);
        sink.Tag("device", Device);
        sink.Field("maintenance", Runs ? 1L : 0L);
    }
}
