namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>A group of ONTs, each asked by ICMP echo.</summary>
internal static class PingDriver
{
    public static DriverDefinition Definition { get; } = new()
    {
        Name = "ping",
        Kind = "ont",
        IdKey = "group",
        ReadOptions = PingOptions.Read,
        Create = (_, _) => throw new NotSupportedException(),
    };
}
