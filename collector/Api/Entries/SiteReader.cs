using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>What the office says of a site; it wins over what the agent says.</summary>
/// <param name="Id">The site's id.</param>
/// <param name="Title">What people call it.</param>
/// <param name="TimeZone">IANA name: messages give its times.</param>
/// <param name="Language"><c>id</c>, <c>pt</c>, <c>en</c>.</param>
/// <param name="Gateway"><c>host</c> or <c>host:port</c> at the POP, asked while the agent is silent.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
internal sealed record SiteEntry(string Id, string? Title, string? TimeZone, string? Language, string? Gateway, double? Latitude, double? Longitude);

/// <summary>Reads a site.</summary>
internal static class SiteReader
{
    public static SiteEntry Read(ConfigSection section, string? fixedId = null)
    {
        var id = section.Text("id", required: fixedId is null) ?? fixedId ?? "";
        if (fixedId is not null && id != fixedId) section.Error("id", ConfigSection.Quoted(id), "is not the id in the address", $"write {fixedId} or leave it out");
        else if (id.Length > 0 && !Topics.IsSiteId(id)) section.Error("id", ConfigSection.Quoted(id), "is no site id", "use 1 to 40 lower-case letters, digits and dashes, a letter or digit first");
        var gateway = EntryText.Line(section, "gateway");
        if (gateway is not null && !IsHost(gateway)) section.Error("gateway", ConfigSection.Quoted(gateway), "is no address", "write a host, or host:port");
        var (latitude, longitude) = EntryText.Place(section);
        var site = new SiteEntry(id, EntryText.Line(section, "title"), EntryText.Zone(section, "time_zone"), EntryText.Language(section), gateway, latitude, longitude);
        section.Finish();
        return site;
    }

    private static bool IsHost(string text) => Uri.TryCreate($"tcp://{text}/", UriKind.Absolute, out var url) && url.Host.Length > 0 && url.UserInfo.Length == 0 && url.AbsolutePath == "/";
}
