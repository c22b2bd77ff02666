using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Web;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>
/// The built collector with its broker and database, and three sites that have everything: lists, alerts, incidents with notes, silences, groups, places, passwords.
/// What belongs to a site has its word in its names, so that an answer shows whose it is.
/// </summary>
public sealed partial class FuzzOffice : IAsyncLifetime
{
    internal const string PathSecret = "path-secret-0123456789", SigningSecret = "signing-secret-0123456789";
    private const int TokensEach = 4;

    private readonly CancellationTokenSource _over = new();
    private Task _beats = Task.CompletedTask;

    /// <summary>Each site with the word that is in all its names, and in nothing that a test sends.</summary>
    internal static IReadOnlyList<(string Site, string Word)> Sites { get; } = [("alfa-01", "Qalfaq"), ("bravo-02", "Qbravoq"), ("charlie-03", "Qcharlieq")];

    internal ConsoleRig Rig { get; private set; } = null!;

    internal ApiDocument Document { get; private set; } = null!;

    internal IReadOnlyList<Persona> People { get; private set; } = [];

    /// <summary>What nobody is ever told.</summary>
    internal IReadOnlyList<string> Secrets { get; private set; } = [];

    internal FuzzClient Client { get; private set; } = null!;

    internal OfficeState State => new(Path.Combine(Rig.Collector.Folder, "state", "collector.db"));

    public async ValueTask InitializeAsync()
    {
        var secrets = RigDirectory.New("secrets");
        foreach (var (name, text) in new[] { ("path", PathSecret), ("signing", SigningSecret), ("key", "gateway-key-0123456789") })
        {
            await File.WriteAllTextAsync(Path.Combine(secrets, name), text);
            File.SetUnixFileMode(Path.Combine(secrets, name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        // Nobody listens at the gateways: what goes out fails at once.
        Rig = await ConsoleRig.StartAsync($$"""
            "channels": [
              { "id": "wa", "provider": "mpwa", "url": "http://127.0.0.1:9/send-message", "sender": "628111222333", "api_key_file": "{{secrets}}/key", "webhook_secret_file": "{{secrets}}/path" },
              { "id": "meta", "provider": "meta-cloud", "url": "http://127.0.0.1:9/messages", "phone_number_id": "106540352242922", "token_file": "{{secrets}}/key", "template": { "name": "noc_alert_v1", "language": "id" },
                "app_secret_file": "{{secrets}}/signing", "verify_token_file": "{{secrets}}/path" },
              { "id": "waha", "provider": "waha", "url": "http://127.0.0.1:9", "api_key_file": "{{secrets}}/key", "hmac_key_file": "{{secrets}}/signing" },
            ],
            """);
        Client = new FuzzClient(Rig.Address);
        using var http = new HttpClient();
        Document = new ApiDocument(await http.GetStringAsync(new Uri(Rig.Address, "/openapi/v1.json")));
        foreach (var (site, word) in Sites) await Rig.OnlineAsync(site, word);
        await WaitFor.TrueAsync(async () => await Client.TextAsync("/api/v1/sites", Rig.Token) is var sites && Sites.All(site => sites.Contains(site.Word, StringComparison.Ordinal)), TimeSpan.FromSeconds(30), "the sites to be known");
        await OfficeAsync();
        foreach (var (site, word) in Sites) await SiteAsync(site, word);
        await WaitFor.TrueAsync(async () => await IncidentsAsync() is var all && Sites.All(site => all.Exists(one => one.Site == site.Site)), TimeSpan.FromSeconds(60), "an incident of each site");
        foreach (var (number, site) in await IncidentsAsync())
        {
            var word = Sites.Single(one => one.Site == site).Word;
            await SureAsync(HttpMethod.Post, $"/api/v1/incidents/{number}/notes", $$"""{"text":"note {{word}}"}""");
        }

        People = await PeopleAsync();
        Secrets = [.. Sites.Select(site => PasswordOf(site.Site)), PathSecret, SigningSecret, "gateway-key-0123456789", ConsoleRig.Password, Rig.Collector.Folder, secrets, .. State.Hashes(), .. People.SelectMany(person => person.Keys).SelectMany(key => key.Headers).Select(header => header.Value.Split(' ')[^1])];
        _beats = BeatAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _beats;
        Client?.Dispose();
        if (Rig is not null) await Rig.DisposeAsync();
        _over.Dispose();
    }

    /// <summary>What was typed for a device of a site, and is kept sealed.</summary>
    private static string PasswordOf(string site) => $"typed-for-{site}-8c1f";

    private async Task OfficeAsync()
    {
        await SureAsync(HttpMethod.Put, "/api/v1/contacts/contact-1", Samples.Bodies["PUT /api/v1/contacts/{id}"]);
        await SureAsync(HttpMethod.Put, "/api/v1/rotations/rotation-1", Samples.Bodies["PUT /api/v1/rotations/{id}"]);
        await SureAsync(HttpMethod.Put, "/api/v1/routes/route-1", """{"steps":[{"after_s":0,"to":["contact:contact-1"]}]}""");
        await SureAsync(HttpMethod.Put, $"/api/v1/sites/{Samples.Spare}", """{"title":"Kota 4"}""");
        await Rig.UserAsync("ani", "admin");
        await Rig.UserAsync("nia", "noc");
        await Rig.UserAsync("vera", "viewer");
        await Rig.UserAsync("vito", "viewer", "alfa-01");
        await Rig.UserAsync("tono", "technician", "alfa-01");
    }

    private async Task SiteAsync(string site, string word)
    {
        await Rig.ListAsync(site, $"CLIENT-{word}-001", $"CLIENT-{word}-002", $"CLIENT-{word}-003");
        await Rig.TableAsync(site, "router-1", "ppp_accounts", ["name", "state", "address", "offline_s"], [[$"user-{word}-1", "online", "10.0.0.1", ""], [$"user-{word}-2", "offline", "", "80"]]);
        await Rig.TableAsync(site, "router-1", "hotspot_active", ["user", "mac", "address", "uptime_s", "bytes_in", "bytes_out"], [[$"guest-{word}", "00:1A:2B:00:07:01", "10.1.0.1", "60", "1000", "2000"]]);
        await Rig.EventsAsync(site, new EdgeEvent(
            Guid.CreateVersion7(), "pon.down", EventState.Raised, "olt-1", "pon/0/1", Severity.Critical, DateTimeOffset.UtcNow, null, new Dictionary<string, double>(),
            new Dictionary<string, string> { ["pon"] = "0/1", ["cause"] = "fibre_cut", ["name"] = word }, TimeQuality.Synced));
        await SureAsync(HttpMethod.Put, $"/api/v1/sites/{site}/config", $$"""{"devices":[{"id":"olt-1","driver":"hioso-epon","url":"http://192.0.2.10","user":"{{word}}"},{"id":"olt-2","driver":"hioso-epon","url":"http://192.0.2.11","user":"{{word}}"}]}""");
        await SureAsync(HttpMethod.Put, $"/api/v1/sites/{site}/secrets/olt-1", $$"""{"password":"{{PasswordOf(site)}}","all_sharing":false}""");
        await SureAsync(HttpMethod.Put, $"/api/v1/sites/{site}/onts/ont-1", $$"""{"name":"ONT {{word}}","address":"192.0.2.7","latitude":-7.8,"longitude":112.0,"group":"homes"}""");
        await SureAsync(HttpMethod.Delete, $"/api/v1/sites/{site}/devices/olt-2", null);
        await SureAsync(HttpMethod.Put, $"/api/v1/sites/{site}/places", $$"""{"device":"olt-1","at":"0/1:1","latitude":-7.8,"longitude":112.0,"category":"{{word}}"}""");
        await SureAsync(HttpMethod.Put, $"/api/v1/groups/group-{site.Split('-')[0]}", $$"""{"category":"{{word}}","name":"Closure {{word}}","site":"{{site}}","members":["olt-1 0/1:1"]}""");
        foreach (var kind in new[] { "silences", "maintenance" })
            await SureAsync(HttpMethod.Post, $"/api/v1/{kind}", $$"""{"matchers":[{"name":"site","op":"=","value":"{{site}}"},{"name":"device","op":"=","value":"other"}],"minutes":600,"comment":"splice {{word}}"}""");
    }

    private async Task<List<Persona>> PeopleAsync()
    {
        List<Persona> people = [new("nobody", null, null, [new ApiKey([])])];
        foreach (var (name, user, role, word, site) in new[]
        {
            ("a viewer", "vera", "viewer", "viewer", null), ("a viewer of alfa-01", "vito", "viewer", "viewer", "alfa-01"), ("a technician of alfa-01", "tono", "operator", "technician", "alfa-01"),
            ("somebody of the NOC", "nia", "operator", "noc", null), ("an administrator", "ani", "admin", "admin", (string?)null),
        })
        {
            var keys = new List<ApiKey> { await CookieAsync(user) };
            for (var n = 0; n < TokensEach; n++)
            {
                var made = await SureAsync(HttpMethod.Post, "/api/v1/tokens", $$"""{"name":"{{user}} {{n}}","role":"{{word}}"{{(site is null ? "" : $",\"sites\":[\"{site}\"]")}}}""");
                keys.Add(new ApiKey([("Authorization", $"Bearer {JsonDocument.Parse(made).RootElement.GetProperty("token").GetString()}")]));
            }

            people.Add(new Persona(name, role, site, keys));
        }

        return people;
    }

    /// <summary>Signs in as a browser does; the mark is that of a page of his.</summary>
    internal async Task<ApiKey> CookieAsync(string user)
    {
        var jar = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = Rig.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["id"] = user, ["password"] = ConsoleRig.Password, ["back"] = "/", ["__RequestVerificationToken"] = await MarkAsync(http, "/sign-in") });
        using var inside = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, inside.StatusCode);
        var mark = await MarkAsync(http, "/account");
        return new ApiKey([("Cookie", string.Join("; ", jar.GetCookies(Rig.Address).Select(cookie => $"{cookie.Name}={cookie.Value}"))), ("X-EdgeNoc-Mark", mark)]);
    }

    /// <summary>Does something as the administrator, which must be done.</summary>
    internal async Task<string> SureAsync(HttpMethod method, string path, string? body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(Rig.Address, path));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Rig.Token}");
        if (method == HttpMethod.Put && await IsThereAsync(http, path)) request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path} answered {(int)answer.StatusCode}: {text}");
        return text;
    }

    private async Task<bool> IsThereAsync(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Rig.Address, path));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Rig.Token}");
        using var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode;
    }

    private async Task<List<(long Number, string Site)>> IncidentsAsync() =>
        [.. JsonDocument.Parse(await Client.TextAsync("/api/v1/incidents?kind=pon.down", Rig.Token)).RootElement.GetProperty("items").EnumerateArray().Select(one => (one.GetProperty("number").GetInt64(), one.GetProperty("site").GetString()!))];

    /// <summary>An agent that is silent would be an incident of its own.</summary>
    private async Task BeatAsync()
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(20));
        try
        {
            while (await beat.WaitForNextTickAsync(_over.Token))
                foreach (var (site, word) in Sites) await Rig.OnlineAsync(site, word);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private static async Task<string> MarkAsync(HttpClient http, string page) =>
        Mark().Match(await http.GetStringAsync(new Uri(page, UriKind.Relative))).Groups["mark"].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<mark>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();
}
