using System.Net.Sockets;
using System.Text.Json;

namespace EdgeNoc.Agent.Host;

/// <summary>Asks a running agent on this machine how it does, or to poll a device.</summary>
public static class StatusClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A turn may be 5 s away, and a poll of a slow box with its repeats takes a minute.</summary>
    private static readonly TimeSpan PollPatience = TimeSpan.FromSeconds(90);

    private static readonly StatusJson OneLine = new(new JsonSerializerOptions(StatusJson.Default.Options) { WriteIndented = false });

    /// <returns>Null when no agent runs there (or it does not answer within 5 s).</returns>
    /// <exception cref="UnauthorizedAccessException">One runs, but this user may not ask it.</exception>
    public static async Task<StatusReport?> ReadAsync(string stateDir, CancellationToken cancellationToken = default)
    {
        var json = await ReadTextAsync(stateDir, cancellationToken);
        return json is null ? null : JsonSerializer.Deserialize(json, StatusJson.Default.StatusReport);
    }

    /// <returns>Null when no agent runs there (or it does not answer).</returns>
    /// <exception cref="UnauthorizedAccessException">One runs, but this user may not ask it.</exception>
    internal static async Task<PollReply?> PollAsync(string stateDir, SocketRequest request, CancellationToken cancellationToken)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(request, OneLine.SocketRequest), (byte)'\n'];
        return await AskAsync(stateDir, line, PollPatience, cancellationToken) is { } json ? JsonSerializer.Deserialize(json, StatusJson.Default.PollReply) : null;
    }

    internal static Task<byte[]?> ReadTextAsync(string stateDir, CancellationToken cancellationToken) => AskAsync(stateDir, [], Patience, cancellationToken);

    private static async Task<byte[]?> AskAsync(string stateDir, byte[] request, TimeSpan limit, CancellationToken cancellationToken)
    {
        var path = StateDirectory.SocketIn(stateDir);
        if (!File.Exists(path)) return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), patience.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(request, patience.Token);
            socket.Shutdown(SocketShutdown.Send);
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
