using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Common.Config;
using Microsoft.AspNetCore.Mvc;

namespace EdgeNoc.Collector.Web.Groups;

/// <summary>A customer as he is listed.</summary>
/// <param name="Key">Names him to <c>…/customers/move</c>: <c>olt-1 0/3:17</c>.</param>
/// <param name="Name">What people call him.</param>
/// <param name="Device">The OLT or router.</param>
/// <param name="State"><c>online, offline, power_off, disabled, unknown</c>.</param>
/// <param name="Groups">Ids of the groups that he is in.</param>
internal sealed record CustomerView(string Key, string? Name, string Device, string State, IReadOnlyList<string> Groups);

/// <summary>Some of a site's customers.</summary>
/// <param name="Items">In the order of their names.</param>
/// <param name="Total">How many match.</param>
internal sealed record CustomerList(IReadOnlyList<CustomerView> Items, int Total);

/// <summary>Who is to go where.</summary>
/// <param name="OfWhat"><c>onus, accounts</c>.</param>
/// <param name="From">The group that they leave; left out: none.</param>
/// <param name="To">The group that they come into; left out: none.</param>
/// <param name="Members">Their keys.</param>
internal sealed record MoveBody(string OfWhat, string? From, string? To, IReadOnlyList<string> Members)
{
    public static MoveBody Read(ConfigSection section)
    {
        var body = new MoveBody(section.Choice("of_what", "onus", "onus", "accounts"), section.Text("from"), section.Text("to"), [.. section.Texts("members", required: true, "a list of keys such as \"olt-1 0/3:17\"").Select(member => member.Text)]);
        if (body.From is null && body.To is null) section.Error("to", null, "is missing", "write the group that they come into, or in from the one that they leave");
        if (body.Members.Count > GroupActions.MostMembers) section.Error("members", null, $"has more than {GroupActions.MostMembers} entries", "send them in parts");
        section.Finish();
        return body;
    }
}

/// <summary>What a move came to.</summary>
/// <param name="Moved">How many were named.</param>
/// <param name="StayByRule">Of those, who stay in the first group because its rule names them.</param>
internal sealed record MoveDone(int Moved, int StayByRule);

/// <summary><c>/sites/{id}/customers</c>: who could be in groups, and between which he goes.</summary>
internal static class CustomersEndpoint
{
    public static void MapCustomers(this RouteGroupBuilder v1)
    {
        v1.MapGet("/sites/{id}/customers", (ApiContext api, CustomersNow now, string id, [FromQuery(Name = "of_what")] string? ofWhat, string? group, string? q, string? limit) =>
        {
            var query = new Query();
            var (kind, text, most) = (query.Choice("of_what", ofWhat, "onus", "accounts"), query.Text("q", q), query.Limit(limit));
            if (query.Refused is { } refused) return refused;
            if (api.Read(db => SiteRow.Find(db, id)) is null) return NoSite(id);
            var customers = now.Of(id, kind == "accounts");
            if (group is not (null or "" or SiteCustomers.InNone or SiteCustomers.Everybody) && customers.Find(group) is null) return Problems.NotFound($"group {ConfigSection.Quoted(group)}", "/api/v1/groups");
            var pane = customers.Pane(string.IsNullOrEmpty(group) ? SiteCustomers.Everybody : group, text, most);
            var groups = customers.GroupsOf();
            return Results.Ok(new CustomerList([.. pane.Items.Select(one => new CustomerView(GroupMove.KeyOf(one), one.Name, one.Device, one.State, [.. groups[one].Select(of => of.Id)]))], pane.Total));
        }).Gives<CustomerList>("ONUs or PPP accounts of a site, of one group, or (group=-) of none").Refuses(400, 404);

        v1.MapPost("/sites/{id}/customers/move", async (ApiContext api, CustomersNow now, HttpContext http, string id) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, MoveBody.Read);
            if (body is null) return refused!;
            if (api.Read(db => SiteRow.Find(db, id)) is null) return NoSite(id);
            var customers = now.Of(id, body.OfWhat == "accounts");
            foreach (var group in new[] { body.From, body.To }.OfType<string>().Where(group => customers.Find(group) is null)) return Problems.NotFound($"group {ConfigSection.Quoted(group)}", "/api/v1/groups");
            if (customers.Named(body.Members) is not { } named) return Problems.Invalid("members", "has one that is not there", $"take keys from GET /api/v1/sites/{id}/customers");
            var (result, stay) = api.Change((db, at) => GroupActions.Move(db, body.From, body.To, named, Caller.Of(http.User), at));
            return SiteDevicesResource.Of(result, id, () => Results.Ok(new MoveDone(named.Count, stay)));
        }).ForAdmins().Takes<MoveBody>().Gives<MoveDone>("Put customers into a group, take them out, or both at once").Refuses(400, 404);
    }

    private static IResult NoSite(string id) => Problems.NotFound($"site {ConfigSection.Quoted(id)}", "/api/v1/sites");
}
