using System.Globalization;
using System.Text.Json;
using EdgeNoc.Common.Config.Cabinet;
using EdgeNoc.Common.Config.Thresholds;

namespace EdgeNoc.Common.Config;

/// <summary>What is wrong with an agent's config although its schema allows it: levels that do not fit each other, a line that is used twice, an address that is none. The readers are the agent's own, so that the office refuses what the POP would.</summary>
/// <remarks>What only the POP knows is not looked at: its files, its devices.</remarks>
public static class AgentConfigChecks
{
    /// <param name="config">The whole config, which its schema allows.</param>
    /// <param name="file">What messages call it.</param>
    public static IReadOnlyList<ConfigError> Problems(JsonElement config, string file)
    {
        var problems = new ConfigProblems(file, "/");
        var root = new ConfigSection(config, "", problems);
        _ = root.TimeZone("time_zone");
        if (root.Has("syslog")) _ = root.Section("syslog").EndPoint("listen", "127.0.0.1:5514");
        _ = CabinetEntries.Read(root, isThisMachine: false);
        var thresholds = ThresholdEntries.Read(root, ThresholdSet.None);
        foreach (var device in root.List("devices"))
        {
            _ = ThresholdEntries.Read(device, thresholds);
            DeviceAddress.Check(device);
            foreach (var target in device.List("targets")) _ = target.IpAddress("address");
        }

        Empty(config, "", problems);
        return problems.Errors;
    }

    /// <summary>Nowhere does a text without a letter mean anything.</summary>
    private static void Empty(JsonElement value, string path, ConfigProblems problems)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    var place = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                    if (member.Value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(member.Value.GetString()) && !problems.Errors.Exists(error => error.Path == place))
                        problems.Errors.Add(problems.At(place, null, "is empty", "write a text or leave the key out"));
                    Empty(member.Value, place, problems);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in value.EnumerateArray().Index()) Empty(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), problems);
                break;
        }
    }
}
