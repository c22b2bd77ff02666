using EdgeNoc.Simulators.Http;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>A WhatsApp gateway that speaks MPWA and keeps what it is given instead of sending it: readable at <c>/</c>, as JSON at <c>/_sim/messages</c>.</summary>
public sealed class GatewayServer : IAsyncDisposable
{
    private const int Kept = 10_000;

    private readonly Lock _gate = new();
    private readonly List<GatewayMessage> _messages = [];
    private readonly GatewayOptions _options;
    private WebApplication? _app;

    private GatewayServer(GatewayOptions options) => _options = options;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What a channel is given as its URL.</summary>
    public Uri SendUrl => new(Address, "/send-message");

    public GatewayBehaviour Behaviour { get; set; }

    /// <summary>What was taken, oldest first.</summary>
    public IReadOnlyList<GatewayMessage> Messages
    {
        get
        {
            lock (_gate) return [.. _messages];
        }
    }

    /// <summary>Starts and returns once the port is open.</summary>
    public static async Task<GatewayServer> StartAsync(GatewayOptions options)
    {
        var gateway = new GatewayServer(options);
        var (app, endPoint) = await SimulatorHost.StartAsync(options.Listen, gateway.Map);
        gateway._app = app;
        gateway.Address = new Uri($"http://{endPoint}");
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private void Map(WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.MapMethods("/send-message", ["GET", "POST"], context => SendAsync(context, stopping));
        app.MapGet("/", () => Results.Content(ChatHtml.Render(Messages), "text/html; charset=utf-8"));
        app.MapGet("/_sim/messages", () => Results.Json(Messages, SimulatorJson.Options));
        app.MapPost("/_sim/behave", (HttpRequest request) =>
        {
            if (!TryParseBehaviour(request.Query["kind"], out var behaviour))
                return Results.BadRequest($"expected kind={string.Join('|', Enum.GetNames<GatewayBehaviour>())}\n");
            Behaviour = behaviour;
            return Results.Json(new { behaviour }, SimulatorJson.Options);
        });
    }

    private static bool TryParseBehaviour(string? text, out GatewayBehaviour behaviour) =>
        Enum.TryParse(text?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out behaviour) && Enum.IsDefined(behaviour);

    private async Task SendAsync(HttpContext context, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var request = await MpwaRequest.ReadAsync(context.Request, ended.Token);
            await (Behaviour switch
            {
                GatewayBehaviour.Hang => Task.Delay(Timeout.InfiniteTimeSpan, ended.Token),
                GatewayBehaviour.ServerError => HtmlAsync(context, 500, "Server Error", ended.Token),
                GatewayBehaviour.Html => HtmlAsync(context, 200, "Login", ended.Token),
                GatewayBehaviour.StatusFalse => AnswerAsync(context, status: false, "Failed to send message!", ended.Token),
                _ => TakeAsync(context, request, ended.Token),
            });
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }

    private Task TakeAsync(HttpContext context, MpwaRequest request, CancellationToken ct)
    {
        // The real one answers 200 to all of these: only the body tells.
        if (!request.IsComplete) return AnswerAsync(context, status: false, "Wrong parameters!", ct);
        if (request.ApiKey != _options.ApiKey) return AnswerAsync(context, status: false, "Invalid data!", ct);
        lock (_gate)
        {
            if (_messages.Count >= Kept) return AnswerAsync(context, status: false, "Quota exceeded!", ct);
            _messages.Add(new GatewayMessage(_messages.Count + 1, _options.Time.GetUtcNow(), request.Sender!, request.Number!, request.Message!));
        }

        return AnswerAsync(context, status: true, "Message sent successfully!", ct);
    }

    private static Task AnswerAsync(HttpContext context, bool status, string msg, CancellationToken ct) =>
        context.Response.WriteAsJsonAsync(new { status, msg }, SimulatorJson.Options, ct);

    private static Task HtmlAsync(HttpContext context, int status, string title, CancellationToken ct)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=UTF-8";
        return context.Response.WriteAsync($"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n", ct);
    }
}
