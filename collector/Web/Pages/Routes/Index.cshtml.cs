using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Events;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Routes;

/// <summary>All routes in the order in which they are tried, to be moved.</summary>
internal sealed class IndexModel(ApiContext api, Viewer viewer) : PageModel
{
    public IReadOnlyList<RouteEntry> Routes { get; private set; } = [];

    public string? Problem { get; private set; }

    /// <summary>What a route takes that names no severity.</summary>
    public Severity Minimum => api.Rules.MinSeverity;

    public string Recipients => api.Rules.Recipients.Count == 0 ? viewer.Say(RouteText.Nobody) : string.Join(", ", api.Rules.Recipients);

    public IActionResult OnGet()
    {
        if (!viewer.Scope.IsAll) return Forbid();
        Routes = api.Read(PeopleEntries.Routes);
        return Page();
    }

    /// <param name="ids">All of them as they stood on the page.</param>
    /// <param name="id">The one that moves.</param>
    /// <param name="by">-1: before the one above it.</param>
    public IActionResult OnPostMove(string? ids, string? id, int by)
    {
        if (!viewer.May(Role.Admin) || !viewer.Scope.IsAll) return Forbid();
        var order = (ids ?? "").Split(',').ToList();
        var place = order.IndexOf(id ?? "");
        var to = Math.Clamp(place + Math.Sign(by), 0, order.Count - 1);
        if (place < 0) return NotFound();
        order.RemoveAt(place);
        order.Insert(to, id!);
        if (api.Change((db, now) => RouteOrder.Set(db, order, viewer.Actor, now))) return Redirect("/routes");
        Problem = viewer.Say(RouteText.OrderStale);
        return OnGet();
    }
}
