using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display power</c> and <c>display fan</c>. A place without a supply or fan is none that fails.</summary>
internal static partial class PowerScreens
{
    public static Reading Power(VrpAnswer answer)
    {
        var sensors = new List<SensorRecord>();
        foreach (var line in answer.Lines)
        {
            if (PowerRow().Match(line) is not { Success: true } row) continue;
            var isPresent = row.Groups["present"].Value is "Yes" or "YES" or "Present";
            if (!isPresent) continue;
            var name = row.Groups["unit"] is { Success: true } unit ? $"{row.Groups["no"].Value}/{unit.Value}" : row.Groups["no"].Value;
            sensors.Add(new SensorRecord
            {
                Sensor = $"psu/{name}",
                Ok = row.Groups["state"].Value is "Normal" or "NORMAL" or "Supply" or "Supplied" or "On",
                Value = Watts().Match(row.Groups["rest"].Value) is { Success: true } watts ? VrpValue.Between(VrpValue.Number(watts.Groups["watts"].ValueSpan), 0, 100_000) : null,
            });
        }

        return new Reading { Sensors = sensors };
    }

    public static Reading Fan(VrpAnswer answer)
    {
        var sensors = new List<SensorRecord>();
        string slot = "0";
        bool isPresent = true, isRegistered = true;
        foreach (var line in answer.Lines)
        {
            if (FanFact().Match(line) is { Success: true } fact)
            {
                var value = fact.Groups["value"].Value;
                switch (fact.Groups["key"].Value.ToLowerInvariant())
                {
                    case "slotid":
                        (slot, isPresent, isRegistered) = (value, true, true);
                        break;
                    case "present":
                        isPresent = value.StartsWith("Y", StringComparison.OrdinalIgnoreCase);
                        break;
                    case "registered":
                        isRegistered = value.StartsWith("Y", StringComparison.OrdinalIgnoreCase);
                        if (isPresent && !isRegistered) sensors.Add(new SensorRecord { Sensor = $"fan/{slot}", Ok = false });
                        break;
                }
            }
            else if (FanRow().Match(line) is { Success: true } row)
            {
                if (row.Groups["present"].Value is not ("Present" or "Yes" or "YES")) continue;
                sensors.Add(new SensorRecord { Sensor = $"fan/{row.Groups["slot"].Value}/{row.Groups["fan"].Value}", Ok = row.Groups["state"].Value is "Normal" or "NORMAL", Value = VrpValue.Percent(row.Groups["speed"].ValueSpan) });
            }

            // The first cells may stand on the line of their title.
            if (isPresent && isRegistered) sensors.AddRange(FanCell().Matches(line).Select(cell => new SensorRecord { Sensor = $"fan/{slot}/{cell.Groups["fan"].Value}", Value = VrpValue.Percent(cell.Groups["speed"].ValueSpan) }));
        }

        return new Reading { Sensors = sensors };
    }

    // 17  Yes  DC  Normal  66.67W  1: routers. 0  PWR1  Present  AC  Supply  150.00: switches
    [GeneratedRegex(@"^\s*(?<no>\d{1,4})\s+(?:(?<unit>(?:PWR|PEM|PSU|PM)\S{0,8})\s+)?(?<present>Yes|No|YES|NO|Present|Absent)\s+(?:AC|DC|HVDC|AC/DC|-|--)\s+(?<state>[A-Za-z]{2,16}|-|--)(?<rest>(?:\s.*)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PowerRow();

    [GeneratedRegex(@"(?<![\d.])(?<watts>\d{1,6}\.\d{1,3}|\d{1,6}(?=W))W?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Watts();

    [GeneratedRegex(@"^\s*(?<key>Slotid|Present|Registered)\s*:\s*(?<value>\S+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FanFact();

    [GeneratedRegex(@"\[(?<fan>\d{1,3})\]\s*(?<speed>\d{1,3})%", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FanCell();

    // switches: 0  1  Present  Normal  45%  Auto  Side-to-Back
    [GeneratedRegex(@"^\s*(?<slot>\d{1,3})\s+(?<fan>(?:FAN)?\d{1,3})\s+(?<present>Present|Absent|Yes|No|YES|NO)\s+(?<state>[A-Za-z]{2,16}|-)\s+(?<speed>\d{1,3}%|-|--)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FanRow();
}
