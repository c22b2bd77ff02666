using System.Threading.RateLimiting;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Updates;
using Microsoft.Net.Http.Headers;

namespace EdgeNoc.Collector.Updates;

/// <summary>Gives packages to sites, also from the middle on. Who asks has to know the digest, which stands only in signed orders; so many at once, for the office's line carries alarms too.</summary>
internal static class PackageEndpoint
{
    public static void MapPackages(this WebApplication app) => app.MapGet(UpdatePaths.Packages + "{sha256}", Answer).ExcludeFromDescription();

    private static IResult Answer(HttpContext http, string sha256, CollectorConfig config, CollectorDatabase database, DownloadPace pace)
    {
        if (sha256.Length != 64 || database.Write(db => UpdateStore.Package(db, sha256)) is not { } package) return Results.NotFound();
        var file = PackageFolder.FileOf(config.StateDir, package.Sha256);
        if (!File.Exists(file)) return Results.NotFound();
        var lease = pace.Ask();
        http.Response.RegisterForDispose(lease);
        if (!lease.IsAcquired)
        {
            http.Response.Headers.RetryAfter = "30";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        return Results.File(file, "application/vnd.debian.binary-package", enableRangeProcessing: true, entityTag: new EntityTagHeaderValue($"\"{package.Sha256}\""));
    }
}

/// <summary>So many downloads at once.</summary>
internal sealed class DownloadPace : IDisposable
{
    private const int AtOnce = 16;
    private readonly ConcurrencyLimiter _limit = new(new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = 0 });

    public RateLimitLease Ask() => _limit.AttemptAcquire();

    public void Dispose() => _limit.Dispose();
}
