namespace EdgeNoc.Common.Config;

/// <summary>Where a device is and how it is logged in to, as its entry says it: read alike by the agent's drivers and by the office that judges a config before it leaves.</summary>
public static class DeviceAddress
{
    /// <summary>The key that pins a certificate.</summary>
    public const string PinKey = "pin_sha256";

    public const int SshPort = 22, TelnetPort = 23, ApiPort = 8728, ApiTlsPort = 8729;

    private static readonly string[] OfSsh = ["ssh_algorithms", "key_file"];

    /// <summary>A box's web interface.</summary>
    public static Uri Web(ConfigSection device)
    {
        var url = device.HttpUrl("url");
        if (url.Scheme != Uri.UriSchemeHttps && url.Host != "invalid" && device.Has(PinKey)) device.Error(PinKey, null, "needs TLS", "write https:// in url, or leave it out");
        return url;
    }

    public static (string Host, int Port) Ssh(ConfigSection device)
    {
        // A host that begins with a dash would be an option of the SSH client.
        if (Read(device, "is no address of an SSH server", "write ssh://ADDRESS or ssh://ADDRESS:PORT, without user and path", url => url.Scheme == "ssh" && url.Host[0] != '-') is not { } url) return ("invalid", SshPort);
        return (url.IdnHost, url.Port > 0 ? url.Port : SshPort);
    }

    public static (string Host, int Port) Telnet(ConfigSection device)
    {
        foreach (var key in OfSsh.Where(device.Has))
        {
            _ = device.Text(key);
            device.Error(key, null, "is for SSH alone", "write ssh:// in url, or leave it out");
        }

        if (Read(device, "is no address of a telnet server", "write telnet://ADDRESS or telnet://ADDRESS:PORT, without user and path", url => url.Scheme == "telnet") is not { } url) return ("invalid", TelnetPort);
        return (url.IdnHost, url.Port > 0 ? url.Port : TelnetPort);
    }

    /// <summary>A router's API.</summary>
    public static (string Host, int Port, bool Tls) RouterApi(ConfigSection device)
    {
        if (Read(device, "is no address of a RouterOS API", "write apis://ADDRESS (TLS, port 8729) or api://ADDRESS (port 8728), without user and path", url => url.Scheme is "api" or "apis") is not { } url)
            return ("invalid", ApiTlsPort, true);
        var tls = url.Scheme == "apis";
        if (!tls && (device.Has("ca_file") || device.Has(PinKey))) device.Error(device.Has(PinKey) ? PinKey : "ca_file", null, "needs TLS", "write apis:// in url, or leave it out");
        return (url.IdnHost, url.Port > 0 ? url.Port : tls ? ApiTlsPort : ApiPort, tls);
    }

    /// <summary>Who logs in at a command line, where a line break in a name would be a line of its own.</summary>
    public static string LoginName(ConfigSection device)
    {
        var user = device.Text("user", required: true) ?? "";
        if (user.Any(char.IsControl)) device.Error("user", null, "holds a line break or another control character", "write the user's name alone");
        return user;
    }

    /// <summary>What is wrong with an entry's address and login, whatever its driver: which drivers take which kind of address the schema says.</summary>
    internal static void Check(ConfigSection device)
    {
        if (device.Text("url") is not { } url) return;
        switch (url.Split(':')[0].ToLowerInvariant())
        {
            case "http" or "https":
                Web(device);
                break;
            case "ssh":
                Ssh(device);
                LoginName(device);
                break;
            case "telnet":
                Telnet(device);
                LoginName(device);
                break;
            default:
                RouterApi(device);
                break;
        }
    }

    private static Uri? Read(ConfigSection device, string problem, string remedy, Func<Uri, bool> isOne)
    {
        if (device.Text("url", required: true) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Host.Length > 0 && isOne(url) && url.AbsolutePath.Length <= 1 && url.UserInfo.Length == 0) return url;
        device.Error("url", text.Contains('@', StringComparison.Ordinal) ? null : ConfigSection.Quoted(text), problem, remedy);
        return null;
    }
}
