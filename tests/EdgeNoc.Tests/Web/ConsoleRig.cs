using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Ingest;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Web;

/// <summary>The built collector with its broker and database, sites that speak to it, and somebody who signs in.</summary>
internal sealed partial class ConsoleRig : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private static readonly Guid Boot = Guid.CreateVersion7();
    private readonly CollectorRig _collector;
    private readonly MqttSession _sites;
    private long _seq;

    private ConsoleRig(CollectorRig collector)
    {
        _collector = collector;
        var options = new MqttOptions { Brokers = [new BrokerAddress("127.0.0.1", collector.Broker.Port, Tls: false)], ClientId = "all-sites" };
        _sites = new MqttSession(options, TimeProvider.System, new Random(1), NullLogger.Instance);
        _sites.Start();
    }

    public Uri Address => _collector.Address;

    public CollectorRig Collector => _collector;

    /// <summary>What the doors of cabinets show; said with the next heartbeat.</summary>
    public ConcurrentDictionary<string, StatusPanel> Doors { get; } = new(StringComparer.Ordinal);

    /// <summary>Of an administrator.</summary>
    public string Token { get; private set; } = "";

    /// <param name="settings">What else stands in the collector's config.</param>
    public static async Task<ConsoleRig> StartAsync(string settings = "")
    {
        var rig = new ConsoleRig(await CollectorRig.StartAsync(settings: settings));
        await WaitFor.TrueAsync(() => rig._sites.IsConnected, TimeSpan.FromSeconds(20), "the sites to connect");
        rig.Token = (await rig.VerbAsync("token", "add", "--name", "installer", "--role", "admin")).Split('\n').Single(line => line.StartsWith("edgenoc.", StringComparison.Ordinal));
        return rig;
    }

    /// <summary>An agent's heartbeat.</summary>
    public Task OnlineAsync(string site, string? name = null, params IReadOnlyList<StatusDevice> more) => PublishAsync(
        Topics.Status(site),
        JsonSerializer.SerializeToUtf8Bytes(new StatusMessage(AgentState.Online, Boot) { Version = "1.0.0", Name = name, TimeZone = "Asia/Jakarta", Uplink = "main", Devices = [new("olt-1", "hioso-epon", "olt"), .. more], Panel = Doors.GetValueOrDefault(site) }, WireJson.Default.StatusMessage),
        WireProperties.ContentJson, null);

    /// <summary>What its agent found out.</summary>
    public Task EventsAsync(string site, params EdgeEvent[] events) => PublishAsync(
        Topics.Events(site), JsonSerializer.SerializeToUtf8Bytes(events, WireJson.Default.EdgeEventArray), WireProperties.ContentJson, Interlocked.Increment(ref _seq), DateTimeOffset.UtcNow);

    /// <summary>The broker's word that an agent is gone.</summary>
    public Task OfflineAsync(string site) => PublishAsync(
        Topics.Status(site), JsonSerializer.SerializeToUtf8Bytes(new StatusMessage(AgentState.Offline, Boot), WireJson.Default.StatusMessage), WireProperties.ContentJson, null);

    /// <summary>The list of an OLT: ONUs 1 … <paramref name="names"/> on PON 0/1, up.</summary>
    public Task ListAsync(string site, params IReadOnlyList<string> names)
    {
        string[] columns = ["entity", "pon", "onu", "name", "mac", "serial", "status", "reason", "distance_m", "rx_dbm"];
        var rows = names.Select((name, i) => (IReadOnlyList<string>)[$"onu/0/1:{i + 1}", "0/1", $"{i + 1}", name, $"00:1A:2B:00:00:{i + 1:X2}", "", "up", "", $"{1000 + i}", $"-{20 + (i % 9)}.5"]).ToList();
        return TableAsync(site, "olt-1", "onus", columns, rows);
    }

    public Task TableAsync(string site, string device, string name, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) => PublishAsync(
        Topics.Table(site, device, name), JsonSerializer.SerializeToUtf8Bytes(new TableMessage(DateTimeOffset.UtcNow, columns, rows), WireJson.Default.TableMessage), WireProperties.ContentJson,
        Interlocked.Increment(ref _seq));

    /// <summary>Live telemetry as a poll gives it, at this moment.</summary>
    public Task TellAsync(string site, params IReadOnlyList<string> lines)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        return PublishAsync(Topics.Telemetry(site), Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line => $"{line} {now}"))), WireProperties.ContentLineProtocol, Interlocked.Increment(ref _seq));
    }

    public async Task<HttpStatusCode> ApiAsync(HttpMethod method, string path, object? body = null, string? token = null)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token ?? Token}");
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Makes somebody who signs in with <see cref="Password"/>.</summary>
    public async Task UserAsync(string id, string role, params IReadOnlyList<string> sites) => Assert.Equal(
        HttpStatusCode.OK,
        await ApiAsync(HttpMethod.Put, $"/api/v1/users/{id}", sites.Count == 0 ? new { name = $"{id} 1", role, password = Password } : new { name = $"{id} 1", role, password = Password, sites }));

    /// <summary>A browser without a window, signed in.</summary>
    public async Task<ConsoleBrowser> SignInAsync(string id)
    {
        var browser = new ConsoleBrowser(Address);
        var answer = await browser.PostFormAsync("/sign-in", "/sign-in", ("id", id), ("password", Password), ("back", "/"));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        return browser;
    }

    public async Task<string> VerbAsync(params string[] arguments)
    {
        var plan = new ProcessPlan(Built.Collector, [.. arguments, "--config", _collector.ConfigFile]) { LogFile = Path.Combine(Path.GetDirectoryName(_collector.ConfigFile)!, "verb.log") };
        await using var verb = ManagedProcess.Start(plan);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await verb.WaitForExitAsync(limit.Token);
        return string.Join('\n', verb.Output);
    }

    public async ValueTask DisposeAsync()
    {
        await _sites.DisposeAsync();
        await _collector.DisposeAsync();
    }

    private async Task PublishAsync(string topic, byte[] payload, string type, long? seq, DateTimeOffset? sent = null) => await _sites.PublishAsync(
        new MqttMessage(topic, payload)
        {
            ContentType = type,
            UserProperties = seq is { } number ? [new(WireProperties.Boot, Boot.ToString()), new(WireProperties.Seq, $"{number}"), new(WireProperties.Lane, WireProperties.LaneLive), .. sent is { } at ? [new KeyValuePair<string, string>(WireProperties.Sent, UtcMillisecondsConverter.ToText(at))] : Array.Empty<KeyValuePair<string, string>>()] : [],
        },
        CancellationToken.None);
}

/// <summary>A browser without a window: it keeps cookies and sends forms with their mark.</summary>
internal sealed partial class ConsoleBrowser : IDisposable
{
    private readonly HttpClient _http;

    public ConsoleBrowser(Uri address)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<string> TextAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Sends a form of a page, with the mark that the page gave.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string page, string action, params IReadOnlyList<(string Name, string Value)> fields)
    {
        var mark = Mark().Match(await TextAsync(page)).Groups[1].Value;
        return await PostAsync(action, [.. fields, ("__RequestVerificationToken", mark)]);
    }

    /// <summary>Sends a form as somebody else's page would.</summary>
    public async Task<HttpResponseMessage> PostAsync(string action, params IReadOnlyList<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _http.PostAsync(new Uri(action, UriKind.Relative), form);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => await _http.SendAsync(request);

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Mark();
}
