using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Replies;

/// <summary>What people do with an incident from their telephones.</summary>
internal static class IncidentReplies
{
    /// <summary>The longest that a critical is muted by somebody who is not proven by a signature.</summary>
    public static readonly TimeSpan LongestUnsigned = TimeSpan.FromMinutes(60);

    public static Answer Act(Db db, Request request)
    {
        var words = Language.Of(request.Person.Language);
        if (NumberOf(db, request) is not { } number) return Answer.No(words.Commands.WhichIncident);
        var incident = IncidentStore.Find(db, number);
        var say = incident is null ? null : new Phrasing(SiteProfile.Of(db, incident.Site).Style(request.Person.Language));
        if (request.Command is Command.Mute { Length: var length } && incident is { ClosedMs: null, Severity: Severity.Critical }
            && request.Proof != WebhookProof.Signature && length > LongestUnsigned)
        {
            AuditLog.Add(db, request.Now, request.Actor, "incident.mute", $"{number}", new ActionResult.Refused("unsigned_too_long"));
            return Answer.No(words.Replies.MuteTooLong($"{LongestUnsigned.TotalMinutes:0}"));
        }

        var name = $"#{number}";
        var result = request.Command switch
        {
            Command.Acknowledge => IncidentActions.Acknowledge(db, number, request.Actor, request.Now),
            Command.Release => IncidentActions.Unacknowledge(db, number, request.Actor, request.Now),
            // What is mild now may be critical in an hour.
            Command.Mute mute => IncidentActions.Mute(db, number, mute.Length, request.Actor, request.Now, request.Proof == WebhookProof.Signature ? null : LongestUnsigned),
            _ => throw new InvalidOperationException("no act on an incident"),
        };
        var person = HostileText.Clean(request.Person.Name, 48);
        return (result, request.Command) switch
        {
            (ActionResult.NotFound, _) => Answer.No(words.Replies.NoSuchIncident(name)),
            (ActionResult.Refused { Reason: "closed" }, _) => Answer.No(words.Replies.IncidentOver(name)),
            (ActionResult.Refused { Reason: "too_long" }, _) => Answer.No(words.Commands.AtMost(say!.Duration(IncidentActions.LongestMute))),
            (ActionResult.Refused, _) => new Answer(words.Replies.Unacknowledged(name), InboundOutcome.Refused),
            (ActionResult.Done, Command.Acknowledge) => new Answer(words.Replies.Acknowledged(name, person)),
            (ActionResult.Done, Command.Release) => new Answer(words.Replies.Unacknowledged(name)),
            (ActionResult.Done done, _) => new Answer(words.Replies.Muted(name, say!.Clock(done.Until!.Value, request.Now))),
            _ => throw new InvalidOperationException("a result of no kind"),
        };
    }

    public static Answer Detail(Db db, Request request, Command.Detail detail)
    {
        var words = Language.Of(request.Person.Language);
        if (NumberOf(db, request) is not { } number) return Answer.No(words.Commands.WhichIncident);
        if (IncidentStore.Find(db, number) is not { } incident) return Answer.No(words.Replies.NoSuchIncident($"#{detail.Number ?? number}"));
        var profile = SiteProfile.Of(db, incident.Site);
        var members = IncidentStore.Alerts(db, number);

        // Between its last clear and its close nothing stands: then what stood is told.
        if (incident.ClosedMs is null && !members.Exists(alert => alert is { IsOpen: true, IsChild: false })) incident = incident with { ClosedMs = DbTime.Ms(request.Now) };
        var model = IncidentModels.Of(incident, profile, members, [], request.Now);
        if (model.Alerts.Count == 0) return Answer.No(words.Replies.IncidentOver($"#{number}"));
        var style = profile.Style(request.Person.Language);
        if (incident.Site == AlertScope.Office) style = style with { Zone = request.Person.Zone };
        return new Answer(incident.ClosedMs is null ? MessageText.Detail(model, style) : MessageText.Recovery(model, style));
    }

    /// <summary>The incident that is meant: by its number, or the one of the message that he answers.</summary>
    private static long? NumberOf(Db db, Request request)
    {
        var named = request.Command switch
        {
            Command.Acknowledge acknowledge => acknowledge.Number,
            Command.Release release => release.Number,
            Command.Mute mute => mute.Number,
            Command.Detail detail => detail.Number,
            _ => null,
        };
        if (named is not null || request.Message.InReplyTo is not { } id) return named;
        return db.First<long?>(
            "SELECT incident FROM outbox WHERE channel = @Channel AND provider_id = @id AND incident IS NOT NULL", new { request.Message.Channel, id });
    }
}
