using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Agent.Uplink;

/// <summary>The one thing that sending needs of a connection to the broker.</summary>
internal interface IBrokerLink
{
    /// <summary>Completes with the broker's answer; never throws but for cancellation.</summary>
    Task<PublishOutcome> PublishAsync(MqttMessage message, CancellationToken cancellationToken);
}
