using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Incidents;

/// <summary>Incidents, open and over, by what is asked for; the newest first.</summary>
internal sealed class IndexModel(ApiContext api, Viewer viewer) : PageModel
{
    public const int PartSize = 50;

    /// <summary><c>standing, open, acked, closed, all</c>.</summary>
    public string State { get; private set; } = "standing";

    public string? Site { get; private set; }

    public string? Kind { get; private set; }

    public string? Severity { get; private set; }

    /// <summary><c>me, nobody</c>; null: all.</summary>
    public string? Who { get; private set; }

    public string? Q { get; private set; }

    public Page<IncidentView> Entries { get; private set; } = new([], null);

    /// <summary>What is filtered by, as it stands in the address.</summary>
    public string Query => PageQuery.Of(("state", State == "standing" ? null : State), ("site", Site), ("kind", Kind), ("severity", Severity), ("who", Who), ("q", Q));

    public bool IsFiltered => Query.Length > 0;

    public void OnGet(string? state, string? site, string? kind, string? severity, string? who, string? q) => Read(state, site, kind, severity, who, q, null);

    /// <summary>The table, where a filter or an incident changed.</summary>
    public PartialViewResult OnGetList(string? state, string? site, string? kind, string? severity, string? who, string? q) => Part("_IncidentTable", state, site, kind, severity, who, q, null);

    /// <summary>The rows that follow, as one scrolls.</summary>
    public PartialViewResult OnGetMore(string? state, string? site, string? kind, string? severity, string? who, string? q, long? cursor) => Part("_IncidentRows", state, site, kind, severity, who, q, cursor);

    private PartialViewResult Part(string name, string? state, string? site, string? kind, string? severity, string? who, string? q, long? cursor)
    {
        Read(state, site, kind, severity, who, q, cursor);
        return Partial(name, this);
    }

    private void Read(string? state, string? site, string? kind, string? severity, string? who, string? q, long? cursor)
    {
        State = PageQuery.Choice(state, "open", "acked", "closed", "all") ?? "standing";
        (Site, Kind, Q) = (PageQuery.Text(site), PageQuery.Text(kind), PageQuery.Text(q));
        Severity = PageQuery.Choice(severity, "info", "low", "medium", "high", "critical");
        Who = PageQuery.Choice(who, "me", IncidentFilter.Nobody);
        var filter = new IncidentFilter(Site, null, Kind, Severity, State == "all" ? null : State, null, cursor, PartSize)
        {
            Scope = viewer.Scope, Assigned = Who == "me" ? viewer.Person!.Id : Who, Text = Q,
        };
        Entries = api.Read(db => IncidentQuery.List(db, filter));
    }
}
