using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Feed;

/// <summary>An item about an incident as the database gives it.</summary>
internal sealed record FeedRow
{
    public long AtMs { get; init; }
    public long Id { get; init; }
    public long Incident { get; init; }
    public string Site { get; init; } = "";
    public Severity Severity { get; init; }
    public string What { get; init; } = "";
    public string Device { get; init; } = "";
    public string Entity { get; init; } = "";
    public string? Cause { get; init; }
    public string? Who { get; init; }
    public string? Text { get; init; }

    /// <summary>Of a note: whether it is one, or an assignment.</summary>
    public string? Note { get; init; }
    public long Times { get; init; }

    public FeedItem Item(char letter, FeedKind source, FeedMarks marks, string reader)
    {
        var kind = Note switch { IncidentNote.Assigned => FeedKind.Assigned, IncidentNote.Unassigned => FeedKind.Unassigned, _ => source };
        var id = $"{letter}{Id}";

        // What he did himself is no news to him; that it ended is, whoever had it.
        var isOwn = kind != FeedKind.Closed && Who == reader;
        return new FeedItem(id, DbTime.Time(AtMs), kind, FeedItem.LevelOf(kind, Severity, Times))
        {
            Site = Site, Incident = Incident, Severity = Severity, What = What, Device = Device, Entity = Entity, Cause = Cause, Who = Who, Text = Text, Times = Times,
            IsRead = isOwn || AtMs <= marks.ReadMs || marks.Items.Contains(id),
        };
    }
}

/// <summary>An item about announced work.</summary>
internal sealed record MaintenanceRow
{
    public long AtMs { get; init; }
    public long Id { get; init; }
    public string MatchersJson { get; init; } = "[]";
    public string Author { get; init; } = "";
    public string Comment { get; init; } = "";

    public FeedItem Item(char letter, FeedKind kind, FeedMarks marks, string reader)
    {
        var id = $"{letter}{Id}";
        return new FeedItem(id, DbTime.Time(AtMs), kind, FeedLevel.Info)
        {
            Maintenance = Id, Who = Author, Text = Comment, IsRead = (kind == FeedKind.MaintenanceBegan && Author == reader) || AtMs <= marks.ReadMs || marks.Items.Contains(id),
        };
    }
}
