using EdgeNoc.Agent.Devices.HiosoCli;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Hsgq;
using EdgeNoc.Agent.Devices.HuaweiVrp;
using EdgeNoc.Agent.Devices.MikroTik;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.SmartAxCli;
using EdgeNoc.Agent.Devices.Vrp;
using EdgeNoc.Agent.Devices.VsolWeb;
using EdgeNoc.Agent.Devices.ZteCli;

namespace EdgeNoc.Agent.Devices;

/// <summary>The drivers there are: one line each.</summary>
public static class Drivers
{
    public static IReadOnlyList<DriverDefinition> All { get; } =
    [
        HiosoEponDriver.Definition,
        HiosoCliDriver.Definition,
        VsolWebDriver.Definition,
        HsgqDriver.Definition,
        ZteCliDriver.Definition,
        SmartAxCliDriver.Definition,
        MikroTikDriver.Definition,
        PingDriver.Definition,
        VrpDriver.Definition,
        HuaweiVrpDriver.Definition,
    ];

    public static DriverDefinition? Find(string name) => All.FirstOrDefault(driver => driver.Name == name);
}
