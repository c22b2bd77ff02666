using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Page;
using EdgeNoc.Agent.Cabinet.Page.Onus;
using EdgeNoc.Agent.Cabinet.Page.Pin;
using EdgeNoc.Agent.Cabinet.Page.View;
using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Polling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Cabinet.Page;

/// <summary>The page as the agent serves it, on a port of its own, of a site that a test makes up.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class PageUnderTest : IAsyncDisposable
{
    public const string Pin = "481516";

    private readonly ConfigFolder _folder = new();
    private readonly CabinetPage _page;
    private readonly SiteWork _work;

    public PageUnderTest()
    {
        Port = FreePort.Next();
        _folder.PasswordFile("pin", PinHash.Of(Pin, rounds: 1000).ToString());
        _folder.PasswordFile("olt.pw", "olt-secret\n");
        var config = _folder.Parse($$"""
            { "site": "kdr-03", "name": "Kediri 03", "language": "en", "broker": { "urls": ["mqtt://h"] },
              "cabinet": { "page": { "listen": "127.0.0.1:{{Port}}", "pin_file": "pin", "name": "pop.test" } },
              "devices": [ { "id": "olt-1", "driver": "hioso-epon", "url": "http://10.9.8.7", "user": "box-login", "password_file": "olt.pw" },
                           { "group": "onts", "driver": "ping", "targets": [ { "id": "CUSTOMER-7", "address": "10.9.8.6" } ] } ] }
            """).Config!;
        _work = new SiteWork(Events, TimeProvider.System, () => TimeQuality.Synced, (device, length) => Paused.TryAdd(device, length) || true, NullLogger.Instance);
        Onus.See("olt-1", new Reading { Onus = [Onu(-24.5)] }, DateTimeOffset.UtcNow);
        var site = new PageSite
        {
            Config = config,
            Facts = () => Facts,
            Onus = Onus,
            Poll = (device, _) => Task.FromResult<PolledOnce?>(new PolledOnce(Answer, TimeSpan.FromMilliseconds(812))),
            Work = _work,
            Check = CheckAsync,
            Door = Door,
            Cabinet = () => Panel with { Mode = Door.IsOpen ? PanelMode.ConfigOpen : PanelMode.Live },
            LocalConfig = new LocalConfig(() => "{ \"site\": \"kdr-03\" }", config => { Made.Add(config); return config.Contains("wrong", StringComparison.Ordinal) ? ["site: is wrong: put it right"] : []; }),
        };
        _page = CabinetPage.Start(config.Cabinet!.Page!, site, TimeProvider.System, Logs);
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 24 }) { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
    }

    public int Port { get; }

    public HttpClient Client { get; }

    public MemoryEventLog Events { get; } = new();

    public Dictionary<string, TimeSpan> Paused { get; } = new(StringComparer.Ordinal);

    public OnuBook Onus { get; } = new();

    /// <summary>What the button opens when it is held on.</summary>
    public HeldDoor Door { get; } = new(TimeProvider.System);

    /// <summary>Configs that somebody made here.</summary>
    public List<string> Made { get; } = [];

    public ListLogger Log { get; } = new();

    public PollResult Answer { get; set; } = new PollResult.Read(new Reading { Onus = [Onu(-19.25)] });

    /// <summary>Names and details that nobody without the PIN may see are all in it.</summary>
    public SiteFacts Facts { get; set; } = new()
    {
        Site = "kdr-03",
        Name = "Kediri 03",
        Version = "1.2.3",
        Now = new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero),
        Panel = new PanelState(LampPattern.Steady, LampPattern.Steady, LampPattern.SlowBlink, LampPattern.Off),
        Uplink = new UplinkFacts(true, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "main", false, "detail-of-uplink", "remedy-of-uplink"),
        WaitingRows = 0,
        WaitingBytes = 0,
        WaitingSince = null,
        WaitingEvents = 0,
        Devices =
        [
            new DeviceFacts("olt-1", "olt", "ok", null, null, 47, 48, DateTimeOffset.UnixEpoch, null),
            new DeviceFacts("onts", "ont", "timeout", "10.9.8.6 of CUSTOMER-7 is silent", "remedy-of-driver", 0, 1, null, null),
        ],
        Raised =
        [
            new RaisedAlert("pon.down", "olt-1", "pon/0/3", Severity.Critical, DateTimeOffset.UnixEpoch),
            new RaisedAlert("interface.down", "olt-1", "if/ether5-CUSTOMER-5", Severity.High, DateTimeOffset.UnixEpoch),
            new RaisedAlert("onu.down", "olt-1", "onu/0/3:9", Severity.Low, DateTimeOffset.UnixEpoch),
            new RaisedAlert("ont.down", "CUSTOMER-7", "device", Severity.Medium, DateTimeOffset.UnixEpoch),
        ],
        Incidents =
        [
            new OpenIncident(17, Severity.Critical, "pon.down", "olt-1", "pon/0/3", DateTimeOffset.UnixEpoch, "PERSON-1", null),
            new OpenIncident(19, Severity.High, "interface.down", "olt-1", "if/ether5-CUSTOMER-5", DateTimeOffset.UnixEpoch, null, null),
            new OpenIncident(18, Severity.Medium, "ont.down", "CUSTOMER-7", "device", DateTimeOffset.UnixEpoch, null, null),
        ],
    };

    /// <summary>Once it listens.</summary>
    public static async Task<PageUnderTest> StartAsync()
    {
        var page = new PageUnderTest();
        await WaitFor.ListenerAsync(page.Port);
        return page;
    }

    /// <summary>An action as the page itself sends it.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, object body, string? cookie = null) => Client.SendAsync(Request(path, body, cookie), TestContext.Current.CancellationToken);

    public HttpRequestMessage Request(string path, object? body, string? cookie = null)
    {
        var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (body is not null) request.Headers.Add("Origin", $"http://127.0.0.1:{Port}");
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return request;
    }

    /// <summary>The cookie that the PIN gets.</summary>
    public async Task<string> UnlockAsync()
    {
        using var answer = await PostAsync("/pin", new { pin = Pin });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    /// <summary>The states of the live stream, as they come.</summary>
    public async IAsyncEnumerable<JsonObject> LiveAsync(string? cookie = null)
    {
        using var request = Request("/live", null, cookie);
        using var answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.ToString());
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var name = "";
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30)) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            if (name == "state" && line.StartsWith("data: ", StringComparison.Ordinal)) yield return JsonNode.Parse(line[6..])!.AsObject();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _page.DisposeAsync();
        await _work.DisposeAsync();
        _folder.Dispose();
    }

    private CabinetSnapshot Panel => new(Facts.Panel, PanelMode.Live, Facts.Now, BuzzerState.Idle, [], Simulated: true, []);

    private ILoggerFactory Logs => new OneLog(Log);

    private static OnuRecord Onu(double rxDbm) => new() { Pon = "0/3", Onu = "9", Status = OnuStatus.Up, Name = "CUSTOMER-9", Mac = "00:1A:2B:00:03:09", RxDbm = rxDbm };

    private static async IAsyncEnumerable<CheckLine> CheckAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new CheckLine("clock", CheckState.Ok, "synchronised", null);
        await Task.Delay(1, cancellationToken);
        yield return new CheckLine("CUSTOMER-7", CheckState.Failed, "silent", "look");
    }

    private sealed class OneLog(ListLogger log) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider)
        {
            // There is one.
        }

        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
            // It is the test's.
        }
    }
}
