using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Hsgq;
using EdgeNoc.Agent.Devices.MikroTik;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.VsolWeb;

namespace EdgeNoc.Agent.Devices;

/// <summary>The drivers there are: one line each.</summary>
public static class Drivers
{
    public static IReadOnlyList<DriverDefinition> All { get; } =
    [
        HiosoEponDriver.Definition,
        MikroTikDriver.Definition,
        VsolWebDriver.Definition,
        HsgqDriver.Definition,
        PingDriver.Definition,
    ];

    public static DriverDefinition? Find(string name) => All.FirstOrDefault(driver => driver.Name == name);
}
