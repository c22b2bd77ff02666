using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Incidents;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ActionResult = EdgeNoc.Collector.Alerts.ActionResult;

namespace EdgeNoc.Collector.Web.Pages.Incidents;

/// <summary>One incident: what happened, what is hidden in it, why who was told or not, and what people do with it.</summary>
internal sealed class OneModel(ApiContext api, IAuthorizationService may, Viewer viewer) : PageModel
{
    /// <summary>How long one can mute it, in minutes.</summary>
    public static IReadOnlyList<int> Mutes { get; } = [30, 60, 240, 720, 1_440, 4_320, 10_080];

    public IncidentDetail Detail { get; private set; } = null!;

    public IReadOnlyList<TimelineEntry> Timeline { get; private set; } = [];

    /// <summary>Who may look after it.</summary>
    public IReadOnlyList<User> Candidates { get; private set; } = [];

    public string? Problem { get; private set; }

    /// <summary>What he wrote, where it could not be taken.</summary>
    public string? Draft { get; private set; }

    public bool MayAct => viewer.May(Role.Operator, Detail.Incident.Site);

    public IActionResult OnGet(long number) => Read(number) ? Page() : NotFound();

    /// <summary>All that changes by itself: not the forms, in which somebody may be writing.</summary>
    public IActionResult OnGetNow(long number) => Read(number) ? Partial("_IncidentNow", this) : NotFound();

    public Task<IActionResult> OnPostAckAsync(long number) => ActAsync(number, (db, now) => IncidentActions.Acknowledge(db, number, viewer.Actor, now));

    public Task<IActionResult> OnPostUnackAsync(long number) => ActAsync(number, (db, now) => IncidentActions.Unacknowledge(db, number, viewer.Actor, now));

    public Task<IActionResult> OnPostMuteAsync(long number, int minutes) => ActAsync(number, (db, now) => IncidentActions.Mute(db, number, TimeSpan.FromMinutes(minutes), viewer.Actor, now));

    public Task<IActionResult> OnPostAssignAsync(long number, string? to) => ActAsync(number, (db, now) => IncidentDesk.Assign(db, number, to, viewer.Actor, now));

    public Task<IActionResult> OnPostNoteAsync(long number, string? text)
    {
        Draft = text;
        return ActAsync(number, (db, now) => IncidentActions.Note(db, number, text ?? "", viewer.Actor, now));
    }

    private async Task<IActionResult> ActAsync(long number, Func<Db, DateTimeOffset, ActionResult> act)
    {
        if (!(await may.AuthorizeAsync(User, Roles.Operator)).Succeeded) return Forbid();
        switch (api.Change((db, now) => IncidentDesk.Do(db, viewer.Scope, number, () => act(db, now))))
        {
            case ActionResult.Done:
                return Redirect($"/incidents/{number}");
            case ActionResult.Refused refused when Read(number):
                Problem = viewer.Say(IncidentText.OfRefusal(refused.Reason));
                return Page();
            default:
                return NotFound();
        }
    }

    private bool Read(long number)
    {
        var (detail, candidates) = api.Read(db => IncidentQuery.Find(db, number, viewer.Scope) is { } found ? (found, IncidentDesk.Candidates(db, found.Incident.Site)) : (null, []));
        if (detail is null) return false;
        (Detail, Candidates, Timeline) = (detail, candidates, IncidentTimeline.Of(detail, viewer));
        return true;
    }
}
