using System.Net;
using System.Text.RegularExpressions;
using EdgeNoc.Common.Sqlite;

namespace EdgeNoc.Tests.Web;

/// <summary>The collector's database cannot be written: another program holds it, or its disk is full.</summary>
public sealed partial class BusyDatabaseTests : IAsyncLifetime
{
    private DeskRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await DeskRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task While_another_program_holds_it_a_form_waits_and_is_taken_once()
    {
        var number = await _rig.IncidentAsync();
        using var tono = await _rig.SignInAsync("tono");
        var mark = Mark().Match(await tono.TextAsync($"/incidents/{number}")).Groups["mark"].Value;
        var file = _rig.Story.Query<string>("SELECT file FROM pragma_database_list WHERE name = 'main'").Single();
        using var other = SqliteStore.Open(file, "NORMAL");
        SqliteStore.Execute(other, "BEGIN IMMEDIATE");
        var sent = tono.PostAsync($"/incidents/{number}?handler=Note", ("text", "kabel putus"), ("__RequestVerificationToken", mark));
        Assert.False(sent.IsCompleted);
        SqliteStore.Execute(other, "ROLLBACK");
        using var answer = await sent;
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(1, Regex.Count(await tono.TextAsync($"/incidents/{number}"), "kabel putus"));
    }

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
        for (var attempt = 0; attempt < 3; attempt++)
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

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<mark>[^\"]+)\"")]
    private static partial Regex Mark();
}
