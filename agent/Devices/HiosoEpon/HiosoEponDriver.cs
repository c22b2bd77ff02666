namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>EPON OLTs sold as Hioso HA7304, FIT FNCS4000 and others: one web page with all ONUs.</summary>
internal static class HiosoEponDriver
{
    public static DriverDefinition Definition { get; } = new()
    {
        Name = "hioso-epon",
        Kind = "olt",
        Vendor = "hioso",
        ReadOptions = HiosoEponOptions.Read,
        Create = (_, _) => throw new NotSupportedException(),
    };
}
