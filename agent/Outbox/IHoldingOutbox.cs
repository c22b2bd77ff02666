using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Outbox;

/// <summary>An outbox that can also keep rows which are not to be sent yet.</summary>
internal interface IHoldingOutbox : ITelemetryOutbox
{
    /// <summary>As <see cref="ITelemetryOutbox.Write"/>, but the rows are stored and leave with the backlog.</summary>
    void Hold(string? device, IEnumerable<IPoint> points, DateTimeOffset at);
}
