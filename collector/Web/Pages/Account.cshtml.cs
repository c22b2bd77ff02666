using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>One's own: how the console is to look and speak, the password, the browsers that are signed in.</summary>
internal sealed class AccountModel(ApiContext api, Passwords passwords, Viewer viewer) : PageModel
{
    public IReadOnlyList<UserSession> Sessions { get; private set; } = [];

    public User Me { get; private set; } = new();

    public string? Problem { get; private set; }

    public string? Said { get; private set; }

    private string Id => viewer.Person!.Id;

    public void OnGet(bool saved = false)
    {
        if (saved) Said = viewer.Say(ShellText.Saved);
        Read();
    }

    public RedirectResult OnPost(string? language, string? theme, string? zone)
    {
        var (speech, look) = (language is "id" or "pt" or "en" ? language : null, theme is "light" or "dark" or "wall" ? theme : null);
        var known = zone is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : null;
        api.Change((db, _) =>
        {
            UserStore.SetTaste(db, Id, speech, look, known);
            return true;
        });
        return Redirect("/account?saved=true");
    }

    public PageResult OnPostPassword(string? old, string? password)
    {
        Read();
        if (!passwords.IsRight(Me, old ?? "")) Problem = viewer.Say(PeopleText.WrongPassword);
        else if (Passwords.Fault(password, Id) is { } fault) Problem = viewer.Say(DoorText.Of(fault));
        else
        {
            var hash = passwords.Hash(password!);
            api.Change((db, now) => UserActions.SetPassword(db, Id, hash, viewer.Person!.Session, viewer.Actor, now));
            Said = viewer.Say(PeopleText.PasswordChanged);
            Read();
        }

        return Page();
    }

    public RedirectResult OnPostEnd(string? session)
    {
        api.Change((db, now) => UserActions.SignOut(db, Id, session ?? "", viewer.Actor, now));
        return Redirect("/account");
    }

    public RedirectResult OnPostSignOut() => Leave(viewer.Person!.Session);

    public RedirectResult OnPostEndAll() => Leave(null);

    private RedirectResult Leave(string? session)
    {
        api.Change((db, now) => UserActions.SignOut(db, Id, session, viewer.Actor, now));
        SessionHandler.Clear(HttpContext);
        return Redirect(SessionHandler.Door);
    }

    private void Read() => (Me, Sessions) = api.Read(db => (UserStore.Find(db, Id)!, SessionStore.Of(db, Id, viewer.Now)));
}
