namespace EdgeNoc.Agent.Uplink;

/// <summary>How many telemetry messages a second the collector acknowledges while there is something to acknowledge: an exponentially weighted mean.</summary>
/// <remarks>Idle time does not count: an agent that has little to say is not a slow collector.</remarks>
internal sealed class AckRate
{
    private const double Weight = 0.3;

    // Acks come in bursts: two within a millisecond are no thousand a second, and over a thin line what they would let out is seconds that an alarm waits.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private TimeSpan? _lastAck;
    private TimeSpan _busy;
    private int _messages;

    /// <summary>Null before the first ack.</summary>
    public double? PerSecond { get; private set; }

    /// <summary>Backlog messages that may be under way: what is acknowledged in about one second, and one to find out.</summary>
    public int BacklogAllowance => PerSecond is { } rate ? (int)Math.Clamp(rate, 1, LanePlanner.MaxTelemetry) : 1;

    /// <param name="messages">How many were acknowledged at once.</param>
    /// <param name="oldestSentAt">When the first of them was sent.</param>
    /// <param name="now">Monotonic.</param>
    public void Acknowledged(int messages, TimeSpan oldestSentAt, TimeSpan now)
    {
        var busySince = _lastAck is { } last && last > oldestSentAt ? last : oldestSentAt;
        var busy = now - busySince;
        (_busy, _messages, _lastAck) = (_busy + (busy < Shortest ? Shortest : busy), _messages + messages, now);
        if (PerSecond is not null && _busy < Window) return;
        var rate = _messages / _busy.TotalSeconds;
        PerSecond = PerSecond is { } before ? before + (Weight * (rate - before)) : rate;
        (_busy, _messages) = (TimeSpan.Zero, 0);
    }

    /// <summary>A new connection may lead to another path: find out anew.</summary>
    public void Forget() => (PerSecond, _lastAck, _busy, _messages) = (null, null, TimeSpan.Zero, 0);
}
