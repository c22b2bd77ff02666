using System.Text;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.NocCommands;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Mqtt;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>Agents that do not answer, and others that answer in their place.</summary>
public sealed class CommandSilenceTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task An_agent_that_says_nothing_lies_or_is_too_old_is_told_from_one_that_answers()
    {
        await using var world = await CommandWorld.StartAsync();
        var noc = await world.TokenAsync("operator");

        // One that knows no commands, as an older version says its status.
        await using var old = new Client(Options(world, "old-pop", Topics.Command("old-pop")));
        await old.ConnectedAsync();
        await old.Session.PublishAsync(Status("old-pop", commands: null), TestContext.Current.CancellationToken);
        await WaitFor.TrueAsync(async () => (await world.PostAsync(noc, "check", new { }, site: "old-pop")) is { Status: 409 } answer && CommandStoryTests.Text(answer.Json, "title") == "The agent is too old", TimeSpan.FromSeconds(20), "an agent that is too old");

        // One that takes the command and is silent, while another site answers in its place.
        await using var deaf = new Client(Options(world, "deaf-pop", Topics.Command("deaf-pop")));
        await deaf.ConnectedAsync();
        await deaf.Session.PublishAsync(Status("deaf-pop", CommandCatalogue.Level), TestContext.Current.CancellationToken);
        await WaitFor.TrueAsync(() => world.Rows("SELECT state FROM sites WHERE site = 'deaf-pop'").Contains("online"), TimeSpan.FromSeconds(20), "the deaf agent to be online");
        var asked = world.PostAsync(noc, "check", new { }, site: "deaf-pop");
        var command = await deaf.MessageAsync();
        var request = JsonSerializer.Deserialize(command.Payload.Span, CommandJson.Default.CommandRequest)!;
        Assert.Equal(("check", CommandRole.Noc, "operator 1", TimeSpan.FromSeconds(15), false), (request.Command, request.Role, request.By, request.Expires - request.Sent, command.Retain));
        await old.Session.PublishAsync(Answer("old-pop", request.Id, command), TestContext.Current.CancellationToken);
        await deaf.Session.PublishAsync(Answer("deaf-pop", Guid.NewGuid(), command), TestContext.Current.CancellationToken);
        await deaf.Session.PublishAsync(new MqttMessage(Topics.CommandReply("deaf-pop"), Encoding.UTF8.GetBytes("{")) { CorrelationData = command.CorrelationData }, TestContext.Current.CancellationToken);
        var (status, json) = await asked;
        Assert.Equal((504, "the agent of deaf-pop took the command and did not answer within 26 s; whether it was done is not known"), (status, CommandStoryTests.Text(json, "detail")));
        Assert.EndsWith("by operator 1: no_answer", world.Audit()[^1], StringComparison.Ordinal);

        // One that left without a word: the broker knows before the collector does.
        await deaf.DisposeAsync();
        (status, json) = await world.PostAsync(noc, "check", new { }, site: "deaf-pop");
        Assert.Equal((409, "the agent of deaf-pop is not connected to the broker at this moment"), (status, CommandStoryTests.Text(json, "detail")));
    }

    private static MqttMessage Status(string site, int? commands) => new(Topics.Status(site), JsonSerializer.SerializeToUtf8Bytes(new StatusMessage(AgentState.Online, Guid.NewGuid()) { Version = "1.0.0", Commands = commands }, WireJson.Default.StatusMessage)) { Retain = true };

    private static MqttMessage Answer(string site, Guid id, MqttMessage command) =>
        new(Topics.CommandReply(site), JsonSerializer.SerializeToUtf8Bytes(new CommandReply(id, CommandOutcome.Done) { Text = "a lie" }, CommandJson.Default.CommandReply)) { CorrelationData = command.CorrelationData };

    private static MqttOptions Options(CommandWorld world, string site, string subscription) => new() { Brokers = [new BrokerAddress("127.0.0.1", world.Broker.Port, Tls: false)], ClientId = site, Subscriptions = [subscription] };
}
