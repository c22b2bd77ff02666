using EdgeNoc.Agent.Cabinet.Gpio;
using EdgeNoc.Agent.Cabinet.Outputs;
using EdgeNoc.Common.Config.Cabinet;

namespace EdgeNoc.Agent.Cabinet;

/// <summary>What of the config is really there.</summary>
/// <param name="Bank">Lamps and buzzer; without a target it is simulated.</param>
/// <param name="Lines">Button and contacts; null when there are none.</param>
/// <param name="Inputs">What hangs on each of those lines: <c>button</c>, <c>mains</c>, <c>door</c>, <c>battery_low</c>.</param>
/// <param name="Faults">What could not be used, and what to do.</param>
internal sealed record PanelHardware(OutputBank Bank, GpioLines? Lines, IReadOnlyList<string> Inputs, IReadOnlyList<string> Faults) : IDisposable
{
    public const string Button = "button";

    /// <summary>Nothing is wired.</summary>
    public static PanelHardware Simulated() => new(new OutputBank([]), null, [], []);

    /// <summary>Opens what can be opened; what cannot is a fault and nothing more.</summary>
    /// <param name="cabinet">The config.</param>
    /// <param name="consumer">How the kernel calls the holder of the lines.</param>
    public static PanelHardware Open(CabinetConfig cabinet, string consumer)
    {
        var faults = new List<string>();
        List<IOutputTarget> targets = [.. Lamps(cabinet).Select(lamp => lamp.Lamp.Led is { } led ? TryLed(led, lamp.Outlet, faults) : null).OfType<LedTarget>()];
        var outputs = Outputs(cabinet);
        var inputs = Wired(cabinet);
        GpioLines? lines = null;
        if (cabinet.Chip != CabinetConfig.Simulated && outputs.Count + inputs.Count > 0 && Try(() => GpioChip.Open(cabinet.Chip), faults) is { } chip)
        {
            using (chip)
            {
                if (outputs.Count > 0 && Try(() => chip.Request([.. outputs.Select(output => output.Line)], consumer), faults) is { } held)
                    targets.Add(new GpioTarget(held, [.. outputs.Select(output => output.Outlet)]));
                if (inputs.Count > 0)
                    lines = Try(() => chip.Request([.. inputs.Select(input => new GpioInput((uint)input.Input.Line, input.Input.ActiveLow, input.Input.Bias, input.Input.Debounce))], consumer), faults);
            }
        }

        return new PanelHardware(new OutputBank(targets), lines, lines is null ? [] : [.. inputs.Select(input => input.Name)], faults);
    }

    public void Dispose()
    {
        Bank.Dispose();
        Lines?.Dispose();
    }

    /// <summary>The lamps in the order of the panel.</summary>
    public static IReadOnlyList<(Outlets Outlet, string Name, LampConfig Lamp)> Lamps(CabinetConfig cabinet) =>
        [(Outlets.Owner, "owner", cabinet.Owner), (Outlets.Uplink, "uplink", cabinet.Uplink), (Outlets.Devices, "devices", cabinet.Devices), (Outlets.Alarm, "alarm", cabinet.Alarm)];

    private static List<(GpioOutput Line, Outlets Outlet)> Outputs(CabinetConfig cabinet)
    {
        List<(GpioOutput, Outlets)> outputs = [.. Lamps(cabinet).Where(lamp => lamp.Lamp.Line is not null).Select(lamp => (new GpioOutput((uint)lamp.Lamp.Line!.Value, lamp.Lamp.ActiveLow), lamp.Outlet))];
        if (cabinet.Buzzer.Line is { } line) outputs.Add((new GpioOutput((uint)line, cabinet.Buzzer.ActiveLow), Outlets.Buzzer));
        return outputs;
    }

    private static List<(string Name, InputConfig Input)> Wired(CabinetConfig cabinet)
    {
        List<(string, InputConfig)> inputs = [.. cabinet.Contacts.Select(contact => (contact.Key, contact.Value.Input))];
        if (cabinet.Button is { } button) inputs.Add((Button, button));
        return inputs;
    }

    private static LedTarget? TryLed(string folder, Outlets outlet, List<string> faults)
    {
        var led = LedTarget.TryOpen(folder, outlet, out var problem);
        if (problem is not null) faults.Add(problem);
        return led;
    }

    private static T? Try<T>(Func<T> open, List<string> faults)
        where T : class
    {
        try
        {
            return open();
        }
        catch (GpioException error)
        {
            faults.Add(error.Message);
            return null;
        }
    }
}
