using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Groups;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Groups;

/// <summary>Makes or changes a group. Two who change the same: the second one is told.</summary>
[Authorize(Policy = Roles.Admin)]
internal sealed class EditModel(ApiContext api, CustomersNow now, Viewer viewer) : PageModel
{
    public string Id { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Edition { get; private set; } = "";

    public FormErrors Errors { get; } = new();

    public IReadOnlyList<FormField> Fields { get; private set; } = [];

    public IActionResult OnGet(string? id, string? site)
    {
        if (id is not null) return Show(id) ? Page() : NotFound();
        Ask(new CustomerGroup("", "", "", "", site ?? "", IsOfAccounts: false, IsSplitter: false, null, []), "");
        return Page();
    }

    public IActionResult OnPost(string? known, string? edition)
    {
        (Id, Edition) = (known ?? "", edition ?? "");
        var text = Request.Form["members"].ToString();
        var members = new List<GroupMember>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(GroupActions.MostMembers + 1))
        {
            if (GroupMember.Parse(line) is { } member) members.Add(member);
            else Errors.Add("members", viewer.Say(GroupText.BadMember, line.Length > 60 ? line[..60] : line));
        }

        var group = new CustomerGroup(
            Id, Field("category"), Field("subcategory"), Field("name"), Field("site"), Request.Form["of_what"] == "accounts", Request.Form["is_splitter"] == "true", Field("rule") is { Length: > 0 } rule ? rule : null, members);
        Title = group.Name;
        var result = Errors.Any ? null : api.Change((db, at) => GroupActions.Put(db, group, Id.Length == 0 ? null : Edition, viewer.Actor, at)).Result;
        switch (result)
        {
            case DeskResult.Done: return Redirect("/groups");
            case DeskResult.Stale: return Stale();
            case DeskResult.Invalid invalid:
                Errors.Add(invalid);
                break;
        }

        Ask(group, text);
        return Page();
    }

    /// <summary>Whom a rule would name now, while it is written.</summary>
    public ContentResult OnGetRule(string? rule, string? site, [FromQuery(Name = "of_what")] string? ofWhat)
    {
        if (string.IsNullOrWhiteSpace(rule) || !viewer.Scope.Allows(site)) return Content("");
        var (parsed, problem) = GroupRule.Parse(rule);
        if (parsed is null) return Content(System.Net.WebUtility.HtmlEncode(problem!));
        var named = now.Of(site!, ofWhat == "accounts").Pane(SiteCustomers.Everybody, null, int.MaxValue).Items.Where(one => parsed.Matches(one.Device, one.Pon, one.Name)).ToList();
        return Content(System.Net.WebUtility.HtmlEncode(viewer.Say(GroupText.Matches, viewer.Number(named.Count), string.Join(", ", named.Take(5).Select(one => one.Name ?? one.Names[0])))));
    }

    public IActionResult OnPostRemove(string? known, string? edition)
    {
        (Id, Edition) = (known ?? "", edition ?? "");
        return api.Change((db, at) => GroupActions.Remove(db, Id, Edition, viewer.Actor, at)) switch { DeskResult.Done => Redirect("/groups"), DeskResult.Stale => Stale(), _ => NotFound() };
    }

    private IActionResult Stale()
    {
        if (!Show(Id)) return NotFound();
        Fields = FormMerge.Of(Fields, key => Request.Form.TryGetValue(key, out var text) ? text.ToString() : null);
        Errors.Problem = viewer.Say(InventoryText.Stale);
        return Page();
    }

    private bool Show(string id)
    {
        if (api.Read(db => GroupStore.Find(db, id)) is not { } group) return false;
        (Id, Title, Edition) = (group.Id, group.Name, GroupActions.EditionOf(group));
        Ask(group, string.Join('\n', group.Members));
        return true;
    }

    private void Ask(CustomerGroup group, string members)
    {
        var sites = api.Read(db => db.Query<string>("SELECT site FROM sites ORDER BY site"));
        Fields =
        [
            Of("category", GroupText.Category, group.Category, GroupText.CategoryHint) with { IsRequired = true },
            Of("subcategory", GroupText.Subcategory, group.Subcategory, GroupText.SubcategoryHint),
            Of("name", GroupText.Name, group.Name, null) with { IsRequired = true },
            Of("site", OverviewText.Site, group.Site, null) with { Type = "choice", Choices = [.. sites.Select(site => (site, site))] },
            Of("of_what", GroupText.Of, group.IsOfAccounts ? "accounts" : "onus", null) with { Type = "choice", Choices = [("onus", viewer.Say(GroupText.Onus)), ("accounts", viewer.Say(GroupText.Accounts))] },
            Of("is_splitter", GroupText.Splitter, group.IsSplitter ? "true" : "", GroupText.SplitterHint) with { Type = "choice", Choices = [("", viewer.Say(InventoryText.No)), ("true", viewer.Say(InventoryText.Yes))] },
            Of("rule", GroupText.Rule, group.Rule, GroupText.RuleHint),
            Of("members", GroupText.Members, members, GroupText.MembersHint) with { Type = "area" },
        ];
    }

    private string Field(string key) => Request.Form[key].ToString().Trim();

    private FormField Of(string key, Word label, string? value, Word? hint) => new(key, viewer.Say(label), value) { Error = Errors.At(key), Hint = hint is null ? null : viewer.Say(hint) };
}
