using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Seed;

/// <summary>What a file <c>alerting.json</c> holds: who is told of what, as it is to be before anybody uses the API.</summary>
internal sealed record AlertingSeed
{
    public IReadOnlyList<SiteEntry> Sites { get; init; } = [];
    public IReadOnlyList<ContactEntry> Contacts { get; init; } = [];
    public IReadOnlyList<RotationEntry> Rotations { get; init; } = [];
    public IReadOnlyList<RouteEntry> Routes { get; init; } = [];
    public IReadOnlyList<NewSilence> Silences { get; init; } = [];
    public IReadOnlyList<TemplateEntry> Templates { get; init; } = [];
    public IReadOnlyList<ReportEntry> Reports { get; init; } = [];

    /// <summary><c>2 sites, 3 contacts, …</c>.</summary>
    public string Counts => string.Join(", ", new[]
    {
        Count(Sites.Count, "site"), Count(Contacts.Count, "contact"), Count(Rotations.Count, "rotation"), Count(Routes.Count, "route"),
        Count(Silences.Count, "silence"), Count(Templates.Count, "template"), Count(Reports.Count, "report"),
    }.OfType<string>()) is { Length: > 0 } counts ? counts : "nothing";

    private static string? Count(int count, string what) => count == 0 ? null : $"{count} {what}{(count == 1 ? "" : "s")}";
}

/// <summary>Reads a file <c>alerting.json</c>; every error with its path and what to write instead.</summary>
internal static class AlertingFile
{
    private const int Most = 10_000;

    /// <param name="path">The file.</param>
    /// <param name="known">What its entries may refer to besides each other.</param>
    /// <param name="now">What times of silences are checked against.</param>
    public static ConfigLoad<AlertingSeed> Load(string path, Known known, DateTimeOffset now) => ConfigFile.Load(path, (root, _) => Read(root, known, now));

    internal static AlertingSeed Read(ConfigSection root, Known known, DateTimeOffset now)
    {
        var sites = Entries(root, "sites", section => SiteReader.Read(section), site => site.Id);
        var contacts = Entries(root, "contacts", section => ContactReader.Read(section, known), contact => contact.Id);
        known = known with { Contacts = With(known.Contacts, contacts.Select(contact => contact.Id)) };
        var rotations = Entries(root, "rotations", section => RotationReader.Read(section, known), rotation => rotation.Id);
        known = known with { Rotations = With(known.Rotations, rotations.Select(rotation => rotation.Id)) };
        var position = 0;
        return new AlertingSeed
        {
            Sites = sites,
            Contacts = contacts,
            Rotations = rotations,
            Routes = Entries(root, "routes", section => RouteReader.Read(section, known, position++), route => route.Id),
            Silences = [.. Entries(root, "silences", section => Silence(section, now), _ => null).Where(silence => silence.Ends > now)],
            Templates = Entries(root, "templates", section => TemplateReader.Read(section), template => $"{template.Name}/{template.Language}"),
            Reports = Entries(root, "reports", section => ReportReader.Read(section, known), report => report.Id),
        };
    }

    private static NewSilence Silence(ConfigSection section, DateTimeOffset now) => SilenceReader.Read(
        section, section.Choice("kind", "silence", "silence", "maintenance") == "silence" ? SilenceKind.Silence : SilenceKind.Maintenance, now, mayBeOver: true);

    private static HashSet<string> With(IReadOnlySet<string> ids, IEnumerable<string> more) => ids.Concat(more).ToHashSet(StringComparer.Ordinal);

    private static List<T> Entries<T>(ConfigSection root, string key, Func<ConfigSection, T> read, Func<T, string?> id)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<T>();
        foreach (var section in EntryText.AtMost(root, key, root.List(key), Most))
        {
            var entry = read(section);
            if (id(entry) is { Length: > 0 } name && !used.Add(name)) section.Error("id", ConfigSection.Quoted(name), "is used twice", "keep one of them");
            entries.Add(entry);
        }

        return entries;
    }
}
