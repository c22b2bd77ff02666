namespace EdgeNoc.Agent.Cabinet.Gpio;

/// <summary>Lines that this process holds until it lets them go or dies. Levels are logical: active-low is the kernel's business.</summary>
internal sealed class GpioLines(int fd, IReadOnlyList<uint> offsets) : IDisposable
{
    private const int EventsAtOnce = 16;

    private readonly Lock _gate = new();
    private int _fd = fd;
    private bool _unplugged;

    /// <summary>Sets all lines at once; bit n is the n-th. Does nothing after <see cref="Dispose"/>.</summary>
    /// <returns>Whether the kernel took it: false when the chip was unplugged.</returns>
    public unsafe bool Set(ulong active)
    {
        lock (_gate)
        {
            var values = new GpioAbi.LineValues { Bits = active, Mask = All };
            return _fd >= 0 && GpioAbi.ioctl(_fd, GpioAbi.SetValues, &values) >= 0;
        }
    }

    /// <summary>Which are active now; null when the chip was unplugged.</summary>
    public unsafe ulong? Get()
    {
        lock (_gate)
        {
            var values = new GpioAbi.LineValues { Mask = All };
            return _fd >= 0 && GpioAbi.ioctl(_fd, GpioAbi.GetValues, &values) >= 0 ? values.Bits & All : null;
        }
    }

    /// <summary>Waits for edges.</summary>
    /// <param name="wake">An eventfd that ends the wait; it is emptied by that.</param>
    /// <param name="timeout">At most so long.</param>
    /// <returns>What happened, in order; empty when nothing did.</returns>
    /// <remarks>Not under the lock: only the thread that reads may dispose while it might.</remarks>
    public unsafe IReadOnlyList<GpioEdge> Wait(WakeUp wake, TimeSpan timeout)
    {
        var fds = stackalloc GpioAbi.PollFd[2];
        // The kernel passes over a file that is less than zero.
        fds[0] = new() { Fd = _unplugged ? -1 : _fd, Events = GpioAbi.PollIn };
        fds[1] = new() { Fd = wake.Fd, Events = GpioAbi.PollIn };
        if (GpioAbi.poll(fds, 2, (int)timeout.TotalMilliseconds) <= 0) return [];
        if (fds[1].Returned != 0) wake.Clear();
        if (fds[0].Returned == 0) return [];
        _unplugged = (fds[0].Returned & GpioAbi.PollIn) == 0;
        if (_unplugged) return [];
        var events = stackalloc GpioAbi.LineEvent[EventsAtOnce];
        var bytes = GpioAbi.read(_fd, events, (nuint)(EventsAtOnce * sizeof(GpioAbi.LineEvent)));
        var edges = new List<GpioEdge>();
        for (var i = 0; i < bytes / sizeof(GpioAbi.LineEvent); i++)
        {
            for (var line = 0; line < offsets.Count; line++)
            {
                if (offsets[line] == events[i].Offset) edges.Add(new GpioEdge(line, events[i].Id == GpioAbi.RisingEvent));
            }
        }

        return edges;
    }

    /// <summary>Lets the lines go.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_fd >= 0) _ = GpioAbi.close(_fd);
            _fd = -1;
        }
    }

    private ulong All => offsets.Count == GpioAbi.MaxLines ? ulong.MaxValue : (1UL << offsets.Count) - 1;
}
