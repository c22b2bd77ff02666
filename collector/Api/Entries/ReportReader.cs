using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>A report as the API has it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind"><c>hourly</c>, <c>daily</c> or <c>alive</c>.</param>
/// <param name="Contact">Who reads it.</param>
/// <param name="Sites">Which sites; none: all.</param>
/// <param name="At"><c>07:00</c> by the reader's clock; an hourly one takes the minutes.</param>
internal sealed record ReportEntry(string Id, string Kind, string Contact, IReadOnlyList<string> Sites, string? At);

/// <summary>Reads a report.</summary>
internal static class ReportReader
{
    private const int MaxSites = 1000;

    public static ReportEntry Read(ConfigSection section, Known known, string? fixedId = null)
    {
        var id = EntryText.Id(section, fixedId);
        var kind = EntryText.Word(section, "kind", "hourly", "daily", "alive");
        var contact = section.Text("contact", required: true) ?? "";
        if (contact.Length > 0) known.CheckContact(section, "contact", contact);
        var sites = EntryText.AtMost(section, "sites", section.Texts("sites"), MaxSites);
        foreach (var (key, site) in sites)
        {
            if (!Topics.IsSiteId(site)) section.Error(key, ConfigSection.Quoted(site), "is no site id", "use 1 to 40 lower-case letters, digits and dashes");
        }

        var at = section.Has("at") ? EntryText.Clock(section, "at") : null;
        section.Finish();
        return new ReportEntry(id, kind, contact, [.. sites.Select(site => site.Text)], at);
    }
}
