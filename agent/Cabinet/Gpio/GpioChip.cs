using System.Runtime.InteropServices;
using System.Text;
using EdgeNoc.Common.Config.Cabinet;

namespace EdgeNoc.Agent.Cabinet.Gpio;

/// <summary>A GPIO chip by its character device. Requests of lines outlive it.</summary>
internal sealed class GpioChip : IDisposable
{
    private readonly string _path;
    private int _fd;

    private GpioChip(string path, int fd) => (_path, _fd) = (path, fd);

    public GpioChipInfo Info { get; private init; } = new("", "", 0);

    /// <exception cref="GpioException">It is not there, no chip, or forbidden.</exception>
    public static GpioChip Open(string path)
    {
        var fd = GpioAbi.open(path, GpioAbi.ReadWrite | GpioAbi.CloseOnExec);
        if (fd < 0) throw GpioException.OfChip(path);
        try
        {
            return new GpioChip(path, fd) { Info = ReadInfo(path, fd) };
        }
        catch (GpioException)
        {
            _ = GpioAbi.close(fd);
            throw;
        }
    }

    /// <exception cref="GpioException">There is no such line.</exception>
    public unsafe GpioLineInfo LineInfo(uint offset)
    {
        if (offset >= Info.Lines) throw GpioException.NoLine(_path, offset, Info.Lines);
        var info = new GpioAbi.LineInfo { Offset = offset };
        if (GpioAbi.ioctl(_fd, GpioAbi.GetLineInfo, &info) < 0) throw GpioException.OfChip(_path);
        return new GpioLineInfo(offset, Text(info.Name), Text(info.Consumer), (info.Flags & GpioAbi.Used) != 0);
    }

    /// <summary>Takes lines as outputs, all inactive.</summary>
    /// <param name="outputs">At most 64, each line once.</param>
    /// <param name="consumer">Who holds them, for whoever else wants them; up to 31 letters.</param>
    /// <exception cref="GpioException">A line is busy (the text names who holds it), missing or refused.</exception>
    public GpioLines Request(IReadOnlyList<GpioOutput> outputs, string consumer)
    {
        var everyLine = Mask(outputs, static _ => true);
        List<GpioAbi.Attribute> attributes = [new() { Id = GpioAbi.OutputValuesAttribute, Value = 0, Mask = everyLine }];
        if (Mask(outputs, static output => output.ActiveLow) is > 0 and var inverted)
            attributes.Add(new() { Id = GpioAbi.FlagsAttribute, Value = GpioAbi.Output | GpioAbi.ActiveLow, Mask = inverted });
        return Request([.. outputs.Select(output => output.Offset)], GpioAbi.Output, attributes, consumer);
    }

    /// <summary>Takes lines as inputs whose edges can be read.</summary>
    /// <param name="inputs">As for outputs.</param>
    /// <param name="consumer">As for outputs.</param>
    /// <exception cref="GpioException">As for outputs.</exception>
    public GpioLines Request(IReadOnlyList<GpioInput> inputs, string consumer)
    {
        List<GpioAbi.Attribute> attributes =
        [
            .. inputs.Select(Flags).Distinct().Select(flags => new GpioAbi.Attribute { Id = GpioAbi.FlagsAttribute, Value = flags, Mask = Mask(inputs, input => Flags(input) == flags) }),
            .. inputs.Select(input => input.Debounce).Where(debounce => debounce > TimeSpan.Zero).Distinct().Select(debounce => new GpioAbi.Attribute
            {
                Id = GpioAbi.DebounceAttribute,
                Value = (uint)debounce.TotalMicroseconds,
                Mask = Mask(inputs, input => input.Debounce == debounce),
            }),
        ];
        return Request([.. inputs.Select(input => input.Offset)], GpioAbi.Input | GpioAbi.RisingEdge | GpioAbi.FallingEdge, attributes, consumer);
    }

    public void Dispose()
    {
        if (_fd >= 0) _ = GpioAbi.close(_fd);
        _fd = -1;
    }

    private unsafe GpioLines Request(uint[] offsets, ulong flags, List<GpioAbi.Attribute> attributes, string consumer)
    {
        // Asked first, for the kernel's own answer to all that is wrong here is the same EINVAL.
        foreach (var offset in offsets)
        {
            if (LineInfo(offset) is { Used: true } info) throw GpioException.Busy(_path, offset, info.Consumer);
        }

        if (attributes.Count > GpioAbi.MaxAttributes) throw new ArgumentException($"a request has room for {GpioAbi.MaxAttributes} attributes, not {attributes.Count}", nameof(attributes));
        var request = new GpioAbi.LineRequest { Flags = flags, LineCount = (uint)offsets.Length, AttributeCount = (uint)attributes.Count };
        for (var i = 0; i < offsets.Length; i++) request.Offsets[i] = offsets[i];
        for (var i = 0; i < attributes.Count; i++) ((GpioAbi.Attribute*)request.Attributes)[i] = attributes[i];
        Encoding.ASCII.GetBytes(consumer.AsSpan(0, Math.Min(consumer.Length, GpioAbi.NameBytes - 1)), new Span<byte>(request.Consumer, GpioAbi.NameBytes));
        if (GpioAbi.ioctl(_fd, GpioAbi.GetLine, &request) >= 0) return new GpioLines(request.Fd, offsets);

        // Somebody was quicker than the question above.
        if (Marshal.GetLastPInvokeError() == GpioAbi.Ebusy && offsets.Select(LineInfo).FirstOrDefault(info => info.Used) is { } taken) throw GpioException.Busy(_path, taken.Offset, taken.Consumer);
        throw GpioException.OfLines(_path, offsets);
    }

    private static unsafe GpioChipInfo ReadInfo(string path, int fd)
    {
        GpioAbi.ChipInfo info;
        if (GpioAbi.ioctl(fd, GpioAbi.GetChipInfo, &info) < 0) throw GpioException.OfChip(path);
        return new GpioChipInfo(Text(info.Name), Text(info.Label), info.Lines);
    }

    private static ulong Flags(GpioInput input) =>
        GpioAbi.Input | GpioAbi.RisingEdge | GpioAbi.FallingEdge
        | (input.ActiveLow ? GpioAbi.ActiveLow : 0)
        | input.Bias switch { LineBias.PullUp => GpioAbi.PullUp, LineBias.PullDown => GpioAbi.PullDown, _ => GpioAbi.NoBias };

    private static ulong Mask<T>(IReadOnlyList<T> lines, Func<T, bool> holds) =>
        lines.Index().Where(line => holds(line.Item)).Aggregate(0UL, (mask, line) => mask | (1UL << line.Index));

    private static unsafe string Text(byte* name)
    {
        var bytes = new ReadOnlySpan<byte>(name, GpioAbi.NameBytes);
        return Encoding.ASCII.GetString(bytes[..(bytes.IndexOf((byte)0) is >= 0 and var end ? end : bytes.Length)]);
    }
}
