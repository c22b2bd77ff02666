using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Ping;

namespace EdgeNoc.Agent.Probe;

/// <summary>Looks at a box from outside: connects, listens for what it says by itself, and asks its web servers for <c>/</c>. It sends no credentials and nothing that needs any.</summary>
internal sealed partial class Prober(IPinger pinger)
{
    /// <summary>The ports that boxes at a POP use for management.</summary>
    public static readonly IReadOnlyList<int> Ports = [22, 23, 80, 88, 443, 8080, 8088, 8291, 8728, 8729];

    private const int MaxBanner = 512;
    private const int MaxBody = 64 * 1024;

    // These only listen: RouterOS waits for words, and WinBox speaks a language of its own.
    private static readonly int[] Silent = [8291, 8728, 8729];

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BannerPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PagePatience = TimeSpan.FromSeconds(8);

    /// <summary>Looks at all ports at once, and at the web pages one after another: small boxes stop answering under pressure.</summary>
    public async Task<Observation> LookAsync(IPAddress address, IEnumerable<int> ports, CancellationToken cancellationToken)
    {
        var ping = PingAsync(address, cancellationToken);
        var seen = await Task.WhenAll(ports.Distinct().Order().Select(port => PortAsync(address, port, cancellationToken))).ConfigureAwait(false);
        var open = seen.Where(port => port.IsOpen).ToList();
        var pages = new List<WebPage>();
        foreach (var port in open.Where(port => port.Banner.Length == 0 && !Silent.Contains(port.Port) && port.Port is not (22 or 23)))
        {
            var tlsFirst = port.Port is 443 or 8443;
            if ((await PageAsync(address, port.Port, tlsFirst, cancellationToken).ConfigureAwait(false) ?? await PageAsync(address, port.Port, !tlsFirst, cancellationToken).ConfigureAwait(false)) is { } page) pages.Add(page);
        }

        return new Observation(address.ToString())
        {
            OpenPorts = [.. open.Select(port => port.Port)],
            Banners = open.Where(port => port.Banner.Length > 0).ToDictionary(port => port.Port, port => port.Banner),
            Pages = pages,
            AnswersPing = await ping.ConfigureAwait(false),
        };
    }

    private async Task<bool?> PingAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var result = await pinger.PingAsync(address, 2, TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
        return result.Fault is null ? result.Received > 0 : null;
    }

    private static async Task<(int Port, bool IsOpen, string Banner)> PortAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            using (var patience = Within(ConnectPatience, cancellationToken)) await socket.ConnectAsync(address, port, patience.Token).ConfigureAwait(false);
            // A web server that is connected to and asked nothing may count that against the next connection; it is asked later.
            return (port, true, port is 22 or 23 ? await BannerAsync(socket, cancellationToken).ConfigureAwait(false) : "");
        }
        catch (Exception exception) when (exception is SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (port, false, "");
        }
    }

    private static async Task<string> BannerAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBanner];
        var length = 0;
        using var patience = Within(BannerPatience, cancellationToken);
        try
        {
            while (length < buffer.Length && await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token).ConfigureAwait(false) is > 0 and var read)
            {
                length += read;
                // An SSH server says one line and waits.
                if (buffer.AsSpan(0, length).StartsWith("SSH-"u8) && buffer.AsSpan(0, length).Contains((byte)'\n')) break;
            }
        }
        catch (Exception exception) when (exception is SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // What it said so far.
        }

        return BannerText.Of(buffer.AsSpan(0, length));
    }

    private static async Task<WebPage?> PageAsync(IPAddress address, int port, bool tls, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = ConnectPatience, MaxResponseHeadersLength = 64 };
        // Only to look: no secret goes over this connection, and these boxes sign their own certificates.
#pragma warning disable CA5359
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var patience = Within(PagePatience, cancellationToken);
        try
        {
            using var response = await http.GetAsync(new UriBuilder(tls ? "https" : "http", address.ToString(), port, "/").Uri, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            var body = await BodyAsync(response, patience.Token).ConfigureAwait(false);
            return new WebPage(port, tls, (int)response.StatusCode)
            {
                Server = Header(response, "Server"),
                Challenge = Header(response, "WWW-Authenticate"),
                Location = Header(response, "Location"),
                Title = TitlePattern().Match(body) is { Success: true } title ? BannerText.Of(Encoding.UTF8.GetBytes(title.Groups["title"].Value.Trim())) : null,
                Body = body,
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBody];
        var length = 0;
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read) length += read;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The head tells enough.
        }

        return Encoding.Latin1.GetString(buffer, 0, length);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? BannerText.Of(Encoding.Latin1.GetBytes(string.Join(", ", values))) : null;

    private static CancellationTokenSource Within(TimeSpan limit, CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(limit);
        return source;
    }

    [GeneratedRegex("<title[^>]*>(?<title>[^<]{0,200})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TitlePattern();
}
