using System.Security.Claims;
using System.Threading.RateLimiting;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Http;

/// <summary>How often one token or one browser may ask: 200 at once, and 20 a second for long.</summary>
internal static class RequestLimit
{
    public const string Policy = "api";
    private const int AtOnce = 200;
    private const int PerSecond = 20;

    public static IServiceCollection AddRequestLimit(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(Who(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = AtOnce, TokensPerPeriod = PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
        }));
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            if (!rejected.HttpContext.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "1";
                return ValueTask.CompletedTask;
            }

            return new ValueTask(Problems.TooMany(wait, "your token asks more often than 20 times a second").ExecuteAsync(rejected.HttpContext));
        };
    });

    private static string Who(HttpContext context) => Person.Of(context.User)?.Session ?? context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? $"{context.Connection.RemoteIpAddress}";
}
