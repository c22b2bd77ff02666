using System.Globalization;
using System.Security.Claims;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Web.Groups;

/// <summary>A group of customers as it is now.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Category">The first level.</param>
/// <param name="Subcategory">The second.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Site">Whose.</param>
/// <param name="OfWhat"><c>onus, accounts</c>.</param>
/// <param name="IsSplitter">Messages name it when all of it is down.</param>
/// <param name="Rule">What also belongs to it.</param>
/// <param name="Total">Known members.</param>
/// <param name="Offline">Of those, without service.</param>
/// <param name="Look"><c>good, some, half, bad, all, empty</c>.</param>
/// <param name="Members">The list; left out where groups are listed.</param>
internal sealed record GroupView(
    string Id, string Category, string Subcategory, string Name, string Site, string OfWhat, bool IsSplitter, string? Rule, int Total, int Offline, string Look, IReadOnlyList<string>? Members)
{
    public static GroupView Of(GroupFigures figures, bool withMembers) => new(
        figures.Group.Id, figures.Group.Category, figures.Group.Subcategory, figures.Group.Name, figures.Group.Site, figures.Group.IsOfAccounts ? "accounts" : "onus", figures.Group.IsSplitter, figures.Group.Rule,
        figures.Total, figures.Offline, figures.Look, withMembers ? [.. figures.Group.Members.Select(member => member.ToString())] : null);
}

/// <summary>A group as it is sent.</summary>
internal sealed record GroupBody(string Category, string? Subcategory, string Name, string Site, string? OfWhat, bool IsSplitter, string? Rule, IReadOnlyList<string>? Members)
{
    public static GroupBody Read(ConfigSection section)
    {
        var body = new GroupBody(
            section.Text("category", required: true) ?? "", section.Text("subcategory"), section.Text("name", required: true) ?? "", section.Text("site", required: true) ?? "", section.Choice("of_what", "onus", "onus", "accounts"),
            section.Flag("is_splitter", fallback: false), section.Text("rule"), [.. section.Texts("members").Select(member => member.Text)]);
        foreach (var (index, line) in (body.Members ?? []).Index())
            if (GroupMember.Parse(line) is null) section.Error($"members[{index.ToString(CultureInfo.InvariantCulture)}]", ConfigSection.Quoted(line), "cannot be a member", "write a MAC, serial, 0/3:17 or account, the device and a blank before it if it matters");
        section.Finish();
        return body;
    }

    public CustomerGroup ToGroup(string id) =>
        new(id, Category, Subcategory ?? "", Name, Site, OfWhat == "accounts", IsSplitter, string.IsNullOrWhiteSpace(Rule) ? null : Rule, [.. (Members ?? []).Select(GroupMember.Parse).OfType<GroupMember>()]);
}

/// <summary><c>/groups</c>: groups of customers, the worst first.</summary>
internal static class GroupsEndpoint
{
    private const string List = "/api/v1/groups";

    public static void MapGroups(this RouteGroupBuilder v1)
    {
        v1.MapGet("/groups", (CustomersNow now, ClaimsPrincipal user) => Results.Ok(new EntryList<GroupView>([.. now.Groups(Person.ScopeOf(user)).Select(figures => GroupView.Of(figures, withMembers: false))])))
            .MindsSites().Gives<EntryList<GroupView>>("Groups of customers with how many are offline, the worst first");

        v1.MapGet("/groups/{group}", (CustomersNow now, HttpContext http, string group) =>
        {
            if (now.Group(group, Person.ScopeOf(http.User)) is not { } figures) return NoGroup(group);
            http.Response.Headers.ETag = $"\"{GroupActions.EditionOf(figures.Group)}\"";
            return Results.Ok(GroupView.Of(figures, withMembers: true));
        }).MindsSites().MovesOn().Gives<GroupView>("One group; its ETag is what If-Match wants").Refuses(404);

        v1.MapPut("/groups/{group}", async (ApiContext api, CustomersNow now, HttpContext http, string group) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, GroupBody.Read);
            if (body is null) return refused!;
            var wanted = body.ToGroup(group);
            return api.Change((db, at) =>
            {
                var before = GroupStore.Find(db, group);
                var match = http.Request.Headers.IfMatch.ToString();
                if (before is null ? match.Length > 0 : match.Length == 0) return Problems.Of(before is null ? 412 : 409, "Say which edition you change", $"group {ConfigSection.Quoted(group)} {(before is null ? "is not there any more" : "exists, and the request has no If-Match")}", "read it, and send its ETag as If-Match");
                return SiteDevicesResource.Of(GroupActions.Put(db, wanted, before is null || match == "*" ? null : match.Trim('"'), Caller.Of(http.User), at).Result, group, Results.NoContent);
            });
        }).ForAdmins().Takes<GroupBody>().GivesNothing("Make or change a group").Refuses(400, 409, 412);

        v1.MapDelete("/groups/{group}", (ApiContext api, HttpContext http, string group) => api.Change((db, at) => GroupActions.Remove(db, group, null, Caller.Of(http.User), at) is DeskResult.Done ? Results.NoContent() : NoGroup(group)))
            .ForAdmins().GivesNothing("Remove a group; it can be put back for 30 days").Refuses(404);
    }

    private static IResult NoGroup(string id) => Problems.NotFound($"group {ConfigSection.Quoted(id)}", List);
}
