namespace EdgeNoc.Collector.Backup;

/// <summary>What was found when a backup was read to its end, and its database opened.</summary>
/// <param name="CheckedAt">When.</param>
/// <param name="Problem">Why it cannot be put back; null: it can.</param>
/// <param name="Facts">What is in it.</param>
internal sealed record BackupVerdict(DateTimeOffset CheckedAt, string? Problem, StateFacts? Facts);

/// <summary>What a database holds, for people who are about to replace one by another.</summary>
/// <param name="Instance">Of which collector.</param>
/// <param name="At">As it was then.</param>
/// <param name="Sites">How many.</param>
/// <param name="Users">People who sign in.</param>
/// <param name="Contacts">People who are told.</param>
/// <param name="Routes">Whom what goes to.</param>
/// <param name="Incidents">Since the beginning.</param>
/// <param name="LastEventAt">When the last event came.</param>
internal sealed record StateFacts(string Instance, DateTimeOffset At, long Sites, long Users, long Contacts, long Routes, long Incidents, DateTimeOffset? LastEventAt)
{
    public static StateFacts Of(Store.Db db, string instance, DateTimeOffset at)
    {
        long Count(string table) => db.First<long>($"SELECT COUNT(*) FROM {table}");
        var last = db.First<long?>("SELECT MAX(received_ms) FROM received");
        return new StateFacts(instance, at, Count("sites"), Count("users"), Count("contacts"), Count("routes"), Count("incidents"), last is { } ms ? Store.DbTime.Time(ms) : null);
    }
}
