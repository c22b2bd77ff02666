using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;
using EdgeNoc.Tests.Web;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Desk;

public sealed class GroupTests
{
    [Theory]
    [InlineData(0, 4, "good")]
    [InlineData(1, 4, "some")]
    [InlineData(2, 4, "half")]
    [InlineData(3, 4, "bad")]
    [InlineData(4, 4, "all")]
    [InlineData(0, 0, "empty")]
    public void A_group_is_coloured_by_its_share_that_is_offline(int offline, int total, string look)
    {
        var group = Group("g1", [.. Enumerable.Range(1, total).Select(n => new GroupMember("", $"0/3:{n}"))]);
        var figures = GroupCount.Of([group], Enumerable.Range(1, total).Select(n => Onu(n, n <= offline ? "power_off" : "online")), [])[0];
        Assert.Equal((look, offline, total), (figures.Look, figures.Offline, figures.Total));
    }

    [Fact]
    public void The_worst_comes_first_and_the_list_and_the_rule_are_one()
    {
        var onus = Enumerable.Range(1, 10).Select(n => Onu(n, n is 1 or 2 or 9 ? "offline" : "online")).ToList();
        var groups = GroupCount.Of(
            [
                Group("calm", [new("", "0/3:5")]),
                Group("worst", [new("olt-1", "00:1a:2b:00:00:01"), new("", "0/3:2")]),
                Group("ruled", [new("", "0/3:1"), new("", "GONE"), new("olt-9", "0/3:3")]) with { Rule = "device=olt-1 pon=0/3 name=client-00*" },
            ], onus, []);
        Assert.Equal(["worst 2/2", "ruled 3/9", "calm 0/1"], groups.Select(figures => $"{figures.Group.Id} {figures.Offline}/{figures.Total}"));
        Assert.Equal(["GONE", "olt-9 0/3:3"], groups[1].Missing.Select(member => member.ToString()));
    }

    [Fact]
    public void A_star_stands_for_anything() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (before, after) =>
    {
        var plain = before.Get.Replace('*', 'x');
        return GroupRule.Like(plain + after.Get, plain + "*") && GroupRule.Like(after.Get + plain, "*" + plain) && GroupRule.Like(plain, plain);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("PEL-0017", "PEL-*", true)]
    [InlineData("pel-0017", "*17", true)]
    [InlineData("PEL-0017", "PEL", false)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*a*a*a*c", false)]
    public void Patterns_are_plain(string text, string pattern, bool expected) => Assert.Equal(expected, GroupRule.Like(text, pattern));

    [Theory]
    [InlineData("street=x")]
    [InlineData("")]
    [InlineData("pon=")]
    public void A_rule_that_is_none_says_how_one_is_written(string text) => Assert.Contains("device=olt-1 pon=0/3", GroupRule.Parse(text).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_splitter_is_named_when_all_of_it_is_down_and_only_then()
    {
        var splitter = Group("g1", [new("", "00:1A:2B:00:00:01"), new("olt-1", "0/3:2")]) with { Name = "LCP-07 <b>", IsSplitter = true };
        Assert.Equal([("LCP-07 <b>", 2)], SplitterFacts.Of([splitter], [Down(1), Down(2), Down(3)]));
        Assert.Empty(SplitterFacts.Of([splitter], [Down(1), Down(3)]));
        Assert.Empty(SplitterFacts.Of([splitter with { Members = [new("", "0/3:2")] }], [Down(2)]));
    }

    [Fact]
    public async Task The_message_about_a_cut_names_the_splitter_that_the_office_made_a_group_of()
    {
        using var story = new Story(recipients: ["628111"]);
        story.ReceiveStatus(AgentState.Online);
        story.Receive(1, [.. Enumerable.Range(1, 8).Select(n => story.Onu(n, EventState.Raised))]);
        var put = story.Do(db => GroupActions.Put(db, Group("lcp-07", [.. Enumerable.Range(1, 8).Select(n => new GroupMember("olt-1", $"0/3:{n}"))]) with { Name = "LCP-07", IsSplitter = true }, null, new Actor("ani", "Ani", "console"), story.Clock.Now));
        Assert.IsType<DeskResult.Done>(put.Result);
        story.After(31);
        await story.PassAsync();
        Assert.Contains("Splitter: LCP-07 (8 ONU)", story.Channel.Last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_moved_is_in_the_one_list_and_not_in_the_other_and_nobody_else_is_touched() => Prop.ForAll(
        Arb.From(Gen.ListOf(Gen.Choose(1, 12))), Arb.From(Gen.ListOf(Gen.Choose(1, 12))), (inFrom, moved) =>
        {
            var onus = Enumerable.Range(1, 12).Select(n => Onu(n, "online")).ToList();

            // Written in any of the ways that a list can say it.
            var from = Group("from", [.. inFrom.Distinct().Select(n => (n % 3) switch { 0 => new GroupMember("", $"0/3:{n}"), 1 => new GroupMember("olt-1", $"0/3:{n}"), _ => new GroupMember("", $"00:1a:2b:00:00:{n:x2}") }), new GroupMember("olt-9", "0/3:1"), new GroupMember("", "GONE")]);
            var chosen = moved.Distinct().Select(n => onus[n - 1]).ToList();
            var (less, more) = (GroupMove.Without(from, chosen), GroupMove.With(GroupMove.With(Group("to", []), chosen), chosen));
            var (left, right) = (Who(less, onus), Who(more, onus));
            return left.SetEquals(inFrom.Except(moved)) && right.SetEquals(moved.Distinct()) && more.Members.Count == right.Count && less.Members.Contains(new GroupMember("", "GONE")) && less.Members.Contains(new GroupMember("olt-9", "0/3:1"));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Customers_are_moved_by_the_API_within_their_site_and_by_administrators()
    {
        await using var rig = await DeskRig.StartAsync();
        foreach (var id in new[] { "a", "b" })
            Assert.Equal(HttpStatusCode.NoContent, (await rig.Api.PutAsync($"/api/v1/groups/{id}", new { category = "OLT 1", name = id, site = Story.Site, of_what = "accounts", members = new[] { "plg-001" } })).Status);
        rig.Story.Do(db => db.Execute(
            "INSERT INTO tables (site, device, name, boot, seq, at_ms, received_ms, content_json) VALUES (@site, 'router-1', 'ppp_accounts', 'x', 1, 1, 1, @json)",
            new { site = Story.Site, json = """{"at":"2026-11-20T05:00:00.000Z","columns":["name","state","comment"],"rows":[["plg-001","online","A"],["plg-002","offline","B"]]}""" }));
        var list = (await rig.Api.GetAsync($"/api/v1/sites/{Story.Site}/customers?of_what=accounts&group=-")).Json;
        Assert.Equal(["router-1 plg-002"], list.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("key").GetString()));
        var move = $"/api/v1/sites/{Story.Site}/customers/move";
        Assert.Equal(HttpStatusCode.OK, (await rig.Api.PostAsync(move, new { of_what = "accounts", from = "a", to = "b", members = new[] { "router-1 plg-001", "router-1 plg-002" } }, Role.Admin)).Status);
        Assert.Empty((await rig.Api.GetAsync("/api/v1/groups/a")).Json.GetProperty("members").EnumerateArray());
        Assert.Equal(["plg-001", "router-1 plg-002"], (await rig.Api.GetAsync("/api/v1/groups/b")).Json.GetProperty("members").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, (await rig.Api.PostAsync(move, new { of_what = "accounts", to = "b", members = new[] { "router-1 plg-002" } }, Role.Operator)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await rig.Api.PostAsync(move, new { of_what = "accounts", to = "b", members = new[] { "router-1 nobody" } }, Role.Admin)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await rig.Api.PostAsync(move, new { of_what = "onus", to = "b", members = new[] { "router-1 plg-002" } }, Role.Admin)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await rig.Api.PostAsync($"/api/v1/sites/{DeskRig.Other}/customers/move", new { of_what = "accounts", to = "b", members = new[] { "router-1 plg-002" } }, Role.Admin)).Status);
    }

    [Fact]
    public async Task A_group_is_made_shown_to_its_site_only_changed_once_and_put_back()
    {
        await using var rig = await DeskRig.StartAsync();
        using var ani = await rig.SignInAsync("ani");
        using var made = await ani.PostFormAsync("/groups/edit", "/groups/edit", ("category", "VSOL - Mini EPON"), ("name", "LCP: <script>"), ("site", Story.Site), ("of_what", "onus"), ("is_splitter", "true"), ("members", "olt-1 0/3:17\r\n00:1A:2B:3C:4D:5E"));
        Assert.Equal("/groups", made.Headers.Location?.OriginalString);
        var page = await ani.TextAsync("/groups");
        Assert.Contains("LCP: &lt;script&gt;", page, StringComparison.Ordinal);
        using var mira = await rig.SignInAsync("mira");
        Assert.DoesNotContain("LCP", await mira.TextAsync("/groups"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await DeskRig.StatusAsync(mira, "/groups/g1"));
        var api = await rig.Api.GetAsync("/api/v1/groups/g1");
        Assert.Equal(["00:1A:2B:3C:4D:5E", "olt-1 0/3:17"], api.Json.GetProperty("members").EnumerateArray().Select(member => member.GetString()));
        var body = new { category = "VSOL", name = "LCP-07", site = Story.Site, members = new[] { "0/3:18" } };
        Assert.Equal(HttpStatusCode.Conflict, (await rig.Api.PutAsync("/api/v1/groups/g1", body)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await rig.Api.PutAsync("/api/v1/groups/g1", body, api.Tag)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await rig.Api.PutAsync("/api/v1/groups/g1", body, api.Tag)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await rig.Api.DeleteAsync("/api/v1/groups/g1")).Status);
        var removed = (await rig.Api.GetAsync("/api/v1/removed", Role.Operator)).Json.GetProperty("items")[0].GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.OK, (await rig.Api.PostAsync($"/api/v1/removed/{removed}/restore", role: Role.Admin)).Status);
        Assert.Equal("LCP-07", (await rig.Api.GetAsync("/api/v1/groups/g1")).Json.GetProperty("name").GetString());
    }

    private static HashSet<int> Who(CustomerGroup group, IReadOnlyList<CustomerNow> onus) => [.. GroupCount.Of([group], onus, [])[0].Members.Select(one => onus.ToList().IndexOf(one) + 1)];

    private static CustomerGroup Group(string id, IReadOnlyList<GroupMember> members) => new(id, "olt-1", "", id, "demo-pop", IsOfAccounts: false, IsSplitter: false, null, members);

    private static CustomerNow Onu(int n, string state) => new("demo-pop", "olt-1", "0/3", [$"0/3:{n}", $"00:1A:2B:00:00:{n:X2}"], $"CLIENT-{n:000}", state);

    private static Alert Down(int n) => new()
    {
        Site = "demo-pop", Device = "olt-1", Entity = $"onu/0/3:{n}", Kind = "onu.down", Severity = Severity.Low, LabelsJson = $$"""{"mac":"00:1A:2B:00:00:{{n:X2}}"}""",
    };
}
