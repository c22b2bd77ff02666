using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>Reads a contact: <c>{"id":"budi","name":"Budi","language":"id","time_zone":"Asia/Jakarta","addresses":[{"channel":"mpwa","address":"628…"}]}</c>.</summary>
internal static class ContactReader
{
    private const int MaxAddresses = 10;

    public static ContactEntry Read(ConfigSection section, Known known, string? fixedId = null)
    {
        var id = EntryText.Id(section, fixedId);
        var contact = new ContactEntry(
            id,
            EntryText.Line(section, "name") ?? id,
            EntryText.Language(section) ?? "",
            EntryText.Zone(section, "time_zone") ?? "UTC",
            section.Choice("role", Roles.Viewer, Roles.All),
            section.Has("quiet") ? Quiet(section.Section("quiet")) : null,
            section.Flag("is_vip", fallback: false),
            [.. EntryText.AtMost(section, "addresses", section.List("addresses"), MaxAddresses).Select(address => Address(address, known.Channels))]);
        section.Finish();
        return contact;
    }

    private static QuietHours Quiet(ConfigSection section)
    {
        var (from, to) = (EntryText.Clock(section, "from"), EntryText.Clock(section, "to"));
        var severity = section.Has("min_severity")
            ? Enum.Parse<Severity>(section.Choice("min_severity", "critical", "info", "low", "medium", "high", "critical"), ignoreCase: true)
            : (Severity?)null;
        section.Finish();
        return new QuietHours(from, to, severity);
    }

    private static ContactAddress Address(ConfigSection section, IReadOnlyList<IChannelSettings> channels)
    {
        var (channel, address) = (section.Text("channel", required: true) ?? "", section.Text("address", required: true) ?? "");
        var found = channels.FirstOrDefault(settings => settings.Channel.Id == channel);
        if (channel.Length > 0 && found is null)
        {
            var known = channels.Count == 0 ? "the collector's config has no channels" : $"the collector's config has {string.Join(", ", channels.Select(settings => settings.Channel.Id))}";
            section.Error("channel", null, $"no channel {ConfigSection.Quoted(channel)} is configured", known);
        }

        var check = found is null || address.Length == 0 ? null : found.Check(address);
        if (check is RecipientCheck.Unusable no) section.Error("address", ConfigSection.Quoted(address), no.Problem, no.Remedy);
        section.Finish();

        // As the provider writes it: one person written in two ways would be told twice.
        return new ContactAddress(channel, check is null ? address : Channels.Address.Of(check) ?? address);
    }
}
