using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api;

/// <summary>Changes of entries in the audit: what was there before, and what after.</summary>
internal static class ChangeLog
{
    /// <param name="db">The transaction of the change.</param>
    /// <param name="now">When.</param>
    /// <param name="actor">Who.</param>
    /// <param name="action"><c>contact.put</c> …</param>
    /// <param name="target">The entry's id.</param>
    /// <param name="before">As JSON; null: it was not there.</param>
    /// <param name="after">As JSON; null: it is not there any more.</param>
    public static void Note(Db db, DateTimeOffset now, Actor actor, string action, string target, string? before, string? after)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal);
        if (before is not null) detail["before"] = before;
        if (after is not null) detail["after"] = after;
        AuditLog.Add(db, now, actor, action, target, new ActionResult.Done(0), detail);
    }
}
