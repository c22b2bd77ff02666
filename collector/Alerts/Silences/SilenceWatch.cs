using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>The stage that sees silences begin and end: the sites that they may concern are looked at.</summary>
internal static class SilenceWatch
{
    /// <summary>When the next one begins or ends; null: none stands.</summary>
    public static DateTimeOffset? Run(Db db, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var silence in SilenceStore.Standing(db))
        {
            var runs = silence.IsActive(now);
            if (runs != silence.Active)
            {
                SilenceStore.SetActive(db, silence.Id, runs);
                MarkSites(db, silence, now);
            }

            if (!runs && silence.Ends <= now)
            {
                if (silence.Kind != SilenceKind.Maintenance) SilenceStore.Finish(db, silence.Id, now);
                continue;
            }

            var change = runs ? silence.Ends : silence.Starts;
            if (change < (next ?? DateTimeOffset.MaxValue)) next = change;
        }

        return next;
    }

    private static void MarkSites(Db db, Silence silence, DateTimeOffset now)
    {
        if (silence.Incident is { } incident)
        {
            AlertDue.MarkIncident(db, incident, now);
            return;
        }

        var site = Matchers.Read(silence.MatchersJson)?.FirstOrDefault(matcher => matcher is { Name: "site", Op: MatchOperator.Equal });
        if (site is null) AlertDue.MarkAll(db, now);
        else AlertDue.Mark(db, site.Value, now);
    }
}
