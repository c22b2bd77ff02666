using System.Net;

namespace EdgeNoc.Tests.Web;

/// <summary>The disk of the collector's database is full.</summary>
public sealed class FullDatabaseTests : IAsyncLifetime
{
    private DeskRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await DeskRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task While_its_disk_is_full_a_form_says_so_and_pages_can_be_read()
    {
        var number = await _rig.IncidentAsync();
        using var tono = await _rig.SignInAsync("tono");
        await tono.TextAsync($"/incidents/{number}");
        var pages = _rig.Story.Query<long>("PRAGMA page_count").Single();
        _rig.Story.Do(db => db.Execute(FormattableString.Invariant($"PRAGMA max_page_count = {pages}")));
        await RefusedAsync(tono, number, new string('x', 2_000));
        Assert.Contains("#1", await tono.TextAsync("/incidents"), StringComparison.Ordinal);
        _rig.Story.Do(db => db.Execute("PRAGMA max_page_count = 1000000"));
        await TakenAsync(tono, number);
    }

    private async Task RefusedAsync(ConsoleBrowser tono, long number, string note = "kabel putus")
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            using var answer = await tono.PostFormAsync($"/incidents/{number}", $"/incidents/{number}?handler=Note", ("text", note));
            var page = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.Redirect) continue;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("The database cannot be used now", page, StringComparison.Ordinal);
            Assert.Contains("Nothing was changed", page, StringComparison.Ordinal);
            Assert.DoesNotContain("SQLite", page, StringComparison.OrdinalIgnoreCase);
            return;
        }

        Assert.Fail("the database took it");
    }

    private static async Task TakenAsync(ConsoleBrowser tono, long number)
    {
        using var answer = await tono.PostFormAsync($"/incidents/{number}", $"/incidents/{number}?handler=Note", ("text", "tim di jalan"));
        Assert.Equal($"/incidents/{number}", answer.Headers.Location?.OriginalString);
        Assert.Contains("tim di jalan", await tono.TextAsync($"/incidents/{number}"), StringComparison.Ordinal);
    }
}
