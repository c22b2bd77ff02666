using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Web.Groups;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Groups;

/// <summary>One side of the two between which people are moved.</summary>
/// <param name="Key"><c>left, right</c>.</param>
/// <param name="Heading">What stands above it.</param>
/// <param name="Of">A group's id, or what <see cref="SiteCustomers"/> has for none and all.</param>
/// <param name="Text">What is looked for in it.</param>
/// <param name="Pane">Who is shown.</param>
/// <param name="Groups">What one can choose.</param>
internal sealed record ArrangePane(string Key, Word Heading, string Of, string? Text, CustomerPane Pane, IReadOnlyList<CustomerGroup> Groups);

/// <summary>Two lists side by side: who is in which group of a site. Moved by mark and button, or by dragging, which does the same.</summary>
[Authorize(Policy = Roles.Admin)]
internal sealed class ArrangeModel(ApiContext api, CustomersNow now, Viewer viewer) : PageModel
{
    private const int MostShown = 300;

    public IReadOnlyList<string> Sites { get; private set; } = [];

    public string Site { get; private set; } = "";

    public bool AreAccounts { get; private set; }

    public SiteCustomers Customers { get; private set; } = new([], []);

    public ArrangePane Left { get; private set; } = null!;

    public ArrangePane Right { get; private set; } = null!;

    public string? Said { get; private set; }

    public bool IsRefused { get; private set; }

    public static string PathOf(CustomerGroup group) => string.Join(" / ", new[] { group.Category, group.Subcategory, group.Name }.Where(part => part.Length > 0));

    public IActionResult OnGet(string? site, string? of, string? left, string? right)
    {
        if (!Read(site, of)) return NotFound();
        Show(left ?? SiteCustomers.InNone, right, null, null);
        return Page();
    }

    public IActionResult OnPost(string? site, string? of, string? go, string? left, string? right)
    {
        if (!Read(site, of)) return NotFound();
        var (leftQ, rightQ) = (Request.Form["left_q"].ToString(), Request.Form["right_q"].ToString());
        if (go is not (null or "" or "show"))
        {
            Move(go, left, right);
            Read(site, of);
        }

        Show(left, right, leftQ, rightQ);
        return Page();
    }

    private void Move(string go, string? left, string? right)
    {
        var isLeft = go == "left";
        var keys = Request.Form[isLeft ? "right_member" : "left_member"].OfType<string>().ToList();
        if (go.StartsWith("to:", StringComparison.Ordinal)) keys = [.. Request.Form["left_member"].OfType<string>(), .. Request.Form["right_member"].OfType<string>()];
        var from = Customers.Find(isLeft ? right : left)?.Id;
        var to = go.StartsWith("to:", StringComparison.Ordinal) ? go[3..] : Customers.Find(isLeft ? left : right)?.Id;

        // Into a third group they come from whichever side they were marked on.
        if (go.StartsWith("to:", StringComparison.Ordinal) && Request.Form["left_member"].Count == 0) from = Customers.Find(right)?.Id;
        var named = Customers.Named(keys);
        (Said, IsRefused) = (keys.Count, named, from ?? to) switch
        {
            (0, _, _) => (viewer.Say(GroupText.NobodyMarked), true),
            (_, null, _) => (viewer.Say(GroupText.Gone), true),
            (_, _, null) => (viewer.Say(GroupText.Nowhere), true),
            _ when from == to => (viewer.Say(GroupText.Nowhere), true),
            _ => Done(api.Change((db, at) => GroupActions.Move(db, from, to, named, viewer.Actor, at)), named.Count, to),
        };
    }

    private (string Said, bool IsRefused) Done((DeskResult Result, int Stay) done, int count, string? to) => done switch
    {
        (DeskResult.Done, 0) => (viewer.Say(to is null ? GroupText.TakenOut : GroupText.Moved, viewer.Number(count), Customers.Find(to)?.Name), false),
        (DeskResult.Done, var stay) => (viewer.Say(GroupText.StayByRule, viewer.Number(count), viewer.Number(stay)), false),
        (DeskResult.Invalid invalid, _) => ($"{invalid.Errors[0].Problem}; {invalid.Errors[0].Remedy}", true),
        _ => (viewer.Say(GroupText.Gone), true),
    };

    private bool Read(string? site, string? of)
    {
        Sites = api.Read(db => db.Query<string>("SELECT site FROM sites ORDER BY site")).Where(viewer.Scope.Allows).ToList();
        Site = string.IsNullOrEmpty(site) ? api.Read(GroupStore.All).FirstOrDefault(group => viewer.Scope.Allows(group.Site))?.Site ?? (Sites.Count > 0 ? Sites[0] : "") : site;
        AreAccounts = of == "accounts";
        if (Site.Length > 0 && !Sites.Contains(Site, StringComparer.Ordinal)) return false;
        Customers = now.Of(Site, AreAccounts);
        return true;
    }

    private void Show(string? left, string? right, string? leftText, string? rightText)
    {
        var groups = Customers.Groups.Select(one => one.Group).OrderBy(PathOf, StringComparer.OrdinalIgnoreCase).ToList();
        Left = Pane("left", GroupText.LeftPane, left, SiteCustomers.InNone, leftText, groups);
        Right = Pane("right", GroupText.RightPane, right, groups.Count > 0 ? groups[0].Id : SiteCustomers.InNone, rightText, groups);
    }

    private ArrangePane Pane(string key, Word heading, string? of, string otherwise, string? text, IReadOnlyList<CustomerGroup> groups)
    {
        var chosen = of is SiteCustomers.InNone or SiteCustomers.Everybody || Customers.Find(of) is not null ? of! : otherwise;
        return new ArrangePane(key, heading, chosen, text, Customers.Pane(chosen, text, MostShown), groups);
    }
}
