namespace EdgeNoc.Agent.Cabinet.Gpio;

/// <summary>Ends a wait of another thread in the kernel.</summary>
internal sealed class WakeUp : IDisposable
{
    public int Fd { get; private set; } = GpioAbi.eventfd(0, GpioAbi.CloseOnExec);

    public unsafe void Now()
    {
        var one = 1UL;
        if (Fd >= 0) _ = GpioAbi.write(Fd, &one, sizeof(ulong));
    }

    /// <summary>Waits for it alone.</summary>
    public unsafe IReadOnlyList<GpioEdge> Wait(TimeSpan timeout)
    {
        var fd = new GpioAbi.PollFd { Fd = Fd, Events = GpioAbi.PollIn };
        if (GpioAbi.poll(&fd, 1, (int)timeout.TotalMilliseconds) > 0) Clear();
        return [];
    }

    public unsafe void Clear()
    {
        ulong count;
        if (Fd >= 0) _ = GpioAbi.read(Fd, &count, sizeof(ulong));
    }

    public void Dispose()
    {
        if (Fd >= 0) _ = GpioAbi.close(Fd);
        Fd = -1;
    }
}
