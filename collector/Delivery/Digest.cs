using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Delivery;

/// <summary>Makes one message of many to the same recipient: all are named, none is sent by itself any more.</summary>
internal static class Digest
{
    /// <summary>Returns the digest's id.</summary>
    public static long Write(Db db, IReadOnlyList<OutboxMessage> rows, DateTimeOffset now)
    {
        // Of each thread the newest says how it stands.
        var newest = rows.GroupBy(row => row.Thread, StringComparer.Ordinal).Select(thread => thread.MaxBy(row => row.Id)!).OrderBy(row => row.Id).ToList();
        var profiles = newest.Select(row => row.Site ?? "").Distinct(StringComparer.Ordinal).ToDictionary(site => site, site => SiteProfile.Of(db, site), StringComparer.Ordinal);
        var incidents = db.Query<About>("SELECT number, kind, cause FROM incidents WHERE number IN @numbers", new { numbers = newest.Select(row => row.Incident).OfType<long>().ToList() })
            .ToDictionary(about => about.Number);
        var items = newest.ConvertAll(row =>
        {
            var about = row.Incident is { } number ? incidents.GetValueOrDefault(number) : null;
            return new DigestItem(row.Incident, NameOf(profiles[row.Site ?? ""]), row.Severity ?? Severity.Medium, row.Purpose == Purpose.Recovery, row.Headline)
            {
                Kind = about?.Kind,
                Cause = about?.Cause,
            };
        });
        var contact = rows.Select(row => row.Contact).FirstOrDefault(id => id is not null);
        var text = DigestText.Of(items, now, StyleOf(db, contact, profiles[newest[0].Site ?? ""]), Templates.Of(db, now));
        var id = Outbox.Add(
            db, rows[0].Channel, rows[0].Recipient,
            new OutgoingText("", Purpose.Digest, null, text, DbTime.Time(rows.Min(row => row.ChangeMs)))
            {
                Contact = contact,

                // A digest of recoveries alone is no emergency.
                Severity = newest.Where(row => row.Purpose != Purpose.Recovery).Select(row => row.Severity).DefaultIfEmpty(Severity.Low).Max(),
            },
            now);
        db.Execute("UPDATE outbox SET thread = @thread WHERE id = @id", new { id, thread = $"digest:{id}" });
        foreach (var row in rows)
        {
            db.Execute(
                "UPDATE outbox SET state = 'digested', digest = @id, finished_ms = @nowMs, deadline_ms = NULL, last_reason = NULL WHERE id = @row OR (part_of = @row AND state = 'queued')",
                new { id, row = row.Id, nowMs = DbTime.Ms(now) });
        }

        return id;
    }

    /// <summary>As the messages that it stands for would have named it.</summary>
    private static string NameOf(SiteProfile profile) => profile.Site.Length == 0 ? "" : Place.Site(profile.Site, profile.Title);

    /// <summary>In the reader's language and by his clock, for the sites have many.</summary>
    private static MessageStyle StyleOf(Db db, string? contact, SiteProfile first)
    {
        var row = contact is null ? null : db.First<Reader>("SELECT language, time_zone FROM contacts WHERE id = @contact", new { contact });
        if (row is null) return first.Style();
        var (zone, unknown) = SiteTime.Zone(row.TimeZone is { Length: > 0 } name ? name : null);
        return new MessageStyle(row.Language.Length > 0 ? row.Language : first.Style().Language, row.TimeZone.Length > 0 ? zone : first.Zone) { UnknownZone = unknown };
    }

    private sealed record About
    {
        public long Number { get; init; }
        public string Kind { get; init; } = "";
        public string? Cause { get; init; }
    }

    private sealed record Reader
    {
        public string Language { get; init; } = "";
        public string TimeZone { get; init; } = "";
    }
}
