using System.Net;
using System.Text.RegularExpressions;
using EdgeNoc.Tests.Web;

namespace EdgeNoc.Tests.Desk;

public sealed partial class InventoryPageTests : IAsyncLifetime
{
    private const string Site = "demo-pop";
    private DeskRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await DeskRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_device_is_made_by_its_drivers_form_and_what_is_wrong_stands_at_its_field()
    {
        using var ani = await _rig.SignInAsync("ani");
        var page = $"/inventory/device?site={Site}&driver=hioso-epon";
        using var wrong = await ani.PostFormAsync(page, $"/inventory/device?site={Site}", ("driver", "hioso-epon"), ("id", "olt-1"), ("url", "http://192.0.2.10"), ("interval_s", "often"));
        var again = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("id=\"f-interval_s-error\"", again, StringComparison.Ordinal);
        Assert.Contains("value=\"often\"", again, StringComparison.Ordinal);
        using var saved = await ani.PostFormAsync(page, $"/inventory/device?site={Site}", ("driver", "hioso-epon"), ("id", "olt-1"), ("url", "http://192.0.2.10"), ("user", "admin"), ("new_password", "horse-7"), ("interval_s", "45"));
        Assert.Equal($"/inventory/site/{Site}", saved.Headers.Location?.OriginalString);
        var form = await ani.TextAsync($"/inventory/device?site={Site}&id=olt-1");
        Assert.Contains("value=\"45\"", form, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", form + await ani.TextAsync("/audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_of_two_who_edit_one_device_is_told_and_sees_what_the_first_one_made()
    {
        using var ani = await _rig.SignInAsync("ani");
        var action = $"/inventory/device?site={Site}";
        (await ani.PostFormAsync($"{action}&driver=hioso-epon", action, ("driver", "hioso-epon"), ("id", "olt-1"), ("url", "http://192.0.2.10"))).Dispose();
        var seen = Edition().Match(await ani.TextAsync($"{action}&id=olt-1")).Groups["text"].Value;
        using var first = await ani.PostFormAsync($"{action}&id=olt-1", action, ("driver", "hioso-epon"), ("known", "olt-1"), ("edition", seen), ("id", "olt-1"), ("url", "http://192.0.2.11"));
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        using var second = await ani.PostFormAsync($"{action}&id=olt-1", action, ("driver", "hioso-epon"), ("known", "olt-1"), ("edition", seen), ("id", "olt-1"), ("url", "http://192.0.2.12"));
        var told = await second.Content.ReadAsStringAsync();
        Assert.Contains("Somebody changed or removed this", told, StringComparison.Ordinal);
        Assert.Contains("http://192.0.2.11", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_removed_is_put_back_and_a_hostile_name_stays_a_text()
    {
        using var ani = await _rig.SignInAsync("ani");
        var action = $"/inventory/ont?site={Site}";
        (await ani.PostFormAsync(action, action, ("id", "ont-1"), ("name", "<script>alert(1)</script>"), ("address", "192.0.2.101"), ("group", "north"), ("latitude", "-7,81"), ("longitude", "112.01"))).Dispose();
        var list = await ani.TextAsync($"/inventory/site/{Site}");
        Assert.Contains("&lt;script&gt;alert(1)", list, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", list, StringComparison.Ordinal);
        using var removed = await ani.PostFormAsync($"{action}&id=ont-1", $"{action}&handler=Remove", ("known", "ont-1"), ("edition", Edition().Match(await ani.TextAsync($"{action}&id=ont-1")).Groups["text"].Value));
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await DeskRig.StatusAsync(ani, $"{action}&id=ont-1"));
        var id = RemovedId().Match(await ani.TextAsync("/inventory/removed")).Groups["text"].Value;
        (await ani.PostFormAsync("/inventory/removed", "/inventory/removed", ("id", id))).Dispose();
        Assert.Contains("value=\"-7.81\"", await ani.TextAsync($"{action}&id=ont-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_does_not_and_other_sites_are_not_there()
    {
        using var mira = await _rig.SignInAsync("mira");
        Assert.DoesNotContain(Site, await mira.TextAsync("/inventory"), StringComparison.Ordinal);
        foreach (var path in new[] { $"/inventory/site/{Site}", $"/inventory/device?site={Site}", $"/inventory/ont?site={Site}" }) Assert.Equal(HttpStatusCode.NotFound, await DeskRig.StatusAsync(mira, path));
        using var vera = await _rig.SignInAsync("vera");
        Assert.NotEqual(HttpStatusCode.OK, await DeskRig.StatusAsync(vera, "/inventory"));
        using var tono = await _rig.SignInAsync("tono");
        foreach (var path in new[] { "/inventory/site", $"/inventory/ont?site={Site}", $"/inventory/import?site={Site}", "/inventory/export", "/groups/edit" }) Assert.NotEqual(HttpStatusCode.OK, await DeskRig.StatusAsync(tono, path));
    }

    [Fact]
    public async Task Every_page_speaks_all_three_languages()
    {
        using var ani = await _rig.SignInAsync("ani");
        foreach (var language in new[] { "id", "pt", "en" })
        {
            _rig.Story.Do(db => db.Execute("UPDATE users SET language = @language WHERE id = 'ani'", new { language }));
            foreach (var path in new[] { "/inventory", "/inventory/site", $"/inventory/site/{Site}", $"/inventory/device?site={Site}", $"/inventory/device?site={Site}&driver=mikrotik", $"/inventory/ont?site={Site}", $"/inventory/import?site={Site}", "/inventory/removed", "/groups", "/groups/edit", "/map" })
                Assert.Contains($"<html lang=\"{language}\"", await ani.TextAsync(path), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("name=\"edition\" value=\"(?<text>[0-9a-f]+)\"")]
    private static partial Regex Edition();

    [GeneratedRegex("name=\"id\" value=\"(?<text>[0-9]+)\"")]
    private static partial Regex RemovedId();
}
