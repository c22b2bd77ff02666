namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>One port has one name: some screens shorten it.</summary>
internal static class InterfaceNames
{
    // GE0/1/0 of the list of modules is GigabitEthernet0/1/0 of the list of interfaces; a 100GE0/3/1 is called so everywhere.
    private static readonly (string Short, string Long)[] Forms =
        [("XGE", "XGigabitEthernet"), ("GE", "GigabitEthernet"), ("ETH", "Ethernet"), ("Eth", "Ethernet"), ("Gi", "GigabitEthernet"), ("GigabitEthernet", "GE"), ("XGigabitEthernet", "XGE")];

    /// <param name="name">As a screen has it.</param>
    /// <param name="known">The names in the list of interfaces.</param>
    public static string Of(string name, IReadOnlySet<string> known)
    {
        if (known.Contains(name)) return name;
        foreach (var (from, to) in Forms)
        {
            if (name.Length > from.Length && name.StartsWith(from, StringComparison.Ordinal) && char.IsAsciiDigit(name[from.Length]) && known.Contains(to + name[from.Length..])) return to + name[from.Length..];
        }

        return name;
    }
}
