using System.Net.Sockets;
using System.Text.Json;

namespace EdgeNoc.Agent.Host;

/// <summary>Asks a running agent on this machine how it does.</summary>
public static class StatusClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Null when no agent runs there (or it does not answer within 5 s).</returns>
    /// <exception cref="UnauthorizedAccessException">One runs, but this user may not ask it.</exception>
    public static async Task<StatusReport?> ReadAsync(string stateDir, CancellationToken cancellationToken = default)
    {
        var json = await ReadTextAsync(stateDir, cancellationToken);
        return json is null ? null : JsonSerializer.Deserialize(json, StatusJson.Default.StatusReport);
    }

    internal static async Task<byte[]?> ReadTextAsync(string stateDir, CancellationToken cancellationToken)
    {
        var path = StateDirectory.SocketIn(stateDir);
        if (!File.Exists(path)) return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), patience.Token);
            await using var stream = new NetworkStream(socket);
            using var text = new MemoryStream();
            await stream.CopyToAsync(text, patience.Token);
            return text.Length == 0 ? null : text.ToArray();
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new UnauthorizedAccessException($"{path} belongs to another user: run this as the agent's user or as root", error);
        }
        catch (Exception error) when (error is SocketException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
