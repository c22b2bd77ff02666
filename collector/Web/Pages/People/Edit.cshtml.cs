using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ActionResult = EdgeNoc.Collector.Alerts.ActionResult;

namespace EdgeNoc.Collector.Web.Pages.People;

/// <summary>Makes or changes somebody who signs in. Two who change the same: the second one is told.</summary>
[Authorize(Policy = Roles.Admin)]
internal sealed class EditModel(ApiContext api, Passwords passwords, Viewer viewer) : PageModel
{
    /// <summary>As he is, or as he was sent.</summary>
    public UserEntry Entry { get; private set; } = new("", "", UserRole.Viewer, SiteScope.All, IsDisabled: false);

    public string Sites { get; private set; } = "";

    public bool IsNew { get; private set; } = true;

    /// <summary>The edition that is shown.</summary>
    public string Edition { get; private set; } = "";

    public string? Problem { get; private set; }

    public IActionResult OnGet(string? id) => id is null || Show(id) ? Page() : NotFound();

    public IActionResult OnPost(string? id, string? known, string? edition, string? name, string? role, string? sites, string? password, bool disabled)
    {
        IsNew = string.IsNullOrEmpty(known);
        var key = (IsNew ? id ?? "" : known!).Trim().ToLowerInvariant();
        var scope = Scope(sites);
        (Sites, Edition) = (sites ?? "", edition ?? "");
        Entry = new UserEntry(key, (name ?? "").Trim(), UserRoles.Parse(role) ?? UserRole.Viewer, scope, disabled);
        if (Check(password) is { } wrong)
        {
            Problem = wrong;
            return Page();
        }

        var hash = string.IsNullOrEmpty(password) ? null : passwords.Hash(password);
        var entry = Entry with { Name = DbText.Bounded(Entry.Name)! };
        var result = api.Change((db, now) => IsOther(UserStore.Find(db, key)) ? new ActionResult.Refused("stale") : UserActions.Put(db, entry, hash, viewer.Actor, now));
        if (result is ActionResult.Done) return Redirect("/people");
        return Refuse(result, key);
    }

    public IActionResult OnPostRemove(string? known)
    {
        var key = known ?? "";
        return api.Change((db, now) => UserActions.Remove(db, key, viewer.Actor, now)) switch
        {
            ActionResult.Done => Redirect("/people"),
            ActionResult.NotFound => NotFound(),
            var refused => Refuse(refused, key),
        };
    }

    public IActionResult OnPostSignOut(string? known)
    {
        var key = known ?? "";
        api.Change((db, now) => UserActions.SignOut(db, key, null, viewer.Actor, now));
        return Redirect($"/people/edit?id={Uri.EscapeDataString(key)}");
    }

    private PageResult Refuse(ActionResult result, string key)
    {
        var reason = (result as ActionResult.Refused)?.Reason;
        if (reason != "no_password") Show(key);
        Problem = viewer.Say(reason switch
        {
            "last_admin" => PeopleText.LastAdmin,
            "no_password" => PeopleText.NeedsPassword,
            _ when IsNew => DoorText.Taken,
            _ => PeopleText.Stale,
        });
        return Page();
    }

    private bool IsOther(User? user) => IsNew ? user is not null : user is null || EditionOf(user) != Edition;

    private string? Check(string? password)
    {
        if (!Users.User.IsId(Entry.Id)) return viewer.Say(DoorText.BadId);
        if (Entry.Name.Length == 0) return viewer.Say(DoorText.NoName);
        if (Entry.Scope.Sites.FirstOrDefault(site => !Topics.IsSiteId(site)) is { } wrong) return viewer.Say(PeopleText.BadSite, wrong);
        if (UserRoles.Unfit(Entry.Role, Entry.Scope) is not null) return viewer.Say(Entry.Role == UserRole.Technician ? PeopleText.TechnicianSites : PeopleText.AllOnly);
        if (IsNew && string.IsNullOrEmpty(password)) return viewer.Say(PeopleText.NeedsPassword);
        return !string.IsNullOrEmpty(password) && Passwords.Fault(password, Entry.Id) is { } fault ? viewer.Say(DoorText.Of(fault)) : null;
    }

    private bool Show(string id)
    {
        if (api.Read(db => UserStore.Find(db, id)) is not { } user) return false;
        Entry = new UserEntry(user.Id, user.Name, user.Kind, user.Scope, user.IsDisabled);
        (Sites, IsNew, Edition) = (string.Join(", ", user.Scope.Sites), false, EditionOf(user));
        return true;
    }

    private static string EditionOf(User user) => Api.Http.Edition.Of($"{UserActions.Text(user)}\n{user.Password}");

    /// <summary>Ids as people write them, one after another.</summary>
    internal static SiteScope Scope(string? sites)
    {
        var list = (sites ?? "").Split([',', ' ', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return list.Length == 0 ? SiteScope.All : SiteScope.Of(list.Take(500));
    }
}
