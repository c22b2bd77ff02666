using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Host;

/// <summary>Answers <c>status</c> on the unix socket of the state directory: one JSON document a connection.</summary>
internal sealed class StatusServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly Func<StatusReport> _report;
    private readonly ILogger _logger;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    private StatusServer(string path, Socket socket, Func<StatusReport> report, ILogger logger)
    {
        (_path, _socket, _report, _logger) = (path, socket, report, logger);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Listens; null (with a line in the log) when that is not possible: the agent works without.</summary>
    public static StatusServer? TryStart(string path, Func<StatusReport> report, ILogger logger)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Left over from a run that was killed; the lock of the directory says that nobody listens on it.
            File.Delete(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(4);
            return new StatusServer(path, socket, report, logger);
        }
        catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            socket.Dispose();
            logger.LogWarning("the verb status will not work: {Path}: {Error}; a shorter state_dir may help", path, error.Message);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
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
                using var client = await _socket.AcceptAsync(_stopping.Token);
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
                patience.CancelAfter(Patience);
                await using var stream = new NetworkStream(client);
                await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(_report(), StatusJson.Default.StatusReport), patience.Token);
            }
            catch (OperationCanceledException)
            {
                // Stopping, or a reader that does not read.
            }
            catch (Exception error) when (error is SocketException or IOException or Microsoft.Data.Sqlite.SqliteException)
            {
                _logger.LogDebug("a status was not delivered: {Error}", error.Message);
            }
        }
    }
}
