using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.People;

/// <summary>What programs use the API with. A new one is shown once.</summary>
[Authorize(Policy = Roles.Admin)]
internal sealed class TokensModel(ApiContext api, Viewer viewer) : PageModel
{
    public IReadOnlyList<TokenRow> Tokens { get; private set; } = [];

    /// <summary>The new one.</summary>
    public string? Made { get; private set; }

    public string? Problem { get; private set; }

    public void OnGet() => Tokens = api.Read(TokenStore.All);

    public PageResult OnPost(string? name, string? role, string? sites)
    {
        var (called, kind, scope) = ((name ?? "").Trim(), UserRoles.Parse(role) ?? UserRole.Viewer, EditModel.Scope(sites));
        if (called.Length == 0) Problem = viewer.Say(DoorText.NoName);
        else if (scope.Sites.FirstOrDefault(site => !Topics.IsSiteId(site)) is { } wrong) Problem = viewer.Say(PeopleText.BadSite, wrong);
        else if (UserRoles.Unfit(kind, scope) is not null) Problem = viewer.Say(kind == UserRole.Technician ? PeopleText.TechnicianSites : PeopleText.AllOnly);
        else
        {
            Made = api.Change((db, now) =>
            {
                var (id, token) = TokenStore.Add(db, called, UserRoles.Word(kind), scope, now);
                ChangeLog.Note(db, now, viewer.Actor, "token.add", id, null, $"{called} ({UserRoles.Word(kind)}{(scope.IsAll ? "" : $": {string.Join(", ", scope.Sites)}")})");
                return token;
            });
        }

        OnGet();
        return Page();
    }

    public IActionResult OnPostRevoke(string? id)
    {
        api.Change((db, now) =>
        {
            if (TokenStore.Revoke(db, id ?? "", now)) ChangeLog.Note(db, now, viewer.Actor, "token.revoke", id!, null, null);
            return true;
        });
        return Redirect("/people/tokens");
    }

    public static DateTimeOffset? Time(long? ms) => ms is { } known ? DbTime.Time(known) : null;
}
