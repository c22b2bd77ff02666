using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>Opens the stream that the API is spoken over.</summary>
internal static class ApiTransport
{
    /// <summary>For the connection, and again for the handshake: a small router takes its time over the keys.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="RouterException">There is none.</exception>
    public static async Task<Stream> ConnectAsync(ApiTarget target, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target.Host, target.Port, limit.Token).ConfigureAwait(false);
            var plain = new NetworkStream(socket, ownsSocket: true);
            return target.Tls ? await SecureAsync(target, plain, time, cancellationToken).ConfigureAwait(false) : plain;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw RouterErrors.NoConnection(target, exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw RouterErrors.ConnectTimeout(target);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(ApiTarget target, Stream plain, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        PollError? distrust = null;
        var secure = new SslStream(plain);
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = target.Host,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                        (distrust = certificate is X509Certificate2 shown ? target.Trust.Judge(shown, errors) : RouterErrors.NoHandshake(target).Error) is null,
                },
                limit.Token).ConfigureAwait(false);
            return secure;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw RouterErrors.SilentTls(target);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            if (distrust is not null) throw new RouterException(distrust);
            // A router without a certificate offers anonymous Diffie-Hellman alone and answers with alert 40.
            if (Reasons(exception).Any(reason => reason.Contains("handshake failure", StringComparison.OrdinalIgnoreCase))) throw RouterErrors.NoHandshake(target);
            throw RouterErrors.NoTls(target, exception is IOException ? "the connection was closed" : "this is no TLS");
        }
    }

    private static IEnumerable<string> Reasons(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException) yield return exception.Message;
    }
}
