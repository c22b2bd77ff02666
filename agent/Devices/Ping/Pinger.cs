using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>Pings any number of hosts at once over one raw ICMP socket, opened at the first use.</summary>
/// <remarks>
/// Not System.Net's Ping: without ICMP sockets for ordinary users it starts a process for each request. Answers are matched by id, sequence, a secret token and
/// the host's address, so that nobody else's answer, and no forged one, counts.
/// </remarks>
public sealed class Pinger : IPinger, IAsyncDisposable
{
    private static readonly TimeSpan MaxGap = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<ulong, Waiting> _waiting = new();
    private readonly PingPace _pace = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _opening = new();
    private readonly ushort _id;
    private readonly ulong _secret;
    private Socket? _socket;
    private Task _receiving = Task.CompletedTask;
    private ulong _last;

    public Pinger(Random random)
    {
        _id = (ushort)random.Next(1, 65_536);
        _secret = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        _last = (ulong)random.Next();
    }

    private sealed record Waiting(IPAddress Address, TaskCompletionSource<double> Answer, long Started);

    /// <inheritdoc/>
    public async Task<PingResult> PingAsync(IPAddress address, int count, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!TryOpen(out var socket, out var fault)) return new PingResult(0, 0, null, fault);
        var answers = await Task.WhenAll(Enumerable.Range(0, count).Select(number => OnceAsync(socket, address, Gap(timeout) * number, timeout, cancellationToken))).ConfigureAwait(false);
        var received = answers.Count(rttMs => rttMs is not null);
        return new PingResult(count, received, received == 0 ? null : Math.Round(answers.Average()!.Value, 3));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
        _socket?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Between two requests to one host: they do not wait for each other's answers, or silent hosts would take count times the timeout.</summary>
    private static TimeSpan Gap(TimeSpan timeout) => timeout < MaxGap ? timeout : MaxGap;

    private async Task<double?> OnceAsync(Socket socket, IPAddress address, TimeSpan after, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (after > TimeSpan.Zero) await Task.Delay(after, cancellationToken).ConfigureAwait(false);
        if (_pace.Turn() is var turn && turn > TimeSpan.Zero) await Task.Delay(turn, cancellationToken).ConfigureAwait(false);
        var number = Interlocked.Increment(ref _last);
        var packet = new byte[IcmpEcho.Length];
        IcmpEcho.WriteRequest(packet, _id, _secret, number);
        var waiting = new Waiting(address, new(TaskCreationOptions.RunContinuationsAsynchronously), Stopwatch.GetTimestamp());
        _waiting[number] = waiting;
        try
        {
            await socket.SendToAsync(packet, SocketFlags.None, new IPEndPoint(address, 0), cancellationToken).ConfigureAwait(false);
            return await waiting.Answer.Task.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (SocketException)
        {
            // No route or a full queue: as lost as one that nobody answered. Waiting keeps a group of them from becoming a busy loop.
            await Task.Delay(timeout, cancellationToken).ConfigureAwait(false);
            return null;
        }
        finally
        {
            _waiting.TryRemove(number, out _);
        }
    }

    private bool TryOpen(out Socket socket, out PollError? fault)
    {
        lock (_opening)
        {
            fault = null;
            socket = _socket!;
            if (_socket is not null) return true;
            Socket? opened = null;
            try
            {
                opened = new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp) { ReceiveBufferSize = 1 << 20 };
                // Only echo replies: a raw socket otherwise gets a copy of every ICMP message of this machine.
                const int solRaw = 255, icmpFilter = 1;
                opened.SetRawSocketOption(solRaw, icmpFilter, BitConverter.GetBytes(~1u));
                opened.Bind(new IPEndPoint(IPAddress.Any, 0));
            }
            catch (SocketException exception)
            {
                opened?.Dispose();
                fault = new PollError(PollErrorKind.Unsupported, $"this agent may not ping ({exception.SocketErrorCode})",
                    "give it CAP_NET_RAW: AmbientCapabilities=CAP_NET_RAW in its unit, or setcap cap_net_raw+ep on its program");
                return false;
            }

            socket = _socket = opened;
            _receiving = Task.Run(() => ReceiveAsync(opened));
            return true;
        }
    }

    private async Task ReceiveAsync(Socket socket)
    {
        var buffer = new byte[2048];
        var any = new IPEndPoint(IPAddress.Any, 0);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, _stop.Token).ConfigureAwait(false);
                var now = Stopwatch.GetTimestamp();
                if (IcmpEcho.TryReadReply(buffer.AsSpan(0, received.ReceivedBytes), _id, _secret, out var number)
                    && _waiting.TryGetValue(number, out var waiting)
                    && waiting.Address.Equals(((IPEndPoint)received.RemoteEndPoint).Address))
                {
                    waiting.Answer.TrySetResult(Stopwatch.GetElapsedTime(waiting.Started, now).TotalMilliseconds);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // An error about one packet; the socket goes on.
                await Task.Delay(10).ConfigureAwait(false);
            }
        }
    }
}
