using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.HuaweiVrp;
using EdgeNoc.Agent.Devices.MikroTik;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.Vrp;

namespace EdgeNoc.Agent.Devices;

/// <summary>The drivers there are: one line each.</summary>
public static class Drivers
{
    public static IReadOnlyList<DriverDefinition> All { get; } =
    [
        HiosoEponDriver.Definition,
        MikroTikDriver.Definition,
        PingDriver.Definition,
        VrpDriver.Definition,
        HuaweiVrpDriver.Definition,
    ];

    public static DriverDefinition? Find(string name) => All.FirstOrDefault(driver => driver.Name == name);
}
