using System.Text.Json;
using EdgeNoc.Common.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Stories;

/// <summary>What the broker keeps for a topic, read as any client would.</summary>
internal sealed class RetainedMessage(MqttSession session, JsonDocument json) : IAsyncDisposable
{
    public JsonDocument Json => json;

    public static async Task<RetainedMessage> ReadAsync(int port, string topic)
    {
        var received = new TaskCompletionSource<JsonDocument>(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new MqttOptions { Brokers = [new BrokerAddress("127.0.0.1", port, Tls: false)], ClientId = "story-reader", Subscriptions = [topic] };
        var session = new MqttSession(options, TimeProvider.System, new Random(1), NullLogger.Instance)
        {
            MessageReceived = message => received.TrySetResult(JsonDocument.Parse(message.Payload)),
        };
        session.Start();
        return new RetainedMessage(session, await received.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        json.Dispose();
    }
}
