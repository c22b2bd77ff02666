using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Seed;

/// <summary>Takes a seed into the database, all of it or nothing.</summary>
internal static class AlertingImport
{
    /// <summary>Whether nobody has entered anything yet, by whatever way.</summary>
    public static bool IsEmpty(Db db) => db.First<long>(
        """
        SELECT (SELECT COUNT(*) FROM contacts) + (SELECT COUNT(*) FROM rotations) + (SELECT COUNT(*) FROM routes) + (SELECT COUNT(*) FROM templates)
            + (SELECT COUNT(*) FROM reports) + (SELECT COUNT(*) FROM silences)
        """) == 0;

    /// <summary>What a file's entries may refer to; with <paramref name="replace"/> what the database has is about to go.</summary>
    public static Known Known(Db db, AlertRules rules, IReadOnlyList<IChannelSettings> channels, bool replace) => replace
        ? new Known(rules.Recipients.ToHashSet(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), channels)
        : Entries.Known.Of(db, rules, channels);

    /// <summary>Makes and changes what the seed names.</summary>
    /// <param name="db">One transaction.</param>
    /// <param name="seed">What.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="replace">Contacts, rotations, routes, templates and reports that the seed does not name go.</param>
    /// <param name="now">When.</param>
    public static void Apply(Db db, AlertingSeed seed, Actor actor, bool replace, DateTimeOffset now)
    {
        if (replace) Clear(db, actor, now);
        foreach (var site in seed.Sites) Put(site.Id, site, "site", ApiJson.Default.SiteEntry, () => SiteEntries.Put(db, site, now));
        foreach (var contact in seed.Contacts) Put(contact.Id, contact, "contact", ApiJson.Default.ContactEntry, () => ContactStore.Put(db, contact));
        foreach (var rotation in seed.Rotations) Put(rotation.Id, rotation, "rotation", ApiJson.Default.RotationEntry, () => RotationStore.Put(db, rotation.ToRotation(), rotation.TimeZone));
        foreach (var route in seed.Routes) Put(route.Id, route, "route", ApiJson.Default.RouteEntry, () => RouteStore.Put(db, route.ToRoute(), route.Position));
        foreach (var report in seed.Reports) Put(report.Id, report, "report", ApiJson.Default.ReportEntry, () => PeopleEntries.Put(db, report));
        foreach (var template in seed.Templates)
        {
            Put($"{template.Name}/{template.Language}", template, "template", ApiJson.Default.TemplateEntry,
                () => TemplateStore.Save(db, template.Which(), template.Language, template.Content, actor.Name, now));
        }

        AddSilences(db, seed.Silences, actor, now);
        AlertDue.MarkAll(db, now);

        void Put<T>(string id, T entry, string what, JsonTypeInfo<T> type, Action put)
        {
            put();
            ChangeLog.Note(db, now, actor, $"{what}.put", id, null, JsonSerializer.Serialize(entry, type));
        }
    }

    /// <summary>A file that is taken again adds no second one of those that stand.</summary>
    private static void AddSilences(Db db, IReadOnlyList<NewSilence> silences, Actor actor, DateTimeOffset now)
    {
        var standing = SilenceStore.Standing(db).Select(silence => (silence.Kind, silence.MatchersJson, silence.EndsMs, silence.Comment)).ToHashSet();
        foreach (var silence in silences)
        {
            if (!standing.Contains((silence.Kind, Matchers.Write(silence.Matchers), DbTime.Ms(silence.Ends), silence.Comment))) SilenceActions.Add(db, silence, actor, now);
        }
    }

    private static void Clear(Db db, Actor actor, DateTimeOffset now)
    {
        foreach (var table in (string[])["contact_addresses", "contacts", "rotations", "routes", "templates", "reports"]) db.Execute($"DELETE FROM {table}");
        ChangeLog.Note(db, now, actor, "alerting.replace", "all", null, null);
    }
}
