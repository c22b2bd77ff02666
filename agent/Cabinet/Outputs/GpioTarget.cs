using EdgeNoc.Agent.Cabinet.Gpio;

namespace EdgeNoc.Agent.Cabinet.Outputs;

/// <summary>Lines of a GPIO chip.</summary>
/// <param name="lines">Held.</param>
/// <param name="outlets">What hangs on each of them, in their order.</param>
internal sealed class GpioTarget(GpioLines lines, IReadOnlyList<Outlets> outlets) : IOutputTarget
{
    public void Set(Outlets on)
    {
        var bits = 0UL;
        for (var line = 0; line < outlets.Count; line++)
        {
            if ((on & outlets[line]) != Outlets.None) bits |= 1UL << line;
        }

        lines.Set(bits);
    }

    public void Dispose()
    {
        // Some kernels (Raspberry Pi's own) leave a line as it was driven when nobody holds it any more.
        lines.Set(0);
        lines.Dispose();
    }
}
