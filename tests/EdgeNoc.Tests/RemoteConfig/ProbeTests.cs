using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.RemoteConfig;
using EdgeNoc.Agent.Uplink;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Tests.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.RemoteConfig;

/// <summary>The proof that a config on trial needs, through the real store of events.</summary>
public sealed class ProbeTests
{
    [Fact]
    public async Task A_probe_is_done_when_the_office_has_the_very_event_and_not_before()
    {
        using var stores = new EdgeStores();
        var run = Run(stores);
        stores.Events.Commit([Other(stores)], []);
        var before = stores.Events.Next()!.Key;
        var probe = run.ProbeAsync(8, TestContext.Current.CancellationToken);
        stores.Events.Acknowledge(before.Boot, SequenceRanges.Of([before.Seq]));
        Assert.False(probe.IsCompleted);

        // Numbers that were never sent are not believed.
        stores.Events.Acknowledge(before.Boot, SequenceRanges.Of([before.Seq + 1, before.Seq + 2]));
        Assert.False(probe.IsCompleted);
        var sent = stores.Events.Next()!;
        Assert.Contains("\"on_trial\"", System.Text.Encoding.UTF8.GetString(sent.Payload.Span), StringComparison.Ordinal);
        stores.Events.Acknowledge(sent.Key.Boot, SequenceRanges.Of([sent.Key.Seq]));
        await probe.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_rejection_is_raised_with_its_place_and_cleared_once()
    {
        using var stores = new EdgeStores();
        var run = Run(stores);
        Assert.True(run.TryTell(EventState.Cleared, null));
        Assert.False(stores.Events.Any);
        run.TryTell(EventState.Raised, new HaveFailed(8, stores.Clock.Now, ConfigStages.Devices, [new ConfigProblem("devices[1].url", "olt-2: nobody answers", "check the cable")]));
        var raised = Assert.Single(stores.Events.LoadRaised());
        Assert.Equal(("agent.config_rejected", "devices", "8", "devices[1].url", "check the cable"), (raised.Kind, raised.Reason, raised.Labels["version"], raised.Labels["path"], raised.Labels["remedy"]));
        run.TryTell(EventState.Cleared, null);
        Assert.Empty(stores.Events.LoadRaised());
    }

    [Fact]
    public void What_runs_is_said_again_with_each_connection()
    {
        using var stores = new EdgeStores();
        var run = Run(stores);
        var link = new Link();
        run.Publish(new HaveConfig(new HaveRunning(ConfigSources.Office, 8, "aa", stores.Clock.Now, null), 8, null, null, null));
        Assert.Empty(link.Sent);
        run.Start(link, static () => new HashSet<string>(StringComparer.Ordinal));
        run.Connected();
        run.Connected();
        Assert.Equal(2, link.Sent.Count);
        Assert.True(link.Sent[0].Retain);
        Assert.Equal((Topics.ConfigHave("kdr-03"), 8L), (link.Sent[0].Topic, HaveConfig.Read(link.Sent[0].Payload.Span)!.Running.Version));
    }

    [Fact]
    public void An_agent_with_a_config_written_by_hand_takes_none_and_says_why()
    {
        using var stores = new EdgeStores();
        var (run, link) = (Run(stores), new Link());
        run.Start(link, static () => new HashSet<string>(StringComparer.Ordinal));
        var byHand = new HandMadeConfig("aa", run, stores.Time);
        byHand.Begin();
        byHand.Hear(ReadOnlyMemory<byte>.Empty);
        byHand.Hear("anything"u8.ToArray());
        Assert.Equal([null, "hand_made"], link.Sent.Select(message => HaveConfig.Read(message.Payload.Span)!.Refused?.Reason));
    }

    private static ConfigRun Run(EdgeStores stores) => new("kdr-03", stores.Events, stores.Clock, static () => { }, NullLogger.Instance);

    private static EdgeEvent Other(EdgeStores stores) => SelfEvents.Of(Guid.CreateVersion7(stores.Clock.Now), SelfEvents.DiskLow, EventState.Raised, stores.Clock.Now, TimeQuality.Synced, null);

    private sealed class Link : IBrokerLink
    {
        public List<MqttMessage> Sent { get; } = [];

        public Task<PublishOutcome> PublishAsync(MqttMessage message, CancellationToken cancellationToken)
        {
            Sent.Add(message);
            return Task.FromResult(PublishOutcome.Accepted);
        }
    }
}
