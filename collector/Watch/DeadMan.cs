using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Probes;

namespace EdgeNoc.Collector.Watch;

/// <summary>
/// Calls the dead-man address each minute while all is well: broker, database, the loops, and one channel at least by which people can be told. Nothing else
/// speaks for a collector that cannot.
/// </summary>
internal sealed class DeadMan(DeadManUrl url, IEnumerable<IHealthProbe> probes, ChannelHealth channels, TimeProvider time, ILogger<DeadMan> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    // A redirect may lead anywhere, a login page for one.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null }) { Timeout = Timeout };
    private string? _last;

    /// <summary>One call, if all is well. Returns null after a call that was answered with success, else why there was none; never the address's path.</summary>
    public async Task<string?> CallAsync(CancellationToken ct)
    {
        if (Problem() is { } problem) return problem;
        if (!TryRead(out var address, out var unreadable)) return unreadable;
        try
        {
            using var answer = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.IsSuccessStatusCode ? null : $"{address.Host} answers {(int)answer.StatusCode}: compare the address with what the service gave you";
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // The exception's text may hold the address.
            return $"{address.Host} does not answer ({(e as HttpRequestException)?.HttpRequestError.ToString() ?? "timeout"}): check the way to the internet";
        }
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            // First the pause: nothing is known yet.
            await Task.Delay(Every, time, stoppingToken);
            var problem = await CallAsync(stoppingToken);
            if (problem is not null) logger.LogWarning("the dead-man address was not called, or not with success: {Problem}", problem);
            else if (_last is not null) logger.LogInformation("the dead-man address is called again");
            _last = problem;
        }
    }

    private string? Problem()
    {
        var unwell = probes.Where(probe => probe is not ChannelHealth).Select(probe => (probe.Name, Health: probe.Check())).FirstOrDefault(part => !part.Health.Healthy);
        if (unwell.Name is { } name) return $"{name} is not well: {unwell.Health.Detail}";
        return channels.CanTell ? null : $"no channel works: {channels.Check().Detail}";
    }

    private bool TryRead(out Uri address, out string problem)
    {
        (address, problem) = (url.Plain ?? new Uri("http://invalid/"), "");
        if (url.Plain is not null) return true;
        if (!url.Source!.TryRead(out var secret, out problem))
        {
            problem = $"dead_man_url ({url.Source.Origin}) {problem}: put the address there as its only line";
            return false;
        }

        if (Uri.TryCreate(secret.Reveal(), UriKind.Absolute, out var read) && read.Scheme is ("http" or "https"))
        {
            address = read;
            return true;
        }

        problem = $"dead_man_url ({url.Source.Origin}) holds no web address: write https://… as its only line";
        return false;
    }
}
