using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Web.Tour;

/// <summary>A server of map tiles on this machine: streets, a river and a park that repeat.</summary>
internal sealed class TileServer : IAsyncDisposable
{
    private const string Tile = """
        <svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="#eef0ea"/><rect x="150" y="20" width="84" height="60" rx="6" fill="#d3e6c6"/>
        <path d="M0 190 C64 150 192 230 256 190" stroke="#a9cfe6" stroke-width="16" fill="none"/><path d="M0 10H256M10 0V256" stroke="#fff" stroke-width="11"/>
        <path d="M0 100H256M128 0V256M64 0V100M192 100V256M0 145H128M128 50H256" stroke="#fff" stroke-width="6"/></svg>
        """;

    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    private TileServer(int port)
    {
        Origin = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        _listener.Prefixes.Add(Origin + "/");
        _listener.Start();
        _loop = Task.Run(RunAsync);
    }

    public string Origin { get; }

    /// <summary>What was asked for: <c>/14/13288/8545.png</c>.</summary>
    public ConcurrentBag<string> Asked { get; } = [];

    public static TileServer Start() => new(FreePort.Next());

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                Asked.Add(context.Request.Url!.AbsolutePath);
                context.Response.ContentType = "image/svg+xml";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Tile));
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The browser went, or this did.
            }
        }
    }
}
