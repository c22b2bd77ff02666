using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>The stage that keeps how the ONUs are when a maintenance begins, and says what is otherwise some minutes after its end.</summary>
internal static class MaintenanceStage
{
    /// <summary>ONUs that were cut off need so long to be seen again: a list comes at most every five minutes.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMinutes(6);

    /// <summary>When to look again; null: no maintenance stands.</summary>
    public static DateTimeOffset? Run(Db db, AlertRules rules, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var silence in SilenceStore.Standing(db).Where(silence => silence.Kind == SilenceKind.Maintenance && silence.Starts <= now))
        {
            var due = silence.Ends + Settle;
            if (silence.BeforeJson is null && silence.IsActive(now)) SilenceStore.SetBefore(db, silence.Id, PlantSnapshot.Write(PlantSnapshot.Take(db, MatchersOf(silence))));
            if (due <= now) Report(db, rules, silence, now);
            else if (due < (next ?? DateTimeOffset.MaxValue)) next = due;
        }

        return next;
    }

    private static IReadOnlyList<Matcher> MatchersOf(Silence silence) => Matchers.Read(silence.MatchersJson) ?? [];

    private static void Report(Db db, AlertRules rules, Silence silence, DateTimeOffset now)
    {
        SilenceStore.Finish(db, silence.Id, now);
        var matchers = MatchersOf(silence);
        var before = PlantSnapshot.Read(silence.BeforeJson);
        var after = PlantSnapshot.Take(db, matchers);
        var sites = (before ?? []).Concat(after).Select(sight => sight.Site).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var people = PeopleStore.Read(db, rules);
        foreach (var site in sites)
        {
            OnuSight[] was = [.. (before ?? []).Where(sight => sight.Site == site)], isNow = [.. after.Where(sight => sight.Site == site)];
            Tell(db, rules, people, silence, site, was.Length > 0 && isNow.Length > 0 ? MaintenanceReport.Of(was, isNow) : null, now);
        }

        if (sites.Count == 0) DecisionLog.Add(db, now, "", Decision.MaintenanceReported, $"maintenance {silence.Id}: no list of ONUs was there to compare");
    }

    private static void Tell(Db db, AlertRules rules, People people, Silence silence, string site, MaintenanceReport? report, DateTimeOffset now)
    {
        var profile = SiteProfile.Of(db, site);
        var model = new MaintenanceModel
        {
            Site = site,
            SiteTitle = profile.Title,
            Scope = string.Join(' ', MatchersOf(silence).Where(matcher => matcher is { Name: "device" or "pon" or "entity", Op: MatchOperator.Equal }).Select(matcher => matcher.Value)),
            Author = silence.Author,
            Comment = silence.Comment,
            From = silence.Starts,
            To = silence.Ends,
            Now = now,
            IsComparable = report is not null,
            Down = report?.Down ?? [],
            Gone = report?.Gone ?? [],
            Worse = report?.Worse ?? [],
            CameUp = report?.CameUp ?? [],
            WorseByDb = MaintenanceReport.WorseByDb,
        };
        foreach (var contact in Readers(people, rules, silence, site, now))
        {
            var text = MaintenanceText.Of(model, profile.Style(contact.Language));
            var message = new OutgoingText($"maintenance:{silence.Id}", Purpose.Maintenance, null, text, silence.Ends) { Contact = contact.Id, Site = site, Severity = Severity.Medium };
            Outbox.Add(db, contact.Addresses[0].Channel, contact.Addresses[0].Address, message, now);
            DecisionLog.Add(db, now, site, Decision.MaintenanceReported, $"maintenance {silence.Id}", recipient: contact.Id);
        }
    }

    /// <summary>Its author, and whom a problem of that site would go to first.</summary>
    private static IEnumerable<Contact> Readers(People people, AlertRules rules, Silence silence, string site, DateTimeOffset now)
    {
        var fields = new MatchFields { Site = site, Device = AlertScope.Site, Severity = DbName.Of(Severity.Medium), Kind = "site.maintenance" };
        var routed = RouteChoice.Find(people.Routes, new RouteQuestion(fields, Severity.Medium, IsVip: true), rules.MinSeverity, now);
        return people.Contacts.Values.Where(contact => contact.Id == silence.Author || contact.Name == silence.Author)
            .Concat(routed.Routes.SelectMany(route => route.Steps.Take(1)).SelectMany(step => people.Resolve(step, now)))
            .DistinctBy(contact => contact.Id, StringComparer.Ordinal).Where(contact => contact.Addresses.Count > 0);
    }
}
