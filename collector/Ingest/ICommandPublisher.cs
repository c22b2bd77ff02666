using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Ingest;

/// <summary>Sends requests to sites, where it matters at once whether anybody was there.</summary>
public interface ICommandPublisher
{
    /// <summary>Publishes with QoS 1, at the broker's answer; <see cref="PublishOutcome.ConnectionLost"/> when the broker is away. Nothing is kept.</summary>
    Task<PublishOutcome> SendAsync(MqttMessage message, CancellationToken ct);
}
