using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeNoc.Collector.Config;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdgeNoc.Collector.Commands;

/// <summary>The plain port for this machine's own use, and beside it the same with TLS.</summary>
internal static class Listening
{
    /// <exception cref="System.Security.Cryptography.CryptographicException">Certificate and key cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">One of them may not be read.</exception>
    public static void ListenTwice(this IWebHostBuilder host, Uri plain, HttpsConfig https)
    {
        // Read here, so that what is wrong with it is said at the start.
        var certificate = X509Certificate2.CreateFromPemFile(https.CertificateFile, https.KeyFile);
        host.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            Plain(kestrel, plain);
            kestrel.Listen(https.Listen, options => options.UseHttps(certificate, tls => tls.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13));
        });
    }

    private static void Plain(KestrelServerOptions kestrel, Uri plain)
    {
        if (plain.Host == "localhost") kestrel.ListenLocalhost(plain.Port);
        else if (IPAddress.TryParse(plain.Host.Trim('[', ']'), out var address)) kestrel.Listen(address, plain.Port);
        else kestrel.ListenAnyIP(plain.Port);
    }
}
