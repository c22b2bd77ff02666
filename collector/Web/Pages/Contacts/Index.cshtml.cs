using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Contacts;

/// <summary>The people who can be told, and by which routes and rotations they are.</summary>
internal sealed class IndexModel(ApiContext api, Viewer viewer) : PageModel
{
    private IReadOnlyList<RotationEntry> _rotations = [];
    private IReadOnlyList<RouteEntry> _routes = [];
    private IReadOnlyList<ReportEntry> _reports = [];

    public IReadOnlyList<ContactEntry> Contacts { get; private set; } = [];

    public bool HasChannels => api.Channels.Count > 0;

    public IActionResult OnGet()
    {
        if (!viewer.Scope.IsAll) return Forbid();
        (Contacts, _rotations, _routes, _reports) = api.Read(db => (PeopleEntries.Contacts(db), PeopleEntries.Rotations(db), PeopleEntries.Routes(db), PeopleEntries.Reports(db)));
        return Page();
    }

    public IEnumerable<string> UsesOf(string contact) =>
    [
        .. _routes.Where(route => route.Steps.Any(step => step.To.Contains($"contact:{contact}", StringComparer.Ordinal))).Select(route => route.Id),
        .. _rotations.Where(rotation => rotation.Members.Contains(contact, StringComparer.Ordinal)).Select(rotation => rotation.Id),
        .. _reports.Where(report => report.Contact == contact).Select(report => report.Id),
    ];
}
