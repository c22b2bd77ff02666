using System.Runtime.InteropServices;

namespace EdgeNoc.Agent.Cabinet.Gpio;

/// <summary>What can be wrong with a chip or its lines.</summary>
internal enum GpioProblem
{
    /// <summary>There is no such device.</summary>
    ChipMissing,

    /// <summary>The file is no GPIO chip.</summary>
    NotAChip,

    /// <summary>This user may not.</summary>
    Forbidden,

    /// <summary>The chip has fewer lines.</summary>
    NoSuchLine,

    /// <summary>Another program, or the kernel, holds the line.</summary>
    LineBusy,

    /// <summary>The kernel refuses for another reason.</summary>
    Refused,
}

/// <summary>A chip or a line cannot be used; the text says what happened and what to do.</summary>
internal sealed class GpioException(GpioProblem problem, string detail, string remedy) : Exception($"{detail}: {remedy}")
{
    public GpioProblem Problem => problem;

    public string Detail => detail;

    public string Remedy => remedy;

    /// <summary>From the error of the last call on a chip.</summary>
    public static GpioException OfChip(string path) => Marshal.GetLastPInvokeError() switch
    {
        GpioAbi.Enoent => new(GpioProblem.ChipMissing, $"there is no {path}", "look which chips there are (ls /dev/gpiochip*) and name one as cabinet.chip, or \"simulated\" where no lamps are wired"),
        GpioAbi.Eacces or GpioAbi.Eperm => new(GpioProblem.Forbidden, $"{path} may not be used by user {Environment.UserName}", "put that user into the group gpio"),
        GpioAbi.Enotty or GpioAbi.Einval => new(GpioProblem.NotAChip, $"{path} is no GPIO chip of a kernel since 5.10", "name one of /dev/gpiochip* as cabinet.chip"),
        var error => new(GpioProblem.Refused, $"{path} cannot be used ({Marshal.GetPInvokeErrorMessage(error)})", "look into the kernel's log (dmesg)"),
    };

    public static GpioException OfLines(string path, IReadOnlyList<uint> offsets) =>
        new(GpioProblem.Refused, $"the kernel refuses lines {string.Join(", ", offsets)} of {path} ({Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())})",
            "see that no line is used twice and that the chip knows the bias that the config asks for");

    public static GpioException NoLine(string path, uint offset, uint lines) =>
        new(GpioProblem.NoSuchLine, $"{path} has no line {offset}, only 0 to {lines - 1}", "correct the line in the config, or the chip");

    public static GpioException Busy(string path, uint offset, string holder) =>
        new(GpioProblem.LineBusy, $"line {offset} of {path} is held by {(holder.Length > 0 ? $"\"{holder}\"" : "the kernel")}", "stop that program, or choose another line in the config");
}
