using EdgeNoc.Agent.Devices.Vrp;

namespace EdgeNoc.Agent.Devices.HuaweiVrp;

/// <summary>Routers and switches with VRP5 or VRP8, asked as an NE8000 is but for its subscribers: a switch would list them all, one by one.</summary>
internal static class HuaweiVrpDriver
{
    public static DriverDefinition Definition { get; } = VrpDriver.Define("huawei-vrp", "router", isBng: false);
}
