using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>A router on the way.</summary>
/// <param name="Ttl">How far away it is, from 1.</param>
/// <param name="Address">Null when nobody answered there.</param>
/// <param name="RttsMs">Of the answers, in the order of the probes.</param>
/// <param name="IsRefusal">It says that it cannot or may not send on.</param>
internal sealed record TraceHop(int Ttl, IPAddress? Address, IReadOnlyList<double> RttsMs, bool IsRefusal);

/// <summary>How a trace ended.</summary>
/// <param name="Reached">The host itself answered.</param>
/// <param name="Fault">This machine may not trace at all.</param>
internal sealed record TraceResult(bool Reached, PollError? Fault = null);

/// <summary>Finds the way to a host by echo requests that may pass so many routers and no more. Some hops at a time, over a raw socket of its own.</summary>
internal static class Traceroute
{
    public const int MaxHops = 30;

    private const int HopsAtOnce = 5;
    private const int ProbesAHop = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <param name="target">IPv4 or IPv6.</param>
    /// <param name="found">Told each hop, in order.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<TraceResult> RunAsync(IPAddress target, Action<TraceHop> found, CancellationToken cancellationToken)
    {
        try
        {
            using var probes = new TraceProbes(target);
            for (var first = 1; first <= MaxHops; first += HopsAtOnce)
            {
                if (await RoundAsync(probes, first, found, cancellationToken).ConfigureAwait(false) is { } reached) return new(reached);
            }

            return new(Reached: false);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressFamilyNotSupported)
        {
            return new(false, new(PollErrorKind.Unsupported, "this machine has no IPv6", "switch IPv6 on, or trace the IPv4 address"));
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AccessDenied or SocketError.ProtocolNotSupported)
        {
            return new(false, new(PollErrorKind.Unsupported, $"this agent may not trace ({exception.SocketErrorCode})", "give it CAP_NET_RAW: AmbientCapabilities=CAP_NET_RAW in its unit, or setcap cap_net_raw+ep on its program"));
        }
        catch (SocketException exception)
        {
            return new(false, new(PollErrorKind.Unreachable, $"nothing can be sent there ({exception.SocketErrorCode})", "look whether this machine has a route to it"));
        }
    }

    /// <summary>Some hops; true or false when the way ends among them, null when it goes on.</summary>
    private static async Task<bool?> RoundAsync(TraceProbes probes, int first, Action<TraceHop> found, CancellationToken cancellationToken)
    {
        for (var probe = 0; probe < ProbesAHop; probe++)
        {
            for (var ttl = first; ttl < first + HopsAtOnce; ttl++) probes.Send(ttl);
        }

        await probes.ReceiveAsync(Patience, HopsAtOnce * ProbesAHop, cancellationToken).ConfigureAwait(false);
        for (var ttl = first; ttl < first + HopsAtOnce; ttl++)
        {
            var answers = probes.AnswersOf(ttl);
            var refusal = answers.Any(answer => answer.Kind == TraceAnswerKind.Refused);
            found(new TraceHop(ttl, answers is [var one, ..] ? one.From : null, [.. answers.Select(answer => answer.RttMs)], refusal));
            if (answers.Any(answer => answer.Kind == TraceAnswerKind.Reached)) return true;
            if (refusal) return false;
        }

        return null;
    }
}

/// <summary>An answer to one probe.</summary>
internal sealed record TraceAnswer(TraceAnswerKind Kind, IPAddress From, double RttMs);

/// <summary>The probes that are under way and their answers. For one thread.</summary>
internal sealed class TraceProbes : IDisposable
{
    private readonly IPAddress _target;
    private readonly bool _isV6;
    private readonly Socket _socket;
    private readonly ushort _id = (ushort)Random.Shared.Next(1, 65_536);
    private readonly ulong _secret = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
    private readonly Dictionary<ushort, (int Ttl, long Sent)> _sent = [];
    private readonly Dictionary<int, List<TraceAnswer>> _answers = [];
    private ushort _last;

    /// <exception cref="SocketException">This process may not, or the machine has no such family.</exception>
    public TraceProbes(IPAddress target)
    {
        _target = target;
        _isV6 = target.AddressFamily == AddressFamily.InterNetworkV6;
        _socket = new Socket(target.AddressFamily, SocketType.Raw, _isV6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp);
    }

    public void Send(int ttl)
    {
        var packet = new byte[IcmpEcho.Length];
        IcmpEcho.WriteRequest(packet, _isV6, _id, _secret, ++_last);
        _socket.Ttl = (short)ttl;
        _sent[_last] = (ttl, Stopwatch.GetTimestamp());
        _socket.SendTo(packet, new IPEndPoint(_target, 0));
    }

    /// <summary>Takes answers until so many came, or for so long.</summary>
    public async Task ReceiveAsync(TimeSpan patience, int wanted, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        var buffer = new byte[2048];
        var any = new IPEndPoint(_isV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        try
        {
            while (wanted > 0)
            {
                var message = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, any, limit.Token).ConfigureAwait(false);
                if (Take(buffer.AsSpan(0, message.ReceivedBytes), ((IPEndPoint)message.RemoteEndPoint).Address)) wanted--;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The rest does not answer.
        }
    }

    public IReadOnlyList<TraceAnswer> AnswersOf(int ttl) => _answers.GetValueOrDefault(ttl) ?? [];

    public void Dispose() => _socket.Dispose();

    private bool Take(ReadOnlySpan<byte> packet, IPAddress from)
    {
        var at = Stopwatch.GetTimestamp();
        if (!TracePacket.TryRead(packet, _isV6, _target, _id, _secret, out var kind, out var sequence)) return false;
        if (!_sent.Remove(sequence, out var probe)) return false;
        if (!_answers.TryGetValue(probe.Ttl, out var answers)) _answers[probe.Ttl] = answers = [];
        answers.Add(new TraceAnswer(kind, from, Stopwatch.GetElapsedTime(probe.Sent, at).TotalMilliseconds));
        return true;
    }
}
