using System.Net;
using EdgeNoc.Collector.Web.Entries;
using EdgeNoc.Tests.Alerts;
using EdgeNoc.Tests.Web;

namespace EdgeNoc.Tests.Told;

public sealed class RemovedLinkTests : IAsyncLifetime
{
    private DeskRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await DeskRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData("/contacts/edit?id=budi", "contact//budi")]
    [InlineData("/routes/edit?id=night", "route//night")]
    [InlineData("/groups/g7", "group//g7")]
    [InlineData("/groups/edit?id=g7", "group//g7")]
    [InlineData("/sites/kdr-03", "site/kdr-03/kdr-03")]
    [InlineData("/sites/kdr-03/devices/olt-1/onu?at=0/3:17", "device/kdr-03/olt-1")]
    [InlineData("/inventory/ont?site=kdr-03&id=ont-1", "ont/kdr-03/ont-1")]
    [InlineData("/contacts/edit", null)]
    [InlineData("/incidents/17", null)]
    public void A_link_says_what_it_leads_to(string address, string? expected)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Split('?') is [_, var text] ? text : "");
        var target = LinkTarget.Of(address.Split('?')[0], key => query.TryGetValue(key, out var value) ? value.ToString() : null);
        Assert.Equal(expected, target is null ? null : $"{target.Kind}/{target.Site}/{target.Id}");
    }

    [Fact]
    public async Task A_link_to_what_was_removed_says_by_whom_and_offers_to_put_it_back()
    {
        await _rig.Api.PutAsync("/api/v1/contacts/budi", new { name = "Budi" });
        using var ani = await _rig.SignInAsync("ani");
        (await ani.PostFormAsync("/contacts/edit?id=budi", "/contacts/edit?handler=Remove", ("known", "budi"), ("seen", ContactPageTests.Seen(await ani.TextAsync("/contacts/edit?id=budi"))))).Dispose();
        using var gone = await ani.GetAsync("/contacts/edit?id=budi");
        var text = await gone.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("The contact budi was removed by Ani,", text, StringComparison.Ordinal);
        Assert.Contains("action=\"/inventory/removed\"", text, StringComparison.Ordinal);
        var api = await _rig.Api.GetAsync("/api/v1/contacts/budi");
        Assert.Equal((HttpStatusCode.NotFound, "It was removed"), (api.Status, api.Json.GetProperty("title").GetString()));
        using var vera = await _rig.SignInAsync("vera");
        using var looked = await vera.GetAsync("/contacts/edit?id=budi");
        Assert.DoesNotContain("action=\"/inventory/removed\"", await looked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        _rig.Story.After(31 * 86_400);
        using var late = await _rig.SignInAsync("ani");
        using var never = await late.GetAsync("/contacts/edit?id=budi");
        Assert.Contains("cannot be put back any more", await never.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var unknown = await late.GetAsync("/contacts/edit?id=nobody");
        Assert.Contains("There is no such page", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_removed_of_another_site_is_told_to_nobody_who_does_not_see_it()
    {
        await _rig.Api.PutAsync($"/api/v1/sites/{Story.Site}/onts/ont-1", new { address = "192.0.2.101", group = "onts" });
        Assert.True((int)(await _rig.Api.DeleteAsync($"/api/v1/sites/{Story.Site}/onts/ont-1")).Status < 300);
        using var tono = await _rig.SignInAsync("tono");
        Assert.Contains("ont-1 was removed", await TextAsync(tono, $"/inventory/ont?site={Story.Site}&id=ont-1"), StringComparison.Ordinal);
        using var mira = await _rig.SignInAsync("mira");
        Assert.Contains("There is no such page", await TextAsync(mira, $"/inventory/ont?site={Story.Site}&id=ont-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_full_keeps_nothing_half_and_says_so()
    {
        using var ani = await _rig.SignInAsync("ani");
        await _rig.Api.PutAsync("/api/v1/contacts/budi", new { name = "Budi" });
        var page = await ani.TextAsync("/contacts/edit?id=budi");
        var pages = _rig.Story.Query<long>("PRAGMA page_count").Single();
        _rig.Story.Do(db => db.Execute($"PRAGMA max_page_count = {pages}"));
        _rig.Story.Do(db => db.First<long>("PRAGMA freelist_count"));
        var name = new string('x', 250);
        var refused = 0;
        for (var n = 0; n < 200 && refused == 0; n++)
        {
            var answer = await _rig.Api.PutAsync($"/api/v1/contacts/c{n}", new { name });
            if (answer.Status == HttpStatusCode.Created) continue;
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.Status, answer.ContentType));
            Assert.Contains("nothing was changed", answer.Body, StringComparison.Ordinal);
            refused = n;
            Assert.Equal(0, _rig.Story.Query<long>($"SELECT (SELECT COUNT(*) FROM contacts WHERE id = 'c{n}') + (SELECT COUNT(*) FROM audit WHERE target = 'c{n}')").Single());
            using var told = await ani.PostFormAsync("/contacts/edit", "/contacts/edit", ("id", "full"), ("name", name), ("time_zone", "UTC"), ("role", "viewer"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, told.StatusCode);
            Assert.Contains("The database cannot be used now", await told.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.True(refused > 0, "the database never was full");
        _rig.Story.Do(db => db.Execute("PRAGMA max_page_count = 1073741823"));
        Assert.Contains("value=\"Budi\"", page, StringComparison.Ordinal);
        using var saved = await ani.PostFormAsync("/contacts/edit", "/contacts/edit", ("id", "full"), ("name", name), ("time_zone", "UTC"), ("role", "viewer"));
        Assert.Equal("/contacts", saved.Headers.Location?.OriginalString);
    }

    private static async Task<string> TextAsync(ConsoleBrowser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }
}
