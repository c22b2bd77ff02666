using System.Globalization;

namespace EdgeNoc.Agent.Cabinet.Outputs;

/// <summary>An LED of the kernel's LED class, as the board's own <c>/sys/class/leds/ACT</c>.</summary>
internal sealed class LedTarget : IOutputTarget
{
    private readonly FileStream _brightness;
    private readonly byte[] _lit;
    private readonly Outlets _outlet;
    private bool? _isLit;

    private LedTarget(FileStream brightness, byte[] lit, Outlets outlet) => (_brightness, _lit, _outlet) = (brightness, lit, outlet);

    /// <summary>Takes it from what the kernel shows by it otherwise (the card's activity).</summary>
    /// <param name="folder"><c>/sys/class/leds/NAME</c>.</param>
    /// <param name="outlet">What it shows.</param>
    /// <param name="problem">Why it cannot be used and what to do.</param>
    public static LedTarget? TryOpen(string folder, Outlets outlet, out string? problem)
    {
        try
        {
            var trigger = Path.Combine(folder, "trigger");
            if (File.Exists(trigger)) File.WriteAllText(trigger, "none");
            var most = Path.Combine(folder, "max_brightness");
            var lit = File.Exists(most) && int.TryParse(File.ReadAllText(most), CultureInfo.InvariantCulture, out var brightest) ? brightest : 1;
            var target = new LedTarget(
                new FileStream(Path.Combine(folder, "brightness"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0),
                System.Text.Encoding.ASCII.GetBytes(lit.ToString(CultureInfo.InvariantCulture) + "\n"), outlet);
            target.Set(Outlets.None);
            problem = null;
            return target;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = $"there is no LED {folder}: look which there are (ls /sys/class/leds) and correct cabinet.lamps";
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            problem = $"the LED {folder} cannot be used ({error.Message}): give user {Environment.UserName} the right to write its brightness and trigger (a udev rule), or leave it out of cabinet.lamps";
        }

        return null;
    }

    public void Set(Outlets on)
    {
        var isLit = (on & _outlet) != Outlets.None;
        if (isLit == _isLit) return;
        _isLit = isLit;
        try
        {
            if (_brightness.CanSeek) _brightness.Position = 0;
            _brightness.Write(isLit ? _lit : "0\n"u8);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // Unplugged: there is nobody to tell more than the dark lamp does.
        }
    }

    public void Dispose()
    {
        Set(Outlets.None);
        _brightness.Dispose();
    }
}
