namespace EdgeNoc.Simulators.RouterOs;

/// <summary>What router it is.</summary>
/// <param name="Version">As <c>6.49.10</c>, <c>7.18.2</c>; below 6.43 it knows only the old login.</param>
/// <param name="Sessions">PPPoE accounts that want to be online; a twentieth as many again is offline, and as many disabled.</param>
/// <param name="Seed">Decides rates and addresses.</param>
public sealed record RouterPlan(string Version = "7.16.2", int Sessions = 1000, int Seed = 1)
{
    private Version Number { get; } = System.Version.Parse(Version);

    public string Identity { get; init; } = "core-1";

    /// <summary>Policies of the user's group.</summary>
    public string Policy { get; init; } = "read,api,!local,!telnet,!ssh,!ftp,!reboot,!write,!policy,!test,!winbox,!password,!web,!sniff,!sensitive,!romon";

    public bool IsSeven => Number.Major >= 7;

    /// <summary>Since 7.18 an empty list is said.</summary>
    public bool SaysEmpty => Number >= new Version(7, 18);

    public bool HasNewLogin => Number >= new Version(6, 43);

    /// <summary>Flags: words of old versions and of new ones.</summary>
    public string Word(bool flag) => Number.Major >= 6 ? (flag ? "true" : "false") : flag ? "yes" : "no";
}
