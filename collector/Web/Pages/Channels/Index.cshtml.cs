using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Web.Entries;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Channels;

/// <summary>The ways to reach people: how each does, what it costs, and a test of it.</summary>
[Authorize(Policy = Roles.Operator)]
internal sealed class IndexModel(ApiContext api, ChannelDesk desk, TimeProvider time, Viewer viewer) : PageModel
{
    public IReadOnlyList<ChannelView> Channels { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!viewer.Scope.IsAll) return Forbid();
        Channels = api.Read(db => ChannelView.All(db, desk.Channels, time));
        return Page();
    }

    /// <summary>Sends a test message; the answer is a part of the page.</summary>
    public async Task<IActionResult> OnPostTestAsync(string? channel, string? to)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        var recipient = to?.Trim() ?? "";
        return Partial("_TestSent", TestSent.Of(viewer, await desk.SendAsync(channel ?? "", recipient, viewer.Actor, HttpContext.RequestAborted), recipient));
    }

    /// <summary>Asks the provider after its link, now.</summary>
    public async Task<IActionResult> OnPostAskAsync(string? channel)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        if (desk.Find(channel ?? "") is not { } settings) return NotFound();
        return Partial("_TestSent", await desk.ProbeAsync(settings, HttpContext.RequestAborted) switch
        {
            SessionState.Up up => new TestSent("good", $"{viewer.Say(ChannelText.Linked)}: {up.Detail}"),
            SessionState.Down down => new TestSent("bad", $"{viewer.Say(ChannelText.NotLinked)}: {down.Reason}"),
            SessionState.Unknown unknown => new TestSent("warn", $"{viewer.Say(ChannelText.DoesNotSay)}: {unknown.Reason}"),
            _ => new TestSent("warn", viewer.Say(ChannelText.DoesNotSay)),
        });
    }
}
