using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary><c>/contacts</c>, <c>/rotations</c>, <c>/routes</c>, <c>/reports</c>: who is told of what.</summary>
internal static class PeopleResources
{
    private static readonly Editable<ContactEntry> Contacts = new()
    {
        Name = "contact",
        Path = "contacts",
        Type = ApiJson.Default.ContactEntry,
        Id = contact => contact.Id,
        All = PeopleEntries.Contacts,
        Read = (section, known, id) => ContactReader.Read(section, known, id),
        Put = ContactStore.Put,
        Remove = (db, id) => ContactStore.Remove(db, id),
        NeededBy = ContactNeededBy,
    };

    private static readonly Editable<RotationEntry> Rotations = new()
    {
        Name = "rotation",
        Path = "rotations",
        Type = ApiJson.Default.RotationEntry,
        Id = rotation => rotation.Id,
        All = PeopleEntries.Rotations,
        Read = (section, known, id) => RotationReader.Read(section, known, id),
        Put = (db, rotation) => RotationStore.Put(db, rotation.ToRotation(), rotation.TimeZone),
        Remove = (db, id) => RotationStore.Remove(db, id),
        NeededBy = (db, id) => Need("route", RoutesTo(db, $"rotation:{id}")),
    };

    private static readonly Editable<RouteEntry> Routes = new()
    {
        Name = "route",
        Path = "routes",
        Type = ApiJson.Default.RouteEntry,
        Id = route => route.Id,
        All = PeopleEntries.Routes,
        Read = (section, known, id) => RouteReader.Read(section, known, fixedId: id),
        Put = (db, route) => RouteStore.Put(db, route.ToRoute(), route.Position),
        Remove = (db, id) => RouteStore.Remove(db, id),
    };

    private static readonly Editable<ReportEntry> Reports = new()
    {
        Name = "report",
        Path = "reports",
        Type = ApiJson.Default.ReportEntry,
        Id = report => report.Id,
        All = PeopleEntries.Reports,
        Read = (section, known, id) => ReportReader.Read(section, known, id),
        Put = PeopleEntries.Put,
        Remove = PeopleEntries.RemoveReport,
    };

    /// <summary>The kinds, by their names; the console's forms work with the same.</summary>
    public static IReadOnlyList<IEditable> All { get; } = [Contacts, Rotations, Routes, Reports];

    public static IEditable? Find(string? kind) => All.FirstOrDefault(one => one.Name == kind);

    public static void MapPeople(this RouteGroupBuilder v1)
    {
        foreach (var one in All) one.Map(v1);
    }

    private static string? ContactNeededBy(Db db, string id) =>
        Need("route", RoutesTo(db, $"contact:{id}"))
        ?? Need("rotation", PeopleEntries.Rotations(db).Where(rotation => rotation.Members.Contains(id, StringComparer.Ordinal) || rotation.Overrides.Any(one => one.Contact == id)).Select(rotation => rotation.Id))
        ?? Need("report", PeopleEntries.Reports(db).Where(report => report.Contact == id).Select(report => report.Id));

    private static IEnumerable<string> RoutesTo(Db db, string target) =>
        PeopleEntries.Routes(db).Where(route => route.Steps.Any(step => step.To.Contains(target, StringComparer.Ordinal))).Select(route => route.Id);

    private static string? Need(string what, IEnumerable<string> ids) => string.Join(", ", ids) is { Length: > 0 } list ? $"{what} {list}" : null;
}
