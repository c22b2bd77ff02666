using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.RateLimiting;
using EdgeNoc.Collector.Config;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Common.Signing;

namespace EdgeNoc.Collector.Sites.Enrolment;

/// <summary>What machines ask before they have a broker user: without a token, little of it at a time.</summary>
internal static class EnrolmentEndpoints
{
    private const int MaxBytes = 128 << 10;

    public static void MapEnrolment(this WebApplication app)
    {
        if (app.Services.GetRequiredService<CollectorConfig>().Enrolment is not { } enrolment) return;
        app.MapGet(EnrolmentPaths.Ca, () => Results.File(enrolment.CaFile, "application/x-pem-file")).ExcludeFromDescription();
        app.MapGet(EnrolmentPaths.NocKey, (HttpContext http, EnrolmentPace pace, Lazy<SigningKey> key, ILogger<EnrolmentDesk> logger) => NocKey(http, pace, key, logger)).ExcludeFromDescription();
        app.MapPost(EnrolmentPaths.Claim, (HttpContext http, EnrolmentDesk desk, EnrolmentPace pace) =>
            AnswerAsync(http, pace, EnrolmentJson.Default.EnrolRequest, EnrolmentJson.Default.EnrolReply, request => desk.EnrolAsync(request, http.RequestAborted))).ExcludeFromDescription();
        app.MapPost(EnrolmentPaths.Move, (HttpContext http, EnrolmentDesk desk, EnrolmentPace pace) =>
            AnswerAsync(http, pace, EnrolmentJson.Default.SignedWord, EnrolmentJson.Default.MoveReply, word => desk.MoveAsync(word, http.RequestAborted))).ExcludeFromDescription();
        app.MapPost(EnrolmentPaths.Problem, (HttpContext http, EnrolmentDesk desk, EnrolmentPace pace) =>
            AnswerAsync(http, pace, EnrolmentJson.Default.SignedWord, EnrolmentJson.Default.EnrolProblem, word =>
                Task.FromResult(desk.Complaint(word) is { } refused ? new Answer<EnrolProblem>(null, refused) : new Answer<EnrolProblem>(new EnrolProblem(null, null, null), null)))).ExcludeFromDescription();
    }

    private static IResult NocKey(HttpContext http, EnrolmentPace pace, Lazy<SigningKey> key, ILogger logger)
    {
        using var lease = pace.Ask(http.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!lease.IsAcquired) return TooMany();
        try
        {
            return Results.Text(key.Value.Public.ToPem(), "application/x-pem-file");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogError("a site asks for the office's key, which cannot be read: {Problem}", error.Message);
            return Refusal(StatusCodes.Status503ServiceUnavailable, new EnrolProblem(EnrolRefusals.NotNow, "the office cannot read its key now", "tell the office to look into the collector's log"));
        }
    }

    private static async Task<IResult> AnswerAsync<TRequest, TAnswer>(
        HttpContext http, EnrolmentPace pace, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> answerType, Func<TRequest, Task<Answer<TAnswer>>> answer)
        where TRequest : class
        where TAnswer : class
    {
        http.Response.Headers.CacheControl = "no-store";
        using var lease = pace.Ask(http.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!lease.IsAcquired) return TooMany();
        if (await ReadAsync(http, requestType) is not { } request) return Refusal(StatusCodes.Status400BadRequest, EnrolmentText.Nonsense);
        var (value, refused) = await answer(request);
        return value is not null
            ? Results.Json(value, answerType)
            : Refusal(refused!.Reason == EnrolRefusals.NotNow ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status403Forbidden, refused);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        if (http.Request.ContentLength is not (> 0 and <= MaxBytes) || !http.Request.HasJsonContentType()) return null;
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted);
        }
        catch (Exception error) when (error is JsonException or BadHttpRequestException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IResult TooMany() => Refusal(StatusCodes.Status429TooManyRequests, new EnrolProblem(EnrolRefusals.TooMany, "too many attempts came from your network", "wait a minute, then try again"));

    private static IResult Refusal(int status, EnrolProblem problem) => Results.Json(problem, EnrolmentJson.Default.EnrolProblem, "application/problem+json", status);
}

/// <summary>How often machines may ask: ten times at once from one address and then ten times a minute, from all together ten times that.</summary>
internal sealed class EnrolmentPace : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _limit = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetTokenBucketLimiter(address, _ => Bucket(10))),
        PartitionedRateLimiter.Create<IPAddress, int>(_ => RateLimitPartition.GetTokenBucketLimiter(0, _ => Bucket(100))));

    public RateLimitLease Ask(IPAddress address) => _limit.AttemptAcquire(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    public void Dispose() => _limit.Dispose();

    private static TokenBucketRateLimiterOptions Bucket(int aMinute) => new()
    {
        TokenLimit = aMinute, TokensPerPeriod = aMinute / 10, ReplenishmentPeriod = TimeSpan.FromSeconds(6), QueueLimit = 0,
    };
}
