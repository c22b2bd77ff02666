using EdgeNoc.Simulators.Http;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>A gateway that speaks every provider's words, each at its own path, and keeps what it is given instead of sending it: readable at <c>/</c>, as JSON at <c>/_sim/messages</c>.</summary>
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

    /// <summary>Whether its session, device or instance says that it is linked.</summary>
    public bool IsLinked { get; set; } = true;

    /// <summary>What people write to the Telegram bot, for whoever asks.</summary>
    public TelegramChats Telegram { get; } = new();

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
        foreach (var dialect in Dialects.All) app.MapPost(dialect.Pattern, context => SendAsync(context, dialect, stopping));
        SessionPages.Map(app, this, _options.ApiKey);
        Telegram.Map(app, _options.ApiKey);
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
                GatewayBehaviour.Works => TakeAsync(context, request, ended.Token),
                GatewayBehaviour.StatusFalse => AnswerAsync(context, status: false, "Failed to send message!", ended.Token),
                GatewayBehaviour.Quote => AnswerAsync(context, status: false, $"{request}", ended.Token),
                var behaviour when Misbehaviour.Takes(behaviour) =>
                    Keep(new GatewayMessage(0, default, request.Sender ?? "", request.Number ?? "", request.Message ?? "")) is null
                        ? AnswerAsync(context, status: false, "Quota exceeded!", ended.Token)
                        : Misbehaviour.AnswerAsync(context, behaviour, ended.Token),
                var behaviour => Misbehaviour.AnswerAsync(context, behaviour, ended.Token),
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
        if (Keep(new GatewayMessage(0, default, request.Sender!, request.Number!, request.Message!)) is null) return AnswerAsync(context, status: false, "Quota exceeded!", ct);
        return AnswerAsync(context, status: true, "Message sent successfully!", ct);
    }

    private static Task AnswerAsync(HttpContext context, bool status, string msg, CancellationToken ct) =>
        context.Response.WriteAsJsonAsync(new { status, msg }, SimulatorJson.Options, ct);

    private async Task SendAsync(HttpContext context, Dialect dialect, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var request = await GatewayRequest.ReadAsync(context.Request, ended.Token);
            var wanted = dialect.Read(request);
            if (!dialect.Knows(request, _options.ApiKey)) await WriteAsync(context, dialect.Refused("wrong key"), ended.Token);
            else if (Behaviour == GatewayBehaviour.StatusFalse) await WriteAsync(context, dialect.Refused("the device is not connected"), ended.Token);
            else if (Behaviour == GatewayBehaviour.Quote)
                await WriteAsync(context, dialect.Refused($"{request.Path}{request.Query} {string.Join(' ', request.Headers)} {request.Body}"), ended.Token);
            else if (wanted is not { To.Length: > 0, Text.Length: > 0 }) await WriteAsync(context, dialect.Refused("incomplete"), ended.Token);
            else await TakeAsync(context, dialect, request, wanted, ended.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }

    private async Task TakeAsync(HttpContext context, Dialect dialect, GatewayRequest request, Wanted wanted, CancellationToken ct)
    {
        if (Behaviour == GatewayBehaviour.Works || Misbehaviour.Takes(Behaviour))
        {
            var kept = Keep(new GatewayMessage(0, default, wanted.Sender, wanted.To!, wanted.Text!) { Provider = dialect.Provider, Body = request.Body }, dialect.IdOf);
            if (kept is null) await WriteAsync(context, dialect.Refused("quota exceeded"), ct);
            else if (Behaviour == GatewayBehaviour.Works) await WriteAsync(context, dialect.Taken(kept.Id ?? "", wanted), ct);
        }

        if (Behaviour != GatewayBehaviour.Works) await Misbehaviour.AnswerAsync(context, Behaviour, ct);
    }

    /// <summary>Gives it its number, time and id; null when there is no room.</summary>
    private GatewayMessage? Keep(GatewayMessage message, Func<int, string?>? idOf = null)
    {
        lock (_gate)
        {
            if (_messages.Count >= Kept) return null;
            var number = _messages.Count + 1;
            _messages.Add(message with { Number = number, At = _options.Time.GetUtcNow(), Id = idOf?.Invoke(number) });
            return _messages[^1];
        }
    }

    private static Task WriteAsync(HttpContext context, GatewayAnswer answer, CancellationToken ct)
    {
        context.Response.StatusCode = answer.Status;
        return context.Response.WriteAsJsonAsync(answer.Body, SimulatorJson.Options, ct);
    }
}
