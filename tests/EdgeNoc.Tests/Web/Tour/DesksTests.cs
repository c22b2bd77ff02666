using System.Net;
using EdgeNoc.Common.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeNoc.Tests.Web.Tour;

/// <summary>Several people at their desks at the same time.</summary>
[Collection(TourCollection.Name)]
[Trait("Category", "Slow")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DesksTests(TourFixture tour)
{
    private const string SiteOfDesks = TourWorld.Well;

    [Fact]
    public async Task What_one_does_with_an_incident_the_other_sees_without_a_reload()
    {
        TourFixture.SkipWithoutBrowser();
        var (ani, budi) = (await tour.SignInAsync("ani"), await tour.SignInAsync("budi"));
        var number = await TourFixture.IncidentAsync(budi, SiteOfDesks);
        await Task.WhenAll(ani.GotoAsync($"/incidents/{number}"), budi.GotoAsync($"/incidents/{number}"));
        await ani.EvaluateAsync("window.same = 'page'");

        await budi.Locator("form[action$='handler=Ack'] button").ClickAsync();
        await Expect(ani.Locator("#now [data-state]")).ToHaveAttributeAsync("data-state", "acked");
        await Expect(ani.Locator("#now")).ToContainTextAsync("Budi");
        await budi.FillAsync("#text", "Kabel di <b>tiang 14</b> putus, tim di jalan.");
        await budi.GetByRole(AriaRole.Button, new() { Name = "Write it down" }).ClickAsync();
        await Expect(ani.Locator("#timeline")).ToContainTextAsync("Kabel di <b>tiang 14</b> putus");
        await budi.SelectOptionAsync("#to", "ani");
        await budi.Locator("form[action$='handler=Assign'] button").ClickAsync();
        await Expect(ani.Locator("#now dl")).ToContainTextAsync("Ani");
        await budi.Locator("form[action$='handler=Mute'] button").ClickAsync();
        await Expect(ani.Locator("#timeline")).ToContainTextAsync("muted", new() { IgnoreCase = true });
        Assert.Equal("page", await ani.EvaluateAsync<string>("window.same"));

        await ani.GotoAsync("/incidents?who=me");
        await Expect(ani.Locator($"tr[data-incident='{number}']")).ToBeVisibleAsync();
        Assert.Empty(tour.Trouble);
    }

    [Fact]
    public async Task The_second_of_two_who_change_one_device_sees_both_and_loses_nothing()
    {
        TourFixture.SkipWithoutBrowser();
        var made = await tour.Rig.ApiAsync(HttpMethod.Put, $"/api/v1/sites/{SiteOfDesks}/devices/olt-9", new { id = "olt-9", driver = "hioso-epon", url = "http://192.0.2.10", user = "noc", interval_s = 60 });
        Assert.Equal(HttpStatusCode.OK, made);
        var (first, second) = (await tour.SignInAsync("ani"), await tour.SignInAsync("ani"));
        foreach (var page in new[] { first, second }) await page.GotoAsync($"/inventory/device?site={SiteOfDesks}&id=olt-9");
        await first.FillAsync("#f-url", "http://192.0.2.11");
        await first.FillAsync("#f-interval_s", "90");
        await first.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(first.Locator("#devices")).ToContainTextAsync("192.0.2.11");

        await second.FillAsync("#f-url", "http://192.0.2.12");
        await second.FillAsync("#f-user", "poller");
        await second.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(second.Locator(".alert-danger")).ToContainTextAsync("Somebody changed");
        await Expect(second.Locator("#f-url")).ToHaveValueAsync("http://192.0.2.12");
        await Expect(second.Locator("#f-url-meanwhile")).ToContainTextAsync("http://192.0.2.11");
        await Expect(second.Locator("#f-user")).ToHaveValueAsync("poller");
        await Expect(second.Locator("#f-interval_s")).ToHaveValueAsync("90");
        await Expect(second.Locator(".meanwhile")).ToHaveCountAsync(1);
        await PageLook.PictureAsync(second, "both-changed");
        await second.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(second.Locator("#devices")).ToContainTextAsync("192.0.2.12");
        await second.GotoAsync($"/inventory/device?site={SiteOfDesks}&id=olt-9");
        await Expect(second.Locator("#f-interval_s")).ToHaveValueAsync("90");
        Assert.Empty(tour.Trouble);
    }

    [Fact]
    public async Task Who_is_signed_out_while_he_writes_signs_in_and_goes_on_where_he_was()
    {
        TourFixture.SkipWithoutBrowser();
        await tour.Rig.ApiAsync(HttpMethod.Put, "/api/v1/users/rina", new { name = "Rina", role = "admin", password = ConsoleRig.Password });
        var page = await tour.SignInAsync("rina");
        var other = await tour.SignInAsync("rina");
        await page.GotoAsync("/groups/edit");
        await page.FillAsync("#f-category", "OLT 2");
        await page.FillAsync("#f-name", "LCP-21");
        await page.SelectOptionAsync("#f-site", TourWorld.Well);
        await page.SelectOptionAsync("#f-is_splitter", "true");
        await page.FillAsync("#f-members", "0/3:1\n0/3:2");

        // Everywhere: this browser and the other one, whatever they show.
        await other.GotoAsync("/account");
        await other.Locator("form[action*='EndAll'] button").ClickAsync();
        await Expect(other).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
        await TourFixture.SignInAsync(page, "rina");
        await Expect(page.Locator("[data-kept]")).ToContainTextAsync("What you typed was kept");
        await Expect(page.Locator("#f-members")).ToHaveValueAsync("0/3:1\n0/3:2");
        await Expect(page.Locator("#f-is_splitter")).ToHaveValueAsync("true");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[data-group]", new PageLocatorOptions { HasText = "LCP-21" })).ToContainTextAsync("0 of 2 offline");

        // It is kept for him alone, and once.
        await page.GotoAsync("/groups/edit");
        await Expect(page.Locator("#f-name")).ToHaveValueAsync("");
        Assert.Empty(tour.Trouble);
    }

    [Fact]
    public async Task While_another_program_holds_the_database_a_form_waits_and_is_taken_once()
    {
        TourFixture.SkipWithoutBrowser();
        var page = await tour.SignInAsync("budi");
        var number = await TourFixture.IncidentAsync(page, TourWorld.Busy);
        await page.GotoAsync($"/incidents/{number}");
        await page.FillAsync("#text", "Catu daya cadangan dipasang.");
        Task click;
        using (var other = SqliteStore.Open(Path.Combine(Path.GetDirectoryName(tour.Rig.Collector.ConfigFile)!, "state", "collector.db"), "NORMAL"))
        {
            SqliteStore.Execute(other, "BEGIN IMMEDIATE");
            var sent = page.WaitForRequestAsync(request => request.Url.Contains("handler=Note", StringComparison.Ordinal));

            // The click is over when the page that follows comes.
            click = page.GetByRole(AriaRole.Button, new() { Name = "Write it down" }).ClickAsync();
            await sent;
            SqliteStore.Execute(other, "ROLLBACK");
        }

        await click;
        await Expect(page.Locator("#timeline q", new PageLocatorOptions { HasText = "Catu daya cadangan dipasang." })).ToHaveCountAsync(1);
        await Expect(page.Locator("#text")).ToHaveValueAsync("");
        Assert.Empty(tour.Trouble);
    }

    [Fact]
    public async Task A_technician_sees_his_site_alone_and_a_viewer_changes_nothing()
    {
        TourFixture.SkipWithoutBrowser();
        var sari = await tour.SignInAsync("sari");
        await Expect(sari.Locator("#site-rows tr")).ToHaveCountAsync(1);
        await Expect(sari.Locator("#site-rows")).ToContainTextAsync("Kediri 3");
        foreach (var path in new[] { "/sites/mlg-01", "/sites/mlg-01/devices/olt-1", "/sites/mlg-01/run", "/inventory/site/mlg-01", "/people" }) Assert.InRange((await sari.GotoAsync(path))!.Status, 403, 404);
        foreach (var path in new[] { "/onus?site=mlg-01", "/lists/ppp-accounts", "/incidents", "/alerts", "/outages", $"/find?q={Uri.EscapeDataString(TourWorld.MacOf(SiteOfDesks, 1))}", "/groups", "/feed", "/silences", "/inventory" })
        {
            await sari.GotoAsync(path);
            Assert.DoesNotContain("mlg-01", await sari.Locator("main table, main ul, main .verdict").AllInnerTextsAsync().ContinueWith(texts => string.Join('\n', texts.Result), TaskScheduler.Default), StringComparison.Ordinal);
        }

        Assert.Equal([TourWorld.Cut], await sari.EvaluateAsync<string[]>("fetch('/api/v1/map').then(answer => answer.json()).then(map => [...new Set(map.items.map(one => one.site))])"));
        Assert.Equal([TourWorld.Cut], await sari.EvaluateAsync<string[]>("new Promise(done => { const source = new EventSource('/api/v1/stream'); source.addEventListener('picture', e => { source.close(); done(JSON.parse(e.data).map(site => site.site)); }); })"));

        var dewi = await tour.SignInAsync("dewi");
        var number = await TourFixture.IncidentAsync(dewi, "pon/0/3");
        foreach (var path in new[] { $"/incidents/{number}", "/groups", "/map", "/silences", "/sites/kdr-03", "/sites/kdr-03/devices/olt-1", "/sites/kdr-03/devices/olt-1/onu?at=0%2F3%3A1" })
        {
            await dewi.GotoAsync(path);
            await Expect(dewi.Locator("main form[method='post']")).ToHaveCountAsync(0);
        }

        foreach (var path in new[] { $"/incidents/{number}?handler=Ack", "/silences?handler=Add", "/groups/edit", "/groups/arrange", "/inventory/device?site=kdr-03", "/sites/kdr-03/run", "/sites/kdr-03/devices/olt-1/onu?at=0%2F3%3A1&handler=Place" })
            Assert.Equal(403, await dewi.EvaluateAsync<int>("path => fetch(path, { method: 'POST', headers: { 'X-EdgeNoc-Mark': document.querySelector('meta[name=\"edgenoc-mark\"]').content } }).then(answer => answer.status)", path));
        Assert.Empty(tour.Trouble);
    }
}
