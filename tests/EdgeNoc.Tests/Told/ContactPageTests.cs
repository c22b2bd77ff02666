using System.Net;
using System.Text.RegularExpressions;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Tests.Channels;
using EdgeNoc.Tests.Web;

namespace EdgeNoc.Tests.Told;

/// <summary>The pages of who is told, on a real database and a gateway that takes messages.</summary>
public sealed partial class ContactPageTests : IAsyncLifetime
{
    private const string Edit = "/contacts/edit";
    private GatewayServer _gateway = null!;
    private DeskRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await ProviderRig.GatewayAsync();
        _rig = await DeskRig.StartAsync(_gateway.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_is_entered_changed_removed_and_put_back_and_what_is_wrong_stands_at_its_field()
    {
        using var ani = await _rig.SignInAsync("ani");
        using var wrong = await ani.PostFormAsync(Edit, Edit, Budi("quiet.from", "25:00", "addresses[0].address", "not a number"));
        var again = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("id=\"f-quiet.from-error\"", again, StringComparison.Ordinal);
        Assert.Contains("id=\"f-addresses[0].address-error\"", again, StringComparison.Ordinal);
        Assert.Contains("value=\"not a number\"", again, StringComparison.Ordinal);
        using var saved = await ani.PostFormAsync(Edit, Edit, Budi());
        Assert.Equal("/contacts", saved.Headers.Location?.OriginalString);
        Assert.Contains("628123456789", await ani.TextAsync("/contacts"), StringComparison.Ordinal);
        var page = $"{Edit}?id=budi";
        using var removed = await ani.PostFormAsync(page, $"{Edit}?handler=Remove", ("known", "budi"), ("seen", Seen(await ani.TextAsync(page))));
        Assert.Equal("/contacts", removed.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, await DeskRig.StatusAsync(ani, page));
        (await ani.PostFormAsync("/inventory/removed", "/inventory/removed", ("id", RemovedId().Match(await ani.TextAsync("/inventory/removed")).Groups["text"].Value))).Dispose();
        Assert.Contains("value=\"22:00\"", await ani.TextAsync(page), StringComparison.Ordinal);
        Assert.Equal(["contact.put", "contact.remove", "contact.restore"], _rig.Story.Query<string>("SELECT action FROM audit WHERE target = 'budi' ORDER BY id"));
    }

    [Fact]
    public async Task The_second_of_two_sees_what_the_first_changed_and_loses_nothing_that_he_typed()
    {
        using var ani = await _rig.SignInAsync("ani");
        (await ani.PostFormAsync(Edit, Edit, Budi())).Dispose();
        var page = $"{Edit}?id=budi";
        var seen = Seen(await ani.TextAsync(page));
        using var first = await ani.PostFormAsync(page, Edit, [.. Budi("name", "Budi First", "role", "admin"), ("known", "budi"), ("seen", seen)]);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        using var second = await ani.PostFormAsync(page, Edit, [.. Budi("name", "Budi Second", "quiet.from", "21:00"), ("known", "budi"), ("seen", seen)]);
        var told = await second.Content.ReadAsStringAsync();
        Assert.Contains("ani changed this at", told, StringComparison.Ordinal);
        Assert.Contains("data-changed=\"name\"", told, StringComparison.Ordinal);
        Assert.Contains("Budi First", told, StringComparison.Ordinal);
        Assert.Contains("value=\"Budi Second\"", told, StringComparison.Ordinal);
        Assert.Contains("value=\"21:00\"", told, StringComparison.Ordinal);
        Assert.Contains("<option value=\"admin\" selected=\"selected\">", told, StringComparison.Ordinal);
        using var third = await ani.PostFormAsync(page, Edit, [.. Budi("name", "Budi Second", "quiet.from", "21:00", "role", "admin"), ("known", "budi"), ("seen", Seen(told))]);
        Assert.Equal(HttpStatusCode.Redirect, third.StatusCode);
        Assert.Equal(["Budi Second admin"], _rig.Story.Query<string>("SELECT name || ' ' || role FROM contacts"));
    }

    [Fact]
    public async Task Who_is_removed_while_somebody_types_can_be_saved_anew_with_all_that_was_typed()
    {
        using var ani = await _rig.SignInAsync("ani");
        (await ani.PostFormAsync(Edit, Edit, Budi())).Dispose();
        var seen = Seen(await ani.TextAsync($"{Edit}?id=budi"));
        Assert.Equal(HttpStatusCode.NoContent, (await _rig.Api.DeleteAsync("/api/v1/contacts/budi")).Status);
        using var told = await ani.PostFormAsync(Edit, Edit, [.. Budi("name", "Budi Typed"), ("known", "budi"), ("seen", seen)]);
        var text = await told.Content.ReadAsStringAsync();
        Assert.Contains("removed this at", text, StringComparison.Ordinal);
        Assert.Contains("value=\"Budi Typed\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"known\" value=\"budi\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_message_leaves_at_once_and_says_what_the_provider_made_of_it()
    {
        using var ani = await _rig.SignInAsync("ani");
        using var sent = await ani.PostFormAsync(Edit, $"{Edit}?handler=Test&row=0", Budi());
        Assert.Contains("data-sent=\"good\"", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("628123456789", Assert.Single(_gateway.Messages).To);
        Assert.Contains("a test of my-mpwa", _gateway.Messages[0].Text, StringComparison.Ordinal);
        _gateway.Behaviour = GatewayBehaviour.StatusFalse;
        using var refused = await ani.PostFormAsync("/channels", "/channels?handler=Test", ("channel", "my-mpwa"), ("to", "628123456780"));
        var why = await refused.Content.ReadAsStringAsync();
        Assert.Contains("data-sent=\"bad\"", why, StringComparison.Ordinal);
        Assert.DoesNotContain(ProviderRig.Key, why, StringComparison.Ordinal);
        Assert.Equal(2, _rig.Story.Query<string>("SELECT detail_json FROM audit WHERE action = 'channel.test'").Count);
    }

    [Fact]
    public async Task The_api_tests_a_channel_tells_how_each_does_and_stops_whoever_sends_too_many()
    {
        var sent = await _rig.Api.PostAsync("/api/v1/channels/my-mpwa/test", new { to = "0812-3456-789" });
        Assert.Equal(("accepted", HttpStatusCode.OK), (sent.Json.GetProperty("outcome").GetString(), sent.Status));
        var channel = (await _rig.Api.GetAsync("/api/v1/channels", Role.Operator)).Json.GetProperty("items")[0];
        Assert.Equal(("my-mpwa", "well", 1), (channel.GetProperty("id").GetString(), channel.GetProperty("state").GetString(), channel.GetProperty("sent").GetInt32()));
        Assert.Equal(HttpStatusCode.BadRequest, (await _rig.Api.PostAsync("/api/v1/channels/my-mpwa/test", new { to = "nobody" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _rig.Api.PostAsync("/api/v1/channels/other/test", new { to = "628123456789" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _rig.Api.PostAsync("/api/v1/channels/my-mpwa/test", new { to = "628123456789" }, Role.Viewer)).Status);
        for (var n = 1; n < Collector.Delivery.ChannelDesk.MostPerMinute; n++) await _rig.Api.PostAsync("/api/v1/channels/my-mpwa/test", new { to = "0812-3456-789" });
        var tooMany = await _rig.Api.PostAsync("/api/v1/channels/my-mpwa/test", new { to = "0812-3456-789" });
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (tooMany.Status, tooMany.Headers.GetValues("Retry-After").Single()));
        Assert.Equal(Collector.Delivery.ChannelDesk.MostPerMinute, _gateway.Messages.Count);
    }

    [Fact]
    public async Task Who_may_not_does_not_and_every_page_speaks_three_languages()
    {
        using var ani = await _rig.SignInAsync("ani");
        (await ani.PostFormAsync(Edit, Edit, Budi("name", "<script>alert(1)</script>"))).Dispose();
        string[] pages = ["/contacts", Edit, $"{Edit}?id=budi", "/routes", "/routes/edit", "/routes/trial", "/routes/trial?site=demo-pop&kind=pon.down", "/rotations", "/rotations/edit", "/reports", "/reports/edit", "/channels"];
        foreach (var language in new[] { "id", "pt", "en" })
        {
            _rig.Story.Do(db => db.Execute("UPDATE users SET language = @language WHERE id = 'ani'", new { language }));
            foreach (var page in pages)
            {
                var text = await ani.TextAsync(page);
                Assert.Contains($"<html lang=\"{language}\"", text, StringComparison.Ordinal);
                Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
            }
        }

        using var tono = await _rig.SignInAsync("tono");
        foreach (var page in pages) Assert.NotEqual(HttpStatusCode.OK, await DeskRig.StatusAsync(tono, page));
        using var vera = await _rig.SignInAsync("vera");
        Assert.Equal(HttpStatusCode.OK, await DeskRig.StatusAsync(vera, "/contacts"));
        using var not = await vera.PostFormAsync("/contacts", Edit, Budi("name", "Vera was here"));
        Assert.NotEqual("/contacts", not.Headers.Location?.OriginalString);
        Assert.Equal(0, _rig.Story.Query<long>("SELECT COUNT(*) FROM contacts WHERE name = 'Vera was here'").Single());
    }

    internal static string Seen(string page) => WebUtility.HtmlDecode(SeenField().Match(page).Groups["text"].Value);

    private static (string, string)[] Budi(params string[] changes)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = "budi", ["name"] = "Budi", ["language"] = "id", ["time_zone"] = "Asia/Jakarta", ["role"] = "operator", ["quiet.from"] = "22:00", ["quiet.to"] = "06:00",
            ["addresses[0].channel"] = "my-mpwa", ["addresses[0].address"] = "0812-3456-789",
        };
        foreach (var change in changes.Chunk(2)) fields[change[0]] = change[1];
        return [.. fields.Select(field => (field.Key, field.Value))];
    }

    [GeneratedRegex("name=\"seen\" value=\"(?<text>[^\"]*)\"")]
    private static partial Regex SeenField();

    [GeneratedRegex("name=\"id\" value=\"(?<text>[0-9]+)\"")]
    private static partial Regex RemovedId();
}
