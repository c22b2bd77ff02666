using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Collector.SiteCommands;

/// <summary>A command that was checked, and who wants it.</summary>
/// <param name="Site">A site that is known.</param>
/// <param name="Spec">Which command.</param>
/// <param name="Args">As they were given; the agent reads them once more.</param>
/// <param name="Actor">Who.</param>
/// <param name="Role">What he may.</param>
internal sealed record CommandOrder(Site Site, CommandSpec Spec, IReadOnlyDictionary<string, string> Args, Actor Actor, CommandRole Role);

/// <summary>Sends a command to a site's agent and waits for its answer; each is in the audit before it leaves.</summary>
internal sealed class SiteCommander(
    CollectorDatabase database, ICommandPublisher publisher, CommandReplies replies, CommandLevels levels, CommandPace pace, TimeProvider time)
{
    /// <summary>The agent's own limit and the way there and back.</summary>
    public static readonly TimeSpan Patience = CommandCatalogue.Limit + TimeSpan.FromSeconds(6);

    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(5);

    /// <summary>Goes on to its end whoever leaves meanwhile: the audit has to know.</summary>
    public async Task<CommandAnswer> RunAsync(CommandOrder order)
    {
        var (site, id) = (order.Site.Name, Guid.CreateVersion7(time.GetUtcNow()));
        var entry = database.Write(db => CommandAudit.Begin(db, time.GetUtcNow(), order.Actor, site, order.Spec.Name, order.Args));
        var answer = Refuse(order.Site, order.Spec.Level) ?? await AskAsync(order, id);
        database.Write(db => CommandAudit.End(db, entry, answer));
        return answer;
    }

    private CommandAnswer? Refuse(Site site, int level)
    {
        if (site.State is not SiteState.Online)
        {
            var since = DbTime.Time(site.StatusChangedMs).UtcDateTime;
            return new CommandAnswer.NotThere(
                FormattableString.Invariant($"the agent of {site.Name} is {DbName.Of(site.State)} since {since:yyyy-MM-dd HH:mm} UTC{(site.Reason is null ? "" : $" ({site.Reason})")}"), "nothing was sent; see to its power and uplink, and try again when it is back");
        }

        if (levels.Of(site.Name) < level) return new CommandAnswer.TooOld(site.Version);
        return pace.Take(site.Name) is { } wait ? new CommandAnswer.TooMany(wait) : null;
    }

    private async Task<CommandAnswer> AskAsync(CommandOrder order, Guid id)
    {
        var site = order.Site.Name;
        var reply = replies.Expect(site, id);
        try
        {
            return await SendAsync(order, id) ?? await AnswerAsync(reply);
        }
        finally
        {
            replies.Forget(site, id);
        }
    }

    private static async Task<CommandAnswer> AnswerAsync(Task<(CommandReply Reply, int Bytes)> reply)
    {
        try
        {
            var (answer, bytes) = await reply.WaitAsync(Patience);
            return new CommandAnswer.Answered(answer, bytes);
        }
        catch (TimeoutException)
        {
            return new CommandAnswer.NoAnswer(Patience);
        }
    }

    /// <summary>Null when it is on its way.</summary>
    private async Task<CommandAnswer?> SendAsync(CommandOrder order, Guid id)
    {
        var now = time.GetUtcNow();
        var request = new CommandRequest(CommandRequest.Run, id, order.Spec.Name, order.Args, order.Actor.Name, order.Role, now, now + CommandCatalogue.MaxAge);
        var message = new MqttMessage(Topics.Command(order.Site.Name), JsonSerializer.SerializeToUtf8Bytes(request, CommandJson.Default.CommandRequest))
        {
            ContentType = WireProperties.ContentJson,
            CorrelationData = id.ToByteArray(bigEndian: true),
        };
        using var patience = new CancellationTokenSource(BrokerPatience);
        try
        {
            return await publisher.SendAsync(message, patience.Token) switch
            {
                PublishOutcome.Accepted => null,
                PublishOutcome.NoSubscribers => new CommandAnswer.NotThere($"the agent of {order.Site.Name} is not connected to the broker at this moment", "it connects again by itself where it can: try again in a minute"),
                PublishOutcome.Refused => new CommandAnswer.NotSent("the broker does not let the collector send commands", "give the collector's broker user the right to write edgenoc/v1/+/cmd (provisioning/mosquitto/edgenoc.acl)"),
                _ => Away,
            };
        }
        catch (OperationCanceledException)
        {
            return Away;
        }
    }

    private static CommandAnswer.NotSent Away => new("the broker cannot be reached from the collector", "see its line in /healthz; the collector connects again by itself");
}
