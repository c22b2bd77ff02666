using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ActionResult = EdgeNoc.Collector.Alerts.ActionResult;

namespace EdgeNoc.Collector.Web.Pages.Silences;

/// <summary>What keeps alerts quiet, by whom and until when: silences and mutes on the one page, announced work on the other.</summary>
internal sealed class IndexModel(ApiContext api, IAuthorizationService may, Viewer viewer) : PageModel
{
    private const int PageSize = 100;

    public bool IsMaintenance { get; private set; }

    public string State { get; private set; } = "standing";

    public Page<SilenceView> Entries { get; private set; } = new([], null);

    /// <summary>As it was sent, or as a link to here wants it.</summary>
    public SilenceForm Form { get; private set; } = new(null, null, null, null, null, null, null, 120, null);

    public string? Problem { get; private set; }

    public string Address => IsMaintenance ? "/maintenance" : "/silences";

    public void OnGet(string list, string? state, string? site, string? device, string? pon, string? entity, string? kind, string? comment, long? cursor)
    {
        Form = Form with { Site = site, Device = device, Pon = pon, Entity = entity, Kind = kind, Comment = comment };
        Read(list, state, cursor);
    }

    public async Task<IActionResult> OnPostAddAsync(string list, string? site, string? device, string? pon, string? entity, string? kind, string? severity, string? starts, int minutes, string? comment)
    {
        if (!(await may.AuthorizeAsync(User, Roles.Operator)).Succeeded) return Forbid();
        Form = new SilenceForm(site, device, pon, entity, kind, severity, starts, minutes, comment);
        var wanted = Form.Read(list == "maintenance" ? SilenceKind.Maintenance : SilenceKind.Silence, viewer.Zone, viewer.Now);
        if (wanted is null) return Refuse(list, "bad_start");
        if (!viewer.Scope.Allows(wanted.Matchers)) return Refuse(list, "beyond_sites");
        return api.Change((db, now) => SilenceActions.Add(db, wanted, viewer.Actor, now)) is ActionResult.Refused refused ? Refuse(list, refused.Reason) : Redirect($"/{list}");
    }

    public async Task<IActionResult> OnPostEndAsync(string list, long id)
    {
        if (!(await may.AuthorizeAsync(User, Roles.Operator)).Succeeded) return Forbid();
        return api.Change((db, now) => IsHere(SilenceStore.Find(db, id), list == "maintenance") ? SilenceActions.End(db, id, viewer.Actor, now) : new ActionResult.NotFound()) switch
        {
            ActionResult.Done => Redirect($"/{list}"),
            ActionResult.Refused refused => Refuse(list, refused.Reason),
            _ => NotFound(),
        };
    }

    /// <summary>Whether he may end it.</summary>
    public bool MayEnd(SilenceView silence) => silence.State != "ended" && viewer.May(Role.Operator) && viewer.Scope.Allows(silence.Matchers);

    private bool IsHere(Silence? silence, bool isMaintenance) =>
        silence is not null && silence.Kind == SilenceKind.Maintenance == isMaintenance && viewer.Scope.Allows(Matchers.Read(silence.MatchersJson) ?? []);

    private PageResult Refuse(string list, string reason)
    {
        Problem = viewer.Say(SilenceText.OfRefusal(reason));
        Read(list, null, null);
        return Page();
    }

    private void Read(string list, string? state, long? cursor)
    {
        IsMaintenance = list == "maintenance";
        State = PageQuery.Choice(state, "pending", "active", "ended", "all") ?? "standing";
        Entries = api.Read(db => SilenceQuery.List(db, IsMaintenance, State == "all" ? null : State, cursor, PageSize, viewer.Now, viewer.Scope));
    }
}
