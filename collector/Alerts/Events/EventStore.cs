using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Events;

/// <summary>The tables <c>received</c>, <c>events</c> and <c>refused_events</c>.</summary>
internal static class EventStore
{
    private const int KeptRefusals = 10_000;

    /// <summary>Marks a message as stored and gives its place in the order of arrival; null when it was stored before.</summary>
    public static long? MarkReceived(Db db, string site, MessageId id, DateTimeOffset received)
    {
        var known = db.First<long>("SELECT COUNT(*) FROM received WHERE site = @site AND boot = @boot AND seq = @Seq", new { site, boot = id.Boot.ToString(), id.Seq });
        if (known > 0) return null;
        var ordinal = db.NextNumber("event_message");
        db.Execute(
            "INSERT INTO received (site, boot, seq, ordinal, received_ms) VALUES (@site, @boot, @Seq, @ordinal, @receivedMs)",
            new { site, boot = id.Boot.ToString(), id.Seq, ordinal, receivedMs = DbTime.Ms(received) });
        return ordinal;
    }

    /// <summary>False when the event is known, from whatever message.</summary>
    public static bool Add(Db db, string site, EdgeEvent e, MessageId id, long ordinal, DateTimeOffset? sent, DateTimeOffset received, bool late) => db.Execute(
        """
        INSERT INTO events (site, id, ordinal, boot, seq, device, entity, kind, state, severity, at_ms, sent_ms, received_ms,
                            reason, values_json, labels_json, time_quality, late, accounted)
        VALUES (@site, @eventId, @ordinal, @boot, @Seq, @Device, @Entity, @Kind, @state, @severity, @atMs, @sentMs, @receivedMs,
                @Reason, @valuesJson, @labelsJson, @timeQuality, @late, 0)
        ON CONFLICT (site, id) DO NOTHING
        """,
        new
        {
            site,
            eventId = e.Id.ToString(),
            ordinal,
            boot = id.Boot.ToString(),
            id.Seq,
            e.Device,
            e.Entity,
            e.Kind,
            state = DbName.Of(e.State),
            severity = DbName.Of(e.Severity),
            atMs = DbTime.Ms(e.At),
            sentMs = sent is { } time ? DbTime.Ms(time) : (long?)null,
            receivedMs = DbTime.Ms(received),
            e.Reason,
            valuesJson = FlatJson.Write(e.Values),
            labelsJson = FlatJson.Write(e.Labels),
            timeQuality = DbName.Of(e.TimeQuality),
            late = late ? 1 : 0,
        }) > 0;

    /// <summary>Puts an event or a message aside. Only the newest are kept: a site gone mad must not fill the disk.</summary>
    public static void Refuse(Db db, string site, MessageId? message, RefusedEvent refused, DateTimeOffset now)
    {
        var id = db.NextNumber("refused_event");
        db.Execute(
            "INSERT INTO refused_events (id, site, boot, seq, at_ms, reason, content) VALUES (@id, @site, @boot, @seq, @atMs, @reason, @Excerpt)",
            new { id, site, boot = message?.Boot.ToString(), seq = message?.Seq, atMs = DbTime.Ms(now), reason = DbName.Of(refused.Reason), refused.Excerpt });
        db.Execute("DELETE FROM refused_events WHERE id <= @oldest", new { oldest = id - KeptRefusals });
    }

    /// <summary>The place of a message in the order of arrival; null when it has not come.</summary>
    public static long? Ordinal(Db db, string site, string boot, long seq) =>
        db.First<long?>("SELECT ordinal FROM received WHERE site = @site AND boot = @boot AND seq = @seq", new { site, boot, seq });

    public static long NewestOrdinal(Db db, string site) => db.First<long?>("SELECT MAX(ordinal) FROM received WHERE site = @site", new { site }) ?? 0;
}
