using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Backup;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Web;

namespace EdgeNoc.Tests.Told;

/// <summary>The built collector, whose backup somebody makes, downloads and puts back in the console: the process stays, and begins anew with what it had.</summary>
[Trait("Category", "Slow")]
public sealed class RestoreStoryTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = RigDirectory.New("restore");
    private readonly int _port = FreePort.Next();
    private ManagedProcess _collector = null!;
    private string _token = "";

    private Uri Address => new($"http://127.0.0.1:{_port}");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "backup.key"), "a key of more than sixteen characters");
        await File.WriteAllTextAsync(Path.Combine(_folder, "collector.json"), $$"""
            {
              "state_dir": "state", "listen": "{{Address}}", "broker": { "urls": ["mqtt://127.0.0.1:1"] }, "influx": { "url": "http://127.0.0.1:1" },
              "backup": { "folder": "elsewhere", "key_file": "backup.key" }
            }
            """);
        _collector = ManagedProcess.Start(new ProcessPlan(Built.Collector, "run", "--config", Path.Combine(_folder, "collector.json")) { LogFile = Path.Combine(_folder, "collector.log") });
        await WaitFor.ListenerAsync(_port);
        await using var verb = ManagedProcess.Start(new ProcessPlan(Built.Collector, "token", "add", "--name", "installer", "--role", "admin", "--config", Path.Combine(_folder, "collector.json")) { LogFile = Path.Combine(_folder, "verb.log") });
        using var limit = new CancellationTokenSource(Patience);
        await verb.WaitForExitAsync(limit.Token);
        _token = string.Join('\n', verb.Output).Split('\n').Single(line => line.StartsWith("edgenoc.", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync() => await _collector.DisposeAsync();

    [Fact]
    public async Task A_backup_is_put_back_by_the_console_while_the_process_goes_on()
    {
        await SendAsync(HttpMethod.Put, "/api/v1/users/ani", new { name = "Ani", role = "admin", password = ConsoleRig.Password });
        await SendAsync(HttpMethod.Put, "/api/v1/contacts/before", new { name = "Before" });
        await SendAsync(HttpMethod.Put, "/api/v1/sites/kdr-03", new { title = "Kediri 3" });
        using var ani = await SignInAsync();
        using var made = await ani.PostFormAsync("/backups", "/backups?handler=Make");
        Assert.Equal("/backups", made.Headers.Location?.OriginalString);
        var name = (await SendAsync(HttpMethod.Get, "/api/v1/backups")).GetProperty("items")[0].GetProperty("name").GetString()!;
        Assert.Contains("can be put back: 1 sites, 1 users, 1 contacts", await ani.TextAsync("/backups"), StringComparison.Ordinal);
        using var file = await ani.GetAsync($"/backups?handler=File&name={name}");
        Assert.Equal("EDGENOCBACKUP1\n"u8.ToArray(), (await file.Content.ReadAsByteArrayAsync())[..15]);

        await SendAsync(HttpMethod.Put, "/api/v1/contacts/after", new { name = "After" });
        await SendAsync(HttpMethod.Delete, "/api/v1/contacts/before");
        var page = $"/backups/restore?name={name}";
        Assert.Contains("is replaced", (await ani.TextAsync(page)).Replace("are replaced", "is replaced", StringComparison.Ordinal), StringComparison.Ordinal);
        using var wrong = await ani.PostFormAsync(page, "/backups/restore", ("name", name), ("confirm", "yes"));
        Assert.Contains("id=\"confirm-error\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var damaged = $"edgenoc-noc-20200101-000000{BackupMaker.Suffix}";
        await File.WriteAllBytesAsync(Path.Combine(_folder, "state", "backups", damaged), (await file.Content.ReadAsByteArrayAsync())[..2_000]);
        using var broken = await ani.PostFormAsync("/backups", "/backups/restore", ("name", damaged), ("confirm", damaged));
        Assert.Contains("damaged or cut short", await broken.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["after"], await ContactsAsync());

        using var restored = await ani.PostFormAsync(page, "/backups/restore", ("name", name), ("confirm", name));
        Assert.Contains("id=\"started\"", await restored.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _collector.WaitForLineAsync($"{name} was put back", Patience);
        await WaitFor.TrueAsync(async () => await TryContactsAsync() is ["before"], Patience, "the contact of back then");
        using var again = await SignInAsync();
        Assert.Contains("-before-restore", await again.TextAsync("/backups"), StringComparison.Ordinal);
        Assert.Contains("backup.restore", await again.TextAsync("/audit"), StringComparison.Ordinal);
        await _collector.StopAsync();
        Assert.Equal(0, _collector.ExitCode);
    }

    [Theory]
    [InlineData(null, "2026-11-20T02:10:00Z", true)]
    [InlineData(null, "2026-11-20T14:00:00Z", false)]
    [InlineData("2026-11-20T02:05:00Z", "2026-11-20T02:50:00Z", false)]
    [InlineData("2026-11-19T02:05:00Z", "2026-11-20T02:50:00Z", true)]
    [InlineData("2026-11-19T02:05:00Z", "2026-11-20T13:00:00Z", false)]
    [InlineData("2026-11-18T02:05:00Z", "2026-11-20T13:00:00Z", true)]
    public void A_backup_is_due_at_night_and_when_nights_were_missed(string? newest, string now, bool isDue) => Assert.Equal(
        isDue, NightlyBackup.IsDue(newest is null ? null : Time(newest), Time(now), TimeZoneInfo.Utc));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<ConsoleBrowser> SignInAsync()
    {
        var browser = new ConsoleBrowser(Address);
        using var answer = await browser.PostFormAsync("/sign-in", "/sign-in", ("id", "ani"), ("password", ConsoleRig.Password), ("back", "/"));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        return browser;
    }

    private async Task<List<string>> ContactsAsync() => [.. (await SendAsync(HttpMethod.Get, "/api/v1/contacts")).GetProperty("items").EnumerateArray().Select(contact => contact.GetProperty("id").GetString()!)];

    // It is away for a moment.
    private async Task<List<string>> TryContactsAsync()
    {
        try
        {
            return await ContactsAsync();
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.NoContent && (int)answer.StatusCode >= 300) throw new HttpRequestException($"{path}: {answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
