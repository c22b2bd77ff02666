namespace EdgeNoc.Collector.Inventory.Find;

/// <summary>The fields by which a customer is found, each a letter before its value.</summary>
internal static class FindKey
{
    public const char Name = 'n';
    public const char User = 'u';
    public const char Mac = 'm';
    public const char Serial = 's';
    public const char Address = 'i';
    public const char Position = 'p';

    /// <summary>What people wrote beside an account or a lease, and how a box calls itself: found by it, but never joined by it, for two boxes may be "android".</summary>
    public const char Comment = 'c';

    /// <summary>The tables that are searched, each with its columns.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<(string Column, char Key)>> Tables { get; } =
        new Dictionary<string, IReadOnlyList<(string Column, char Key)>>(StringComparer.Ordinal)
        {
            ["onus"] = [("entity", Position), ("name", Name), ("mac", Mac), ("serial", Serial)],
            ["ppp_accounts"] = [("name", User), ("caller_id", Mac), ("last_caller_id", Mac), ("address", Address), ("comment", Comment)],
            ["ppp_active"] = [("name", User), ("caller_id", Mac), ("address", Address)],
            ["dhcp_leases"] = [("address", Address), ("active_address", Address), ("mac", Mac), ("active_mac", Mac), ("host_name", Comment), ("comment", Comment)],
            ["hotspot_active"] = [("user", User), ("mac", Mac), ("address", Address)],
            ["hotspot_hosts"] = [("mac", Mac), ("address", Address), ("to_address", Address)],
        };

    /// <summary>A cell as it is compared; null when it says nothing.</summary>
    public static string? Value(char key, string? cell)
    {
        if (string.IsNullOrWhiteSpace(cell)) return null;
        var text = cell.Trim().ToLowerInvariant();
        return key switch
        {
            Mac => FindQuery.Mac(text) ?? text,
            Position when text.StartsWith("onu/", StringComparison.Ordinal) => text[4..],
            Address when text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash => text[..slash],
            _ => text,
        };
    }

    /// <summary>Values that may be part of what somebody types.</summary>
    public static bool IsSearchedWithin(char key) => key is Name or User or Serial or Comment;
}
