using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Updates;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Updates;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ActionResult = EdgeNoc.Collector.Alerts.ActionResult;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>How each site's agent does, and the version that is on its way to them.</summary>
internal sealed class FleetModel(ApiContext api, Viewer viewer) : PageModel
{
    public IReadOnlyList<FleetSite> Sites { get; private set; } = [];

    /// <summary>The newest one; null: there was none, or the viewer does not see all sites.</summary>
    public Rollout? Rollout { get; private set; }

    /// <summary>A site has stopped it, and nobody has decided yet what to do.</summary>
    public bool IsUndecided { get; private set; }

    /// <summary>Versions that can be brought, the newest first.</summary>
    public IReadOnlyList<string> Versions { get; private set; } = [];

    public FormErrors Errors { get; } = new();

    public void OnGet() => Read();

    public PartialViewResult OnGetPart()
    {
        Read();
        return Partial("_Fleet", Sites);
    }

    public IActionResult OnPostStart(string? version) => Do(Role.Admin, (db, now) => UpdateActions.Start(db, version ?? "", downgrade: false, viewer.Actor, now));

    public IActionResult OnPostHalt() => Do(Role.Operator, (db, now) => UpdateActions.Halt(db, $"halted by {viewer.Actor.Name}", viewer.Actor, now));

    private IActionResult Do(Role needed, Func<Db, DateTimeOffset, ActionResult> act)
    {
        if (!viewer.May(needed) || !viewer.Scope.IsAll) return Forbid();
        var result = api.Change(act);
        if (result is ActionResult.Done) return Redirect("/fleet");
        Errors.Problem = viewer.Say(result switch
        {
            ActionResult.Refused { Reason: "running" } => FleetText.AlreadyRunning,
            ActionResult.Refused => FleetText.NoPackage,
            _ => FleetText.NothingToHalt,
        });
        Read();
        return Page();
    }

    private void Read() => api.Read(db =>
    {
        Sites = [.. FleetView.All(db).Where(site => viewer.Scope.Allows(site.Site))];
        if (!viewer.Scope.IsAll) return true;
        Rollout = UpdateStore.Rollouts(db).FirstOrDefault();
        IsUndecided = Rollout is { State: Rollout.Halted } && UpdateAlerts.Stands(db);
        Versions = [.. UpdateStore.Packages(db).Select(package => package.Version).Distinct(StringComparer.Ordinal).OrderDescending(Comparer<string>.Create(DebianVersion.Compare))];
        return true;
    });
}
