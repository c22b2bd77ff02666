using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>Pings any number of hosts at once over one raw ICMP socket a family, opened at the first use.</summary>
/// <remarks>
/// Not System.Net's Ping: without ICMP sockets for ordinary users it starts a process for each request. Answers are matched by id, sequence, a secret token and
/// the host's address, so that nobody else's answer, and no forged one, counts.
/// </remarks>
public sealed class Pinger : IPinger, IAsyncDisposable
{
    private static readonly TimeSpan MaxGap = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<ulong, Waiting> _waiting = new();
    private readonly Dictionary<AddressFamily, IcmpSocket> _sockets = [];
    private readonly PingPace _pace = new();
    private readonly Lock _opening = new();
    private readonly ushort _id;
    private readonly ulong _secret;
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
        if (!TryOpen(address.AddressFamily, out var socket, out var fault)) return new PingResult(0, 0, null, fault);
        var answers = await Task.WhenAll(Enumerable.Range(0, count).Select(number => OnceAsync(socket, address, Gap(timeout) * number, timeout, cancellationToken))).ConfigureAwait(false);
        var received = answers.Count(rttMs => rttMs is not null);
        return new PingResult(count, received, received == 0 ? null : Math.Round(answers.Average()!.Value, 3));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets.Values) await socket.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Between two requests to one host: they do not wait for each other's answers, or silent hosts would take count times the timeout.</summary>
    private static TimeSpan Gap(TimeSpan timeout) => timeout < MaxGap ? timeout : MaxGap;

    private async Task<double?> OnceAsync(IcmpSocket socket, IPAddress address, TimeSpan after, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (after > TimeSpan.Zero) await Task.Delay(after, cancellationToken).ConfigureAwait(false);
        if (_pace.Turn() is var turn && turn > TimeSpan.Zero) await Task.Delay(turn, cancellationToken).ConfigureAwait(false);
        var number = Interlocked.Increment(ref _last);
        var packet = new byte[IcmpEcho.Length];
        IcmpEcho.WriteRequest(packet, address.AddressFamily == AddressFamily.InterNetworkV6, _id, _secret, number);
        var waiting = new Waiting(address, new(TaskCreationOptions.RunContinuationsAsynchronously), Stopwatch.GetTimestamp());
        _waiting[number] = waiting;
        try
        {
            await socket.SendAsync(packet, address, cancellationToken).ConfigureAwait(false);
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

    private bool TryOpen(AddressFamily family, out IcmpSocket socket, out PollError? fault)
    {
        lock (_opening)
        {
            fault = null;
            if (_sockets.TryGetValue(family, out socket!)) return true;
            try
            {
                socket = _sockets[family] = IcmpSocket.Open(family, family == AddressFamily.InterNetworkV6 ? TakeV6 : TakeV4);
                return true;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressFamilyNotSupported)
            {
                fault = new PollError(PollErrorKind.Unsupported, "this machine has no IPv6", "switch IPv6 on, or give the IPv4 addresses");
                return false;
            }
            catch (SocketException exception)
            {
                fault = new PollError(PollErrorKind.Unsupported, $"this agent may not ping ({exception.SocketErrorCode})",
                    "give it CAP_NET_RAW: AmbientCapabilities=CAP_NET_RAW in its unit, or setcap cap_net_raw+ep on its program");
                return false;
            }
        }
    }

    private void TakeV4(ReadOnlyMemory<byte> packet, IPAddress from, long at)
    {
        if (IcmpEcho.TryReadReply(packet.Span, _id, _secret, out var number)) Answered(number, from, at);
    }

    private void TakeV6(ReadOnlyMemory<byte> packet, IPAddress from, long at)
    {
        if (IcmpEcho.TryReadReplyV6(packet.Span, _id, _secret, out var number)) Answered(number, from, at);
    }

    private void Answered(ulong number, IPAddress from, long at)
    {
        // An address of a link may come back with the number of its interface.
        if (_waiting.TryGetValue(number, out var waiting) && waiting.Address.GetAddressBytes().AsSpan().SequenceEqual(from.GetAddressBytes()))
            waiting.Answer.TrySetResult(Stopwatch.GetElapsedTime(waiting.Started, at).TotalMilliseconds);
    }
}
