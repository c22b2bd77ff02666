using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Detection;

/// <summary>By what an ONU is told from another one.</summary>
internal readonly record struct OnuIdentity(string? Mac, string? Serial)
{
    private const string NoMac = "00:00:00:00:00:00";

    /// <summary>What is kept; null when the OLT gives neither.</summary>
    public string? Best => Mac ?? Serial;

    public static OnuIdentity Of(OnuRecord onu) => new(onu.Mac == NoMac ? null : onu.Mac, onu.Serial);

    /// <summary>Whether a kept identity is this ONU's. Like is compared with like: a page that leaves out the MAC shows no other ONU.</summary>
    public bool Is(string? kept)
    {
        var same = IsMac(kept) ? Mac : Serial;
        return kept is null || same is null || string.Equals(kept, same, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What to keep from now on: a MAC is not given up for a serial.</summary>
    public string? Over(string? kept) => Mac is null && IsMac(kept) ? kept : Best ?? kept;

    /// <summary>MACs have colons, serials have none.</summary>
    public static bool IsMac(string? identity) => identity?.Contains(':', StringComparison.Ordinal) == true;
}
