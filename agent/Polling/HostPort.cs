using System.Net.Sockets;

namespace EdgeNoc.Agent.Polling;

/// <summary>Knocks at a port, where a ping tells nothing: boxes that do not answer ping, and machines that may not send one.</summary>
internal static class HostPort
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>True when the box takes the connection or refuses it: both are an answer. Null when nobody can tell.</summary>
    public static async Task<bool?> AnswersAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (SocketException refusal)
        {
            return refusal.SocketErrorCode switch
            {
                SocketError.ConnectionRefused or SocketError.ConnectionReset => true,
                SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => null,
                _ => false,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
