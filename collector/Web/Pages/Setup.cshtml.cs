using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ActionResult = EdgeNoc.Collector.Alerts.ActionResult;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>The first administrator, by the token that the installation printed.</summary>
internal sealed class SetupModel(ApiContext api, Passwords passwords, SignIn signIn, FailedAttempts failures, Viewer viewer) : PageModel
{
    public string? Problem { get; private set; }

    public string Id { get; private set; } = "";

    public string Name { get; private set; } = "";

    public IActionResult OnGet() => api.Read(FirstUser.IsWanted) ? Page() : LocalRedirect(SessionHandler.Door);

    public IActionResult OnPost(string? token, string? id, string? name, string? password, string? zone)
    {
        (Id, Name) = ((id ?? "").Trim().ToLowerInvariant(), (name ?? "").Trim());
        var address = HttpContext.Connection.RemoteIpAddress ?? IPAddress.None;
        if (failures.Wait(address) is { } wait) return Refuse(DoorText.Wait, (int)Math.Ceiling(wait.TotalSeconds));
        if (!Users.User.IsId(Id)) return Refuse(DoorText.BadId);
        if (Name.Length == 0) return Refuse(DoorText.NoName);
        if (Passwords.Fault(password, Id) is { } fault) return Refuse(DoorText.Of(fault));
        var hash = passwords.Hash(password!);
        var made = api.Change((db, now) => FirstUser.Make(db, (token ?? "").Trim(), Id, Store.DbText.Bounded(Name)!, hash, now));
        if (made is ActionResult.Done)
        {
            var known = zone is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : null;
            if (signIn.Try(Id, password!, new SignInFrom($"{address}", Request.Headers.UserAgent.ToString(), known)) is { } secret) SessionHandler.Set(HttpContext, secret);
            return LocalRedirect("/");
        }

        if (made is ActionResult.Refused { Reason: "not_wanted" }) return LocalRedirect(SessionHandler.Door);
        if (made is ActionResult.Refused { Reason: "taken" }) return Refuse(DoorText.Taken);
        failures.Add(address);
        return Refuse(DoorText.BadToken);
    }

    private PageResult Refuse(Word why, params object?[] values)
    {
        Problem = viewer.Say(why, values);
        return Page();
    }
}
