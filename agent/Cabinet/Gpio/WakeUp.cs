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
