using System.Globalization;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Analytics;

/// <summary>Every alert there was, told or not, by what is asked for.</summary>
internal sealed class AlertsModel(ApiContext api, Viewer viewer) : PageModel
{
    private const int PageSize = 100;

    public string? State { get; private set; }

    public string? Site { get; private set; }

    public string? Kind { get; private set; }

    public string? Severity { get; private set; }

    public string? Q { get; private set; }

    /// <summary>Days, in the viewer's zone.</summary>
    public string? From { get; private set; }

    public string? To { get; private set; }

    public Page<AlertView> Entries { get; private set; } = new([], null);

    public string Query => PageQuery.Of(("state", State), ("site", Site), ("kind", Kind), ("severity", Severity), ("q", Q), ("from", From), ("to", To));

    public void OnGet(string? state, string? site, string? kind, string? severity, string? q, string? from, string? to, long? cursor)
    {
        (State, Severity) = (PageQuery.Choice(state, "open", "cleared"), PageQuery.Choice(severity, "info", "low", "medium", "high", "critical"));
        (Site, Kind, Q) = (PageQuery.Text(site), PageQuery.Text(kind), PageQuery.Text(q));
        var (since, until) = (Day(from, 0), Day(to, 1));
        (From, To) = (since is null ? null : from, until is null ? null : to);
        var filter = new AlertFilter(Site, null, Kind, Severity, State, since, cursor, PageSize) { Scope = viewer.Scope, Until = until, Text = Q };
        Entries = api.Read(db => AlertQuery.List(db, filter));
    }

    private DateTimeOffset? Day(string? text, int later)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 2000 or > 2200) return null;
        var local = day.AddDays(later).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, viewer.Zone.GetUtcOffset(local));
    }
}
