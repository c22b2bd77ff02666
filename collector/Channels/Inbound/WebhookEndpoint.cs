namespace EdgeNoc.Collector.Channels.Inbound;

/// <summary>Takes what channels were told. Seen ids, people and their rights are its affair.</summary>
internal interface IInboundSink
{
    /// <summary>Returns once it is stored: only then is the provider told that it need not call again.</summary>
    Task TakeAsync(IChannel channel, WebhookVerdict.Accepted call, CancellationToken ct);

    /// <summary>A call that is not the provider's: it has no effect but a line in the log.</summary>
    /// <param name="channel">The channel that was called.</param>
    /// <param name="from">The caller's address.</param>
    /// <param name="reason">Why; it never holds a secret.</param>
    void Refuse(IChannel channel, string from, string reason);
}

/// <summary>Where providers call: <c>/hooks/CHANNEL</c>, or <c>/hooks/CHANNEL/SECRET</c> for those that do not sign.</summary>
internal static class WebhookEndpoint
{
    private const int MaxBody = 512 << 10;

    public static void MapWebhooks(this IEndpointRouteBuilder routes, IEnumerable<IChannel> channels, IInboundSink sink, TimeProvider time)
    {
        var readers = channels.Where(channel => channel is IWebhookReader).ToDictionary(channel => channel.Id, StringComparer.Ordinal);
        routes.MapMethods("/hooks/{channel}/{secret?}", ["GET", "POST"], async (HttpContext context, string channel, string? secret) =>
        {
            // Whoever is refused learns nothing, not even whether the channel exists.
            if (!readers.TryGetValue(channel, out var found)) return Results.StatusCode(StatusCodes.Status403Forbidden);
            if (await ReadAsync(context.Request, secret, time) is not { } request) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            switch (((IWebhookReader)found).Read(request))
            {
                case WebhookVerdict.Challenge challenge:
                    return Results.Text(challenge.Answer);
                case WebhookVerdict.Accepted accepted:
                    await sink.TakeAsync(found, accepted, context.RequestAborted);
                    return accepted.Answer is { } answer ? Results.Text(answer, "application/json") : Results.Ok();
                case WebhookVerdict.Refused refused:
                    sink.Refuse(found, context.Connection.RemoteIpAddress?.ToString() ?? "", refused.Reason);
                    return Results.StatusCode(StatusCodes.Status403Forbidden);
                default:
                    throw new InvalidOperationException("a verdict of no kind");
            }
        });
    }

    private static async Task<WebhookRequest?> ReadAsync(HttpRequest request, string? secret, TimeProvider time)
    {
        if (request.ContentLength > MaxBody) return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (body.Length + read > MaxBody) return null;
            body.Write(buffer, 0, read);
        }

        return new WebhookRequest(
            request.Method,
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            request.Query.ToDictionary(query => query.Key, query => query.Value.ToString(), StringComparer.Ordinal),
            secret, body.ToArray(), time.GetUtcNow());
    }
}
