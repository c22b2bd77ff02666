using System.Net;
using EdgeNoc.Agent.Cabinet.Page.Pin;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Cabinet.Page;

/// <summary>The section <c>cabinet.page</c>: where the page for the phone is served. Without it nothing listens and nothing of it is loaded.</summary>
/// <param name="Listen">An address of this machine on the POP's LAN, and a port; never every address, for one of them leads to the outside.</param>
/// <param name="Pin">The file with the hash of the site's PIN, as the verb <c>cabinet pin</c> writes it.</param>
public sealed record PageConfig(IPEndPoint Listen, SecretSource Pin)
{
    /// <summary>The name under which the LAN's own name server knows this machine; null for none, the default. A page asked for under any other name is refused.</summary>
    public string? Name { get; init; }

    /// <summary>What people open, and what the QR codes hold.</summary>
    public Uri Address => new UriBuilder(Uri.UriSchemeHttp, Name ?? Listen.Address.ToString(), Listen.Port).Uri;

    /// <summary>The part of the config below <paramref name="owner"/>; null when it has none.</summary>
    internal static PageConfig? Read(ConfigSection owner)
    {
        var section = owner.Section("page");
        if (!owner.Has("page")) return null;
        var listen = ReadListen(section);
        var file = section.PathTo("pin_file");
        if (file is null && !section.Has("pin_file")) section.Error("pin_file", null, "is missing", "make the file with: edgenoc-agent cabinet pin FILE");
        if (file is not null) CheckPin(section, file);
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

    private static void CheckPin(ConfigSection section, string file)
    {
        var source = SecretSource.FromFile(file);
        const string remedy = "make it with: edgenoc-agent cabinet pin FILE";
        if (!source.TryRead(out var secret, out var problem)) section.Error("pin_file", ConfigSection.Quoted(file), problem, remedy);
        else if (!PinHash.TryParse(secret.Reveal(), out _)) section.Error("pin_file", ConfigSection.Quoted(file), "holds no hash of a PIN", remedy);
        else if (source.IsReadableByAll()) section.Warn("pin_file", ConfigSection.Quoted(file), "can be read by every user of this machine", $"chmod 600 {file}");
    }
}
