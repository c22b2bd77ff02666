using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeNoc.Agent.Cabinet.Page.Http;

/// <summary>Kestrel at one address, and nothing else of ASP.NET Core: no host, no container, no routing. Its address may come later than the agent (DHCP) and is tried until it is there.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly IPEndPoint _listen;
    private readonly IHttpApplication<HttpContext> _page;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping;
    private readonly Task _running;

    /// <param name="listen">Where.</param>
    /// <param name="page">Answers.</param>
    /// <param name="time">For the next try.</param>
    /// <param name="logs">For Kestrel's own words too.</param>
    /// <param name="stopping">Cancelled first when this stops, so that streams end.</param>
    public PageServer(IPEndPoint listen, IHttpApplication<HttpContext> page, TimeProvider time, ILoggerFactory logs, CancellationTokenSource stopping)
    {
        (_listen, _page, _time, _logs, _logger, _stopping) = (listen, page, time, logs, logs.CreateLogger("EdgeNoc.Cabinet"), stopping);
        _running = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var isTold = false;
        while (!_stopping.IsCancellationRequested)
        {
            using var server = Kestrel();
            try
            {
                await server.StartAsync(_page, _stopping.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or SocketException or InvalidOperationException or OperationCanceledException)
            {
                if (!isTold && error is not OperationCanceledException)
                    _logger.LogWarning("the cabinet's page cannot listen on {Listen}: {Error}; it is tried every {Wait:0} s: check that this machine has the address and nobody else the port", _listen, error.Message, TryAgain.TotalSeconds);
                isTold = true;
                await Task.Delay(TryAgain, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            _logger.LogInformation("the cabinet's page listens on http://{Listen}/", _listen);
            await Task.Delay(Timeout.InfiniteTimeSpan, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            using var patience = new CancellationTokenSource(StopPatience);
            await server.StopAsync(patience.Token).ConfigureAwait(false);
        }
    }

    // Small on purpose: a handful of phones, no uploads, nobody who holds a connection without a word.
    private KestrelServer Kestrel()
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = 48;
        options.Limits.MaxRequestBodySize = 4096;
        options.Limits.MaxRequestBufferSize = 16 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 8 * 1024;
        options.Limits.MaxRequestHeaderCount = 50;
        options.Limits.MaxRequestLineSize = 2048;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        options.Listen(_listen, listen => listen.Protocols = HttpProtocols.Http1);
        return new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), _logs), _logs);
    }
}
