using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Mqtt;

namespace EdgeNoc.Tests.Verbs;

/// <summary><c>check</c> against a real broker.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CheckRoundTripTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_collector_the_broker_is_fine_and_the_round_trip_is_not()
    {
        await using var broker = await Mosquitto.StartAsync(RigDirectory.New("check"));
        var run = await CheckAsync(broker);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("✔ broker       connected to mqtt://127.0.0.1:", run.Output, StringComparison.Ordinal);
        Assert.Contains("✘ round trip   broker fine, but nobody listens there: is the collector running", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_stores_the_point_makes_it_whole()
    {
        await using var broker = await Mosquitto.StartAsync(RigDirectory.New("check"));
        Client? collector = null;
        void Acknowledge(MqttMessage message)
        {
            var ack = new AckMessage(Guid.Parse(message.Property(WireProperties.Boot)!), null, SequenceRanges.Of([long.Parse(message.Property(WireProperties.Seq)!, System.Globalization.CultureInfo.InvariantCulture)]), null, DateTimeOffset.UnixEpoch);
            _ = collector!.Session.PublishAsync(new MqttMessage(Topics.Ack("kdr-03"), JsonSerializer.SerializeToUtf8Bytes(ack, WireJson.Default.AckMessage)), CancellationToken.None);
        }

        collector = new Client(Client.Options("collector", Client.Plain(broker)) with { Subscriptions = [Topics.Telemetry("+")] }, Acknowledge);
        await using (collector)
        {
            await collector.ConnectedAsync();
            var run = await CheckAsync(broker);
            Assert.Contains("✔ round trip   in the database after ", run.Output, StringComparison.Ordinal);
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(("edgenoc/v1/kdr-03/telemetry", "1"), (await collector.MessageAsync()) is var sent ? (sent.Topic, sent.Property(WireProperties.Lines)) : default);
        }
    }

    private async Task<VerbRun> CheckAsync(Mosquitto broker)
    {
        var config = Path.Combine(_folder.Path, "agent.json");
        await File.WriteAllTextAsync(config, $$"""{ "site": "kdr-03", "state_dir": "{{_folder.Path}}", "broker": { "urls": ["{{Client.Plain(broker)}}"] } }""");
        return await Task.Run(() => VerbRun.Of("check", "--config", config));
    }
}
