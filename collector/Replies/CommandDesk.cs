using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Find;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Replies;

/// <summary>Carries out commands by people's rights, and puts the answers into the outbox.</summary>
internal sealed class CommandDesk(AlertRules rules, FindService find)
{
    /// <summary>Runs one in the caller's transaction.</summary>
    public InboundOutcome Run(Db db, Request request)
    {
        var answer = Decide(db, request);
        if (answer.Text is { } text) Send(db, request.Message, request.Person, text, request.Now);
        return answer.Outcome;
    }

    public static void SayTooLate(Db db, InboundMessage message, Person person, DateTimeOffset now) => Send(db, message, person, Language.Of(person.Language).Commands.TooLate, now);

    private Answer Decide(Db db, Request request)
    {
        var words = Language.Of(request.Person.Language);
        if (IsAct(request.Command) && request.Person.Role < Role.Operator)
        {
            AuditLog.Add(db, request.Now, request.Actor, "reply", request.Command.GetType().Name.ToLowerInvariant(), new ActionResult.Refused("role"));
            return Answer.No(words.Replies.NotAllowed);
        }

        return request.Command switch
        {
            Command.Acknowledge or Command.Release or Command.Mute => IncidentReplies.Act(db, request),
            Command.Detail detail => IncidentReplies.Detail(db, request, detail),
            Command.Maintain maintain => MaintenanceReplies.Begin(db, request, maintain),
            Command.Approve approve => Approve(db, request, approve),
            Command.Status status => StatusReplies.Of(db, request, status),
            Command.Who => WhoReplies.Of(db, request, rules),
            Command.Find query => Found(db, request, query),
            Command.Help => new Answer(words.Replies.Help),
            Command.Unclear => Answer.No($"{words.Replies.NotUnderstood}\n{words.Replies.Help}"),

            // In a group people talk with each other.
            _ => request.Message.Group is not null ? Answer.Silence : new Answer($"{words.Replies.NotUnderstood}\n{words.Replies.Help}", InboundOutcome.Talk),
        };
    }

    private static bool IsAct(Command command) => command is Command.Acknowledge or Command.Release or Command.Mute or Command.Maintain or Command.Approve;

    private static Answer Approve(Db db, Request request, Command.Approve command)
    {
        var words = Language.Of(request.Person.Language).Replies;
        var site = HostileText.Clean(command.Site, 48);
        return SiteActions.Approve(db, command.Site, request.Actor, request.Now) switch
        {
            ActionResult.Done => new Answer(words.MachineApproved(site)),
            ActionResult.Refused => Answer.No(words.MachineKnown(site)),
            _ => Answer.No(words.NoSuchSite(site)),
        };
    }

    private Answer Found(Db db, Request request, Command.Find query) =>
        new(CustomerText.Of(find.Find(db, query.Query), site => SiteProfile.Of(db, site), request.Person.Language, request.Now));

    /// <summary>To the group, or to the person as the provider knows him.</summary>
    private static void Send(Db db, InboundMessage message, Person person, string text, DateTimeOffset now) => Outbox.Add(
        db, message.Channel, message.ReplyTo,
        new OutgoingText($"reply:{message.ReplyTo}", Purpose.Reply, null, text, now) { Contact = message.Group is null ? person.Id : null }, now);
}
