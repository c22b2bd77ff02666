using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EdgeNoc.Simulators.Http;

/// <summary>A bare Kestrel on one address: no configuration from outside, no log, no default middleware.</summary>
internal static class SimulatorHost
{
    /// <summary>Starts and returns once the port is open. Port 0 takes a free one; the result says which. With a certificate over TLS alone.</summary>
    public static async Task<(WebApplication App, IPEndPoint EndPoint)> StartAsync(IPEndPoint listen, Action<WebApplication> map, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            // A simulator that is asked to be slow is not to be cut off by its own server.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(listen, port =>
            {
                if (certificate is not null) port.UseHttps(certificate);
            });
        }).UseKestrelHttpsConfiguration();
        builder.Services.AddRoutingCore();
        // Whoever started a simulator stops it: by itself the host would end on Ctrl-C, in the middle of a demo that is still counting.
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        // Requests that were told to hang are not worth waiting for.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(300));
        var app = builder.Build();
        try
        {
            map(app);
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var bound = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return (app, new IPEndPoint(listen.Address, bound.Port));
    }

    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
