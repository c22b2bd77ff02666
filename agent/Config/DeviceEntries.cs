using EdgeNoc.Agent.Devices;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Config.Thresholds;

namespace EdgeNoc.Agent.Config;

/// <summary>The list <c>devices</c>: what every entry has, and that no id is used twice.</summary>
internal static class DeviceEntries
{
    public static IReadOnlyList<DeviceConfig> Read(IReadOnlyList<ConfigSection> sections, ThresholdSet ofSite)
    {
        var devices = new List<DeviceConfig>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            if (ReadOne(section, ofSite) is not { } device) continue;
            Claim(device.Id, section, device.Driver.IdKey, taken);
            foreach (var (index, member) in device.Options.MemberIds.Index()) Claim(member, section, $"targets[{index}].id", taken);
            devices.Add(device);
        }

        return devices;
    }

    private static DeviceConfig? ReadOne(ConfigSection section, ThresholdSet ofSite)
    {
        var word = section.Text("driver", required: true);
        if (word is null) return null;
        if (Drivers.Find(word) is not { } driver)
        {
            // Without its driver nothing is known about the entry's other keys.
            section.Error("driver", $"\"{word}\"", "is no driver of this version", $"the drivers are {string.Join(", ", Drivers.All.Select(known => known.Name))}");
            return null;
        }

        var device = new DeviceConfig(
            section.Id(driver.IdKey),
            driver,
            section.Seconds("interval_s", (int)driver.DefaultInterval.TotalSeconds),
            driver.ReadOptions(section))
        {
            Thresholds = ThresholdEntries.Read(section, ofSite),
        };
        section.Finish();
        return device;
    }

    private static void Claim(string id, ConfigSection section, string key, HashSet<string> taken)
    {
        if (id.Length > 0 && !taken.Add(id)) section.Error(key, $"\"{id}\"", "is used twice", "give each device its own id");
    }
}
