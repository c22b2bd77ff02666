using System.Net;

namespace EdgeNoc.Common.Config.Cabinet;

/// <summary>Reads the part <c>page</c> of the section <c>cabinet</c>.</summary>
public static class PageEntry
{
    private const string Remedy = "make it with: edgenoc-agent cabinet pin FILE";

    /// <returns>Null when the section has none.</returns>
    public static PageConfig? Read(ConfigSection owner, bool isThisMachine)
    {
        var section = owner.Section("page");
        if (!owner.Has("page")) return null;
        var listen = ReadListen(section);
        var file = section.PathTo("pin_file");
        if (file is null && !section.Has("pin_file")) section.Error("pin_file", null, "is missing", Remedy);
        if (file is not null && isThisMachine) CheckPin(section, file);
        var name = section.Text("name");
        if (name is not null && (Uri.CheckHostName(name) != UriHostNameType.Dns || name.Length > 253))
            section.Error("name", ConfigSection.Quoted(name), "is no host name", "write the name alone, such as pop.lan, or leave it out");
        section.Finish();
        return new PageConfig(listen, SecretSource.FromFile(file ?? "")) { Name = name };
    }

    private static IPEndPoint ReadListen(ConfigSection section)
    {
        if (!section.Has("listen")) section.Error("listen", null, "is missing", "write this machine's address on the POP's LAN and a port, such as 192.168.88.2:8080");
        var listen = section.EndPoint("listen", "127.0.0.1:8080");
        if (listen.Address.Equals(IPAddress.Any) || listen.Address.Equals(IPAddress.IPv6Any))
            section.Error("listen", ConfigSection.Quoted(listen.ToString()), "is every address of this machine, the uplink's too", "write the one that it has on the POP's LAN");
        return listen;
    }

    // Never an error: the page says so itself, and a page that nobody gets into is no reason not to poll.
    private static void CheckPin(ConfigSection section, string file)
    {
        var source = SecretSource.FromFile(file);
        if (!source.TryRead(out var secret, out var problem)) section.Warn("pin_file", ConfigSection.Quoted(file), problem, Remedy);
        else if (!secret.Reveal().StartsWith(PageConfig.PinHashPrefix, StringComparison.Ordinal)) section.Warn("pin_file", ConfigSection.Quoted(file), "holds no hash of a PIN", Remedy);
        else if (source.IsReadableByAll()) section.Warn("pin_file", ConfigSection.Quoted(file), "can be read by every user of this machine", $"chmod 600 {file}");
    }
}
