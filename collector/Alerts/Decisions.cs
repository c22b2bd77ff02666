using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts;

/// <summary>Why somebody was told, or was not.</summary>
internal enum Decision
{
    /// <summary>Told as part of a new incident.</summary>
    Told,

    /// <summary>The same thing failed again before its incident had closed: people still believe it is down, which is true.</summary>
    RejoinedOpenIncident,

    /// <summary>Too mild for a message by itself, and no route asks for it: it is in the daily report.</summary>
    BelowMinSeverity,

    /// <summary>A note, never a page.</summary>
    Informational,

    /// <summary>Over before the group was told.</summary>
    ClearedBeforeTold,

    /// <summary>An incident, but no route leads to anybody who can be reached.</summary>
    NobodyToTell,

    /// <summary>Something above it explains it: it is listed there, or waits.</summary>
    Inhibited,

    /// <summary>What hid it is over, and it still stands.</summary>
    NoLongerInhibited,

    /// <summary>Joined an open incident of the same cause.</summary>
    Joined,

    /// <summary>An open incident grew beyond its device.</summary>
    Widened,

    /// <summary>A silence, a mute or a maintenance covers it.</summary>
    Silenced,
    NoLongerSilenced,

    /// <summary>Within his quiet hours: told when they end, if it still stands.</summary>
    QuietHours,

    /// <summary>The next step, for nobody acknowledged.</summary>
    Escalated,

    /// <summary>Told again: it grew, doubled or changed its class.</summary>
    UpdateTold,

    /// <summary>Told again: it stands for so long, and nobody acknowledged.</summary>
    ReminderTold,
    Acknowledged,
    Unacknowledged,

    /// <summary>Closed with a few left, which the recovery named.</summary>
    LeftOver,

    /// <summary>A maintenance was compared with before.</summary>
    MaintenanceReported,

    /// <summary>Something of this site could not be decided; its neighbours were. It is tried again.</summary>
    Failed,

    /// <summary>A message went on by another address: it was not confirmed in time, or its channel would not take it.</summary>
    FellBack,

    /// <summary>Somebody else hears of it, for one who should have cannot be reached.</summary>
    NextContact,

    /// <summary>The next step was taken early, for nobody of the last one can be reached.</summary>
    Hastened,

    /// <summary>Nobody can be reached, and there is nobody else.</summary>
    Unreached,

    /// <summary>A channel's sum of the month is nearly or wholly spent.</summary>
    CapNoted,

    /// <summary>The end of an incident, told to those who heard of its beginning.</summary>
    RecoveryTold,

    /// <summary>The end of an incident that nobody heard of.</summary>
    RecoveryUntold,

    /// <summary>Still standing after the site was offline.</summary>
    FoundStanding,

    /// <summary>The site's snapshot no longer has it.</summary>
    ClearedWhileOffline,

    /// <summary>What came and went while the site was offline, in a line of its own or of another message.</summary>
    OfflineSummaryTold,

    /// <summary>What came and went while the site was offline was not severe enough for a message by itself.</summary>
    OfflineSummaryUntold,

    /// <summary>A template that somebody wrote could not be filled: the shipped text went out.</summary>
    TemplateFailed,

    /// <summary>A report was too late to be of use.</summary>
    ReportSkipped,
}

/// <summary>One decision about an alert, an incident or a recipient.</summary>
internal sealed record Decided(Decision Decision, string? Detail, long? Alert, long? Incident, string? Recipient);

/// <summary>The table <c>decisions</c>: "why did I (not) get this" is a query.</summary>
internal static class DecisionLog
{
    public static void Add(
        Db db, DateTimeOffset now, string site, Decision decision, string? detail = null, long? alert = null, long? incident = null, string? recipient = null) =>
        Add(db, now, site, [new Decided(decision, detail, alert, incident, recipient)]);

    /// <summary>Several of one site, in order: the statement is prepared once.</summary>
    public static void Add(Db db, DateTimeOffset now, string site, IReadOnlyList<Decided> decisions)
    {
        if (decisions.Count == 0) return;
        var first = db.NextNumbers("decision", decisions.Count);
        db.Execute(
            """
            INSERT INTO decisions (id, at_ms, site, decision, detail, alert, incident, recipient)
            VALUES (@id, @atMs, @site, @name, @Detail, @Alert, @Incident, @Recipient)
            """,
            decisions.Select((decided, index) => new
            {
                id = first + index,
                atMs = DbTime.Ms(now),
                site,
                name = DbName.Of(decided.Decision),
                decided.Detail,
                decided.Alert,
                decided.Incident,
                decided.Recipient,
            }).ToList());
    }
}
