using System.Globalization;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Common.Config.Cabinet;

/// <summary>Reads the section <c>cabinet</c>.</summary>
public static class CabinetEntries
{
    private const int MostLines = 1_023;
    private const int ButtonDebounceMs = 30;

    // A relay that drops takes tens of milliseconds, a mains that flickers longer.
    private const int ContactDebounceMs = 1_000;

    private static readonly string[] ContactNames = ["mains", "door", "battery_low"];

    /// <param name="root">The config.</param>
    /// <param name="isThisMachine">The files that it names are here and can be looked at.</param>
    /// <returns>Null without the section.</returns>
    public static CabinetConfig? Read(ConfigSection root, bool isThisMachine = true)
    {
        var section = root.Section("cabinet");
        if (!root.Has("cabinet")) return null;
        var lines = new LineBook();
        var lamps = section.Section("lamps");
        var cabinet = new CabinetConfig
        {
            Chip = ReadChip(section),
            Owner = ReadLamp(lamps, "owner", lines),
            Uplink = ReadLamp(lamps, "uplink", lines),
            Devices = ReadLamp(lamps, "devices", lines),
            Alarm = ReadLamp(lamps, "alarm", lines),
            Buzzer = ReadBuzzer(section.Section("buzzer"), lines),
            Button = ReadButton(section, lines),
            Contacts = ReadContacts(section.Section("contacts"), lines),
            Phone = section.Text("phone"),
            Page = PageEntry.Read(section, isThisMachine),
            SocTempHighC = section.Number("soc_temp_high_c", 40, 110, "°C") ?? CabinetConfig.DefaultSocTempHighC,
        };
        lamps.Finish();
        section.Finish();
        return cabinet;
    }

    private static string ReadChip(ConfigSection section)
    {
        var chip = section.Text("chip") ?? "/dev/gpiochip0";
        if (chip != CabinetConfig.Simulated && !chip.StartsWith('/'))
            section.Error("chip", ConfigSection.Quoted(chip), "is no chip", $"write a device such as /dev/gpiochip0, or \"{CabinetConfig.Simulated}\"");
        return chip;
    }

    private static LampConfig ReadLamp(ConfigSection lamps, string name, LineBook lines)
    {
        var lamp = lamps.Section(name);
        var read = new LampConfig(lines.Read(lamp, $"lamps.{name}"), lamp.Flag("active_low", fallback: false), lamp.PathTo("led"));
        lamp.Finish();
        if (lamps.Has(name) && !lamp.Has("line") && read.Led is null) lamp.Error("line", null, "is missing", "write the line's number on the chip, or a led such as /sys/class/leds/ACT");
        return read;
    }

    private static BuzzerConfig ReadBuzzer(ConfigSection section, LineBook lines)
    {
        var causes = section.Texts("causes", expected: "a list of kinds of alerts, such as [\"site.mains_lost\"]");
        foreach (var (key, kind) in causes)
        {
            if (!EventKinds.All.ContainsKey(kind)) section.Error(key, ConfigSection.Quoted(kind), "is no kind of alert", "write kinds such as site.mains_lost or pon.down");
        }

        var buzzer = new BuzzerConfig
        {
            Line = lines.Read(section, "buzzer"),
            ActiveLow = section.Flag("active_low", fallback: false),
            Causes = section.Has("causes") ? [.. causes.Select(cause => cause.Text)] : BuzzerConfig.DefaultCauses,
            Longest = TimeSpan.FromSeconds(section.Integer("longest_s", 60, 1, 60)),
            QuietFrom = TimeOfDay(section, "quiet_from", new TimeOnly(21, 0)),
            QuietUntil = TimeOfDay(section, "quiet_until", new TimeOnly(7, 0)),
        };
        section.Finish();
        return buzzer;
    }

    private static InputConfig? ReadButton(ConfigSection cabinet, LineBook lines)
    {
        var section = cabinet.Section("button");
        if (!cabinet.Has("button")) return null;
        var button = ReadInput(section, "button", lines, ButtonDebounceMs);
        section.Finish();
        return button;
    }

    private static Dictionary<string, ContactConfig> ReadContacts(ConfigSection section, LineBook lines)
    {
        var contacts = new Dictionary<string, ContactConfig>(StringComparer.Ordinal);
        foreach (var name in ContactNames)
        {
            // Asked for also where it is not there: then a typo finds the name that it meant.
            var contact = section.Section(name);
            if (!section.Has(name)) continue;
            var closed = contact.Choice("alarm_when", "open", "open", "closed") == "closed";
            if (ReadInput(contact, $"contacts.{name}", lines, ContactDebounceMs) is { } input) contacts[name] = new ContactConfig(input, closed);
            contact.Finish();
        }

        section.Finish();
        return contacts;
    }

    private static InputConfig? ReadInput(ConfigSection section, string owner, LineBook lines, int debounceMs)
    {
        var line = lines.Read(section, owner);
        var activeLow = section.Flag("active_low", fallback: true);
        var bias = section.Choice("bias", activeLow ? "pull_up" : "pull_down", "pull_up", "pull_down", "none");
        var debounce = TimeSpan.FromMilliseconds(section.Integer("debounce_ms", debounceMs, 1, 60_000));
        if (line is null && !section.Has("line")) section.Error("line", null, "is missing", "write the line's number on the chip");
        return line is { } number ? new InputConfig(number, activeLow, bias switch { "pull_up" => LineBias.PullUp, "pull_down" => LineBias.PullDown, _ => LineBias.None }, debounce) : null;
    }

    private static TimeOnly TimeOfDay(ConfigSection section, string key, TimeOnly fallback)
    {
        var text = section.Text(key);
        if (text is null) return fallback;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        section.Error(key, ConfigSection.Quoted(text), "is no time of day", "write hours and minutes, such as 21:00");
        return fallback;
    }

    /// <summary>The lines that are taken, and by what.</summary>
    private sealed class LineBook
    {
        private readonly Dictionary<int, string> _taken = [];

        public int? Read(ConfigSection section, string owner)
        {
            if (section.Integer("line", -1, 0, MostLines) is >= 0 and var line)
            {
                if (_taken.TryAdd(line, owner)) return line;
                section.Error("line", line.ToString(CultureInfo.InvariantCulture), $"is used twice: {_taken[line]} has it too", "give each its own line");
            }

            return null;
        }
    }
}
