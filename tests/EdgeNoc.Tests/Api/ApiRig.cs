using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.External;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Find;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web;
using EdgeNoc.Collector.Web.Static;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Alerts;
using EdgeNoc.Tests.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.Api;

/// <summary>What an endpoint answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body, HttpResponseHeaders Headers, string? ContentType)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Tag => Headers.ETag?.ToString();

    /// <summary><c>path: problem</c> of each error.</summary>
    public IEnumerable<string> Errors => Json.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("path").GetString()}: {error.GetProperty("problem").GetString()}");
}

/// <summary>The API on a real database and a real port, with the alert path beside it and a clock that stands.</summary>
internal sealed class ApiRig : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly Dictionary<Role, string> _tokens = [];

    private ApiRig(WebApplication app, Story story, ListLogger<ApiRig> log)
    {
        (_app, Story, Log) = (app, story, log);
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        foreach (var role in Enum.GetValues<Role>()) _tokens[role] = story.Do(db => TokenStore.Add(db, $"{role} 1", role, story.Clock.Now)).Token;
    }

    public Story Story { get; }

    public ListLogger<ApiRig> Log { get; }

    /// <summary>All endpoints below <c>/api</c>.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints => [.. AllEndpoints.Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal))];

    /// <summary>The same with pages and whatever else is mapped.</summary>
    public IEnumerable<RouteEndpoint> AllEndpoints => ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public Uri Address => _http.BaseAddress!;

    public ApiContext Context => _app.Services.GetRequiredService<ApiContext>();

    /// <param name="alertingFile">What is taken at the first start.</param>
    /// <param name="withConsole">With the pages beside it, for browsers.</param>
    /// <param name="gateway">Where its channel sends; null: where nobody is.</param>
    public static async Task<ApiRig> StartAsync(string? alertingFile = null, bool withConsole = false, Uri? gateway = null)
    {
        var story = new Story(onDisk: false);
        var log = new ListLogger<ApiRig>();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(ApiContext).Assembly.GetName().Name });
        builder.Logging.ClearProviders().AddProvider(new OneLog(log));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(story.Database).AddSingleton<TimeProvider>(story.Clock).AddSingleton<Wakeups>().AddSingleton(story.Rules);
        var config = Config(alertingFile, gateway);
        builder.Services.AddSingleton(config);
        builder.Services.AddSingleton<ICommandPublisher, NoBroker>();
        builder.Services.AddSingleton(new IngestOptions()).AddSingleton<IngestQueue>().AddSingleton<IngestCounters>();
        builder.Services.AddSingleton<FindIndex>().AddSingleton<FindService>();
        builder.Services.AddSingleton(new Passwords(rounds: 1));
        builder.Services.AddApi();
        if (withConsole) builder.Services.AddConsole(config);
        var app = builder.Build();
        if (withConsole)
        {
            app.UseSecurityHeaders();
            app.UseConsoleProblems();
            app.UsePagesOnDemand();
        }

        app.MapApi();
        app.MapHealth();
        if (withConsole) app.MapConsole();
        await app.StartAsync();
        return new ApiRig(app, story, log);
    }

    public static CollectorConfig Config(string? alertingFile = null, Uri? gateway = null) => new()
    {
        Instance = "noc-1",
        StateDir = RigDirectory.New("api"),
        Listen = new Uri("http://127.0.0.1"),
        Broker = new BrokerConfig([], null, null, null),
        Influx = new InfluxConfig(new Uri("http://127.0.0.1"), "edgenoc", null, null),
        AlertingFile = alertingFile,
        Channels = [ProviderRig.Settings("mpwa", gateway ?? new Uri("http://127.0.0.1"))],
    };

    public string Token(Role role) => _tokens[role];

    public Task<Answer> GetAsync(string path, Role role = Role.Viewer) => SendAsync(HttpMethod.Get, path, Token(role));

    public Task<Answer> PostAsync(string path, object? body = null, Role role = Role.Operator) => SendAsync(HttpMethod.Post, path, Token(role), Text(body));

    public Task<Answer> PutAsync(string path, object body, string? ifMatch = null, Role role = Role.Admin) => SendAsync(HttpMethod.Put, path, Token(role), Text(body), ifMatch);

    public Task<Answer> DeleteAsync(string path, Role role = Role.Admin, string? ifMatch = null) => SendAsync(HttpMethod.Delete, path, Token(role), null, ifMatch);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? token, string? body = null, string? ifMatch = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await _http.SendAsync(request);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers, answer.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>A cut PON is an incident, told.</summary>
    public async Task<long> IncidentAsync(long seq = 1, string device = "olt-1")
    {
        Story.Receive(seq, Story.Event("pon.down", EventState.Raised, device, "pon/0/3", Severity.Critical, labels: new(StringComparer.Ordinal) { ["pon"] = "0/3", ["cause"] = "fibre_cut" }));
        Story.After(31);
        await Story.PassAsync();
        return Story.Query<long>("SELECT MAX(number) FROM incidents").Single();
    }

    public int ExpireExternal() => Story.Do(db => ExternalStore.Expire(db, Story.Clock.Now));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        Story.Dispose();
    }

    private static string? Text(object? body) => body switch { null => null, string text => text, _ => JsonSerializer.Serialize(body) };

    private sealed class NoBroker : ICommandPublisher
    {
        public Task<PublishOutcome> SendAsync(MqttMessage message, CancellationToken ct) => Task.FromResult(PublishOutcome.ConnectionLost);
    }

    private sealed class OneLog(ILogger log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
