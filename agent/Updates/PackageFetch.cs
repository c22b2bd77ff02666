using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Agent.Updates;

/// <summary>How a download went.</summary>
internal abstract record Fetched
{
    private Fetched()
    {
    }

    public sealed record Whole : Fetched;

    /// <summary>It broke off; what came stays, and it is gone on with.</summary>
    public sealed record Broken(string Problem) : Fetched;

    /// <summary>All came, and it is not what was ordered; it is thrown away.</summary>
    public sealed record Damaged : Fetched;

    /// <summary>The disk is full; what came is thrown away, for data come first.</summary>
    public sealed record NoRoom : Fetched;
}

/// <summary>Fetches one package over HTTPS, from where an earlier attempt broke off.</summary>
/// <param name="source">Where from, and whom to trust.</param>
/// <param name="held">Asked between two pieces: what it has to wait for now, as when the way became dear; null: nothing.</param>
internal sealed class PackageFetch(UpdateSource source, Func<string?> held)
{
    private const int PieceBytes = 64 << 10;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    public static string PartOf(UpdateSource source) => source.Paths.Package + ".part";

    public async Task<Fetched> RunAsync(UpdatePackage package, CancellationToken ct)
    {
        var part = PartOf(source);
        try
        {
            var have = File.Exists(part) ? new FileInfo(part).Length : 0;
            if (have > package.Size)
            {
                File.Delete(part);
                have = 0;
            }

            if (have < package.Size && await LoadAsync(package, part, have, ct) is { } problem) return new Fetched.Broken(problem);
            if (await DigestAsync(part, ct) != package.Sha256)
            {
                File.Delete(part);
                return new Fetched.Damaged();
            }

            File.Move(part, source.Paths.Package, overwrite: true);
            return new Fetched.Whole();
        }
        catch (IOException error) when (IsFull(error))
        {
            File.Delete(part);
            return new Fetched.NoRoom();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return new Fetched.Broken(error.Message);
        }
    }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static async Task<string> DigestAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }

    private async Task<string?> LoadAsync(UpdatePackage package, string part, long have, CancellationToken ct)
    {
        using var ca = X509CertificateLoader.LoadCertificateFromFile(source.CaFile);
        using var http = Client(ca);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(source.Collector, package.Path));
        if (have > 0) request.Headers.Range = new RangeHeaderValue(have, null);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Silence);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var begins = answer switch
            {
                { StatusCode: HttpStatusCode.OK } => 0,
                { StatusCode: HttpStatusCode.PartialContent, Content.Headers.ContentRange.From: { } from } when from == have => have,
                _ => -1,
            };
            if (begins < 0) return $"{source.Collector.Authority} answers {(int)answer.StatusCode}";
            await using var body = await answer.Content.ReadAsStreamAsync(patience.Token);
            return await KeepAsync(body, part, begins, package.Size, patience, ct);
        }
        catch (Exception error) when (error is HttpRequestException or IOException { InnerException: System.Net.Sockets.SocketException } or HttpIOException)
        {
            return $"{source.Collector.Authority} cannot be reached ({error.InnerException?.Message ?? error.Message})";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"{source.Collector.Authority} sends nothing";
        }
    }

    private async Task<string?> KeepAsync(Stream body, string part, long begins, long size, CancellationTokenSource patience, CancellationToken ct)
    {
        await using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write);
        file.SetLength(begins);
        file.Position = begins;
        var piece = new byte[PieceBytes];
        while (file.Position < size)
        {
            patience.CancelAfter(Silence);
            var read = await body.ReadAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, size - file.Position)), patience.Token);
            if (read == 0) return "the connection ended early";
            await file.WriteAsync(piece.AsMemory(0, read), ct);
            if (file.Position < size && held() is { } reason) return reason;
        }

        file.Flush(flushToDisk: true);
        return null;
    }

    private static HttpClient Client(X509Certificate2 ca)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(15) };
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => CollectorTrust.Problem(ca, certificate, errors, KnownTime.Later(DateTimeOffset.UtcNow, KnownTime.Built)) is null,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    // ENOSPC, and a quota's EDQUOT.
    private static bool IsFull(IOException error) => (error.HResult & 0xFFFF) is 28 or 122;
}
