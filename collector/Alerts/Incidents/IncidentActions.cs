using System.Globalization;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Incidents;

/// <summary>What people do with an incident; each writes <c>audit</c>.</summary>
internal static class IncidentActions
{
    public static readonly TimeSpan LongestMute = TimeSpan.FromDays(7);

    /// <summary>Somebody has it: nobody else is woken and nobody is reminded. A second one takes it over. Refused: <c>closed</c>.</summary>
    public static ActionResult Acknowledge(Db db, long number, Actor actor, DateTimeOffset now) =>
        Do(db, number, actor, "incident.ack", now, incident =>
        {
            IncidentStore.SetAck(db, number, actor.Name, now);
            DecisionLog.Add(db, now, incident.Site, Decision.Acknowledged, actor.Name, incident: number);
            return new ActionResult.Done(number);
        });

    /// <summary>Nobody has it any more: the escalation goes on where it stopped. Refused: <c>closed</c>, <c>not_acknowledged</c>.</summary>
    public static ActionResult Unacknowledge(Db db, long number, Actor actor, DateTimeOffset now) =>
        Do(db, number, actor, "incident.unack", now, incident =>
        {
            if (incident.AckedMs is null) return new ActionResult.Refused("not_acknowledged");
            IncidentStore.SetAck(db, number, null, now);
            DecisionLog.Add(db, now, incident.Site, Decision.Unacknowledged, actor.Name, incident: number);
            return new ActionResult.Done(number);
        });

    /// <summary>Nothing more of it for so long, but its end. Refused: <c>closed</c>, <c>too_long</c>.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="number">The incident's.</param>
    /// <param name="length">For how long.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When.</param>
    /// <param name="criticalFor">For how long of what is critical, or becomes so; null: as long.</param>
    public static ActionResult Mute(Db db, long number, TimeSpan length, Actor actor, DateTimeOffset now, TimeSpan? criticalFor = null) =>
        Do(db, number, actor, "incident.mute", now, incident =>
        {
            if (length <= TimeSpan.Zero || length > LongestMute) return new ActionResult.Refused("too_long");
            var mute = new NewSilence(SilenceKind.Mute, [], now, now + length, $"#{number}");
            if (criticalFor is { } shorter && shorter < length)
            {
                SilenceStore.Add(db, mute with { Ends = now + shorter }, actor.Name, number, now);
                mute = mute with { Matchers = [new Matcher("severity", MatchOperator.NotEqual, "critical")] };
            }

            SilenceStore.Add(db, mute, actor.Name, number, now);
            IncidentStore.Touch(db, number, now);
            return new ActionResult.Done(number, mute.Ends);
        });

    /// <summary>Writes something down for whoever looks at it later; of one that is over too. Refused: <c>empty</c>, <c>too_long</c>.</summary>
    public static ActionResult Note(Db db, long number, string text, Actor actor, DateTimeOffset now)
    {
        var note = text.Trim();
        ActionResult result = note.Length switch
        {
            _ when IncidentStore.Find(db, number) is null => new ActionResult.NotFound(),
            0 => new ActionResult.Refused("empty"),
            > IncidentNote.Longest => new ActionResult.Refused("too_long"),
            _ => new ActionResult.Done(IncidentNotes.Add(db, number, IncidentNote.Written, note, actor, now)),
        };
        return AuditLog.Add(db, now, actor, "incident.note", number.ToString(CultureInfo.InvariantCulture), result);
    }

    /// <summary>Names who is to look after it; whoever should know goes on being told until somebody acknowledges. Refused: <c>closed</c>.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="number">The incident's.</param>
    /// <param name="to">A user's id and what he is called; null: nobody any more.</param>
    /// <param name="actor">Who names him.</param>
    /// <param name="now">When.</param>
    public static ActionResult Assign(Db db, long number, (string Id, string Name)? to, Actor actor, DateTimeOffset now) =>
        Do(db, number, actor, "incident.assign", now, _ =>
        {
            IncidentStore.SetAssigned(db, number, to?.Id, to?.Name, now);
            IncidentNotes.Add(db, number, to is null ? IncidentNote.Unassigned : IncidentNote.Assigned, to?.Name ?? "", actor, now);
            return new ActionResult.Done(number);
        });

    private static ActionResult Do(Db db, long number, Actor actor, string action, DateTimeOffset now, Func<Incident, ActionResult> act)
    {
        ActionResult result = IncidentStore.Find(db, number) switch
        {
            null => new ActionResult.NotFound(),
            { ClosedMs: not null } => new ActionResult.Refused("closed"),
            var incident => act(incident),
        };
        if (result is ActionResult.Done) AlertDue.MarkIncident(db, number, now);
        return AuditLog.Add(db, now, actor, action, number.ToString(CultureInfo.InvariantCulture), result);
    }
}
