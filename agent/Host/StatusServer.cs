using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Host;

/// <summary>Answers on the unix socket of the state directory: one JSON document a connection, the status or what a <see cref="SocketRequest"/> asked for.</summary>
internal sealed class StatusServer : IAsyncDisposable
{
    private const int MaxRequestBytes = 4096;
    private const int MaxClients = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A reader that asks for the status may close its side, send an empty line, or just wait.</summary>
    private static readonly TimeSpan RequestPatience = TimeSpan.FromMilliseconds(200);

    private readonly string _path;
    private readonly Func<StatusReport> _report;
    private readonly Func<SocketRequest, CancellationToken, Task<PollReply>>? _poll;
    private readonly ILogger _logger;
    private readonly Socket _socket;
    private readonly SemaphoreSlim _clients = new(MaxClients);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    private StatusServer(string path, Socket socket, Func<StatusReport> report, Func<SocketRequest, CancellationToken, Task<PollReply>>? poll, ILogger logger)
    {
        (_path, _socket, _report, _poll, _logger) = (path, socket, report, poll, logger);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Listens; null (with a line in the log) when that is not possible: the agent works without.</summary>
    public static StatusServer? TryStart(string path, Func<StatusReport> report, Func<SocketRequest, CancellationToken, Task<PollReply>>? poll, ILogger logger)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Left over from a run that was killed; the lock of the directory says that nobody listens on it.
            File.Delete(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(4);
            return new StatusServer(path, socket, report, poll, logger);
        }
        catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            socket.Dispose();
            logger.LogWarning("the verbs status and poll will not work: {Path}: {Error}; a shorter state_dir may help", path, error.Message);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        for (var free = 0; free < MaxClients; free++) await _clients.WaitAsync();
        _clients.Dispose();
        _socket.Dispose();
        _stopping.Dispose();
        File.Delete(_path);
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _clients.WaitAsync(_stopping.Token);
                try
                {
                    var client = await _socket.AcceptAsync(_stopping.Token);
                    _ = ServeAsync(client);
                }
                catch
                {
                    _clients.Release();
                    throw;
                }
            }
            catch (OperationCanceledException)
            {
                // Stopping.
            }
            catch (SocketException error)
            {
                _logger.LogDebug("a connection to the agent's socket failed: {Error}", error.Message);
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        // A poll takes as long as the device does: others must not wait for it.
        await Task.Yield();
        try
        {
            using var owned = client;
            await using var stream = new NetworkStream(client);
            var answer = await RequestAsync(stream) is { } request && _poll is not null
                ? JsonSerializer.SerializeToUtf8Bytes(await _poll(request, _stopping.Token), StatusJson.Default.PollReply)
                : JsonSerializer.SerializeToUtf8Bytes(_report(), StatusJson.Default.StatusReport);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            patience.CancelAfter(Patience);
            await stream.WriteAsync(answer, patience.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException or JsonException or Microsoft.Data.Sqlite.SqliteException)
        {
            _logger.LogDebug("an answer on the agent's socket was not delivered: {Error}", error.Message);
        }
        finally
        {
            _clients.Release();
        }
    }

    /// <summary>The request, or null when the reader has nothing to say.</summary>
    private async Task<SocketRequest?> RequestAsync(NetworkStream stream)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        patience.CancelAfter(RequestPatience);
        var buffer = new byte[MaxRequestBytes];
        var length = 0;
        try
        {
            while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), patience.Token) is > 0 and var read)
            {
                length += read;
                if (buffer.AsSpan(0, length).Contains((byte)'\n')) break;
            }
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            // It only waits.
        }

        var text = buffer.AsSpan(0, length).Trim(" \r\n"u8);
        return text.IsEmpty ? null : JsonSerializer.Deserialize(text, StatusJson.Default.SocketRequest) is { Poll: not null } request ? request : null;
    }
}
