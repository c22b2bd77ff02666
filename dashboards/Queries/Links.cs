using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Queries;

/// <summary>From dashboard to dashboard, and to the collector.</summary>
internal static class Links
{
    public const string Wall = "edgenoc-wall";
    public const string Site = "edgenoc-site";
    public const string Olt = "edgenoc-olt";
    public const string Pon = "edgenoc-pon";
    public const string Router = "edgenoc-mikrotik";
    public const string Bng = "edgenoc-ne8000";
    public const string Onts = "edgenoc-onts";
    public const string Agents = "edgenoc-agents";
    public const string Alerts = "edgenoc-alerts";
    public const string Availability = "edgenoc-availability";

    /// <summary>Of the column <c>site</c>.</summary>
    public static Link ToSite { get; } = new("Open the site", $"/d/{Site}?var-site=${{__data.fields.site}}");

    public static Link ToAgent { get; } = new("Open the agent", $"/d/{Agents}?var-site=${{__data.fields.site}}");

    /// <summary>Of the columns <c>site</c> and <c>device</c>.</summary>
    public static Link ToOlt { get; } = new("Open the OLT", $"/d/{Olt}?var-site=${{__data.fields.site}}&var-olt=${{__data.fields.device}}");

    public static Link ToPon { get; } = new("Open the PON", $"/d/{Pon}?var-site=${{__data.fields.site}}&var-olt=${{__data.fields.device}}&var-pon=${{__data.fields.pon}}");

    /// <summary>Within a site that is chosen already.</summary>
    public static Link ToOltHere { get; } = new("Open the OLT", $"/d/{Olt}?var-site=${{site}}&var-olt=${{__data.fields.device}}");

    public static Link ToPonHere { get; } = new("Open the PON", $"/d/{Pon}?var-site=${{site}}&var-olt=${{olt}}&var-pon=${{__data.fields.pon}}");

    public static Link ToOnuHere { get; } = new("Show its history", $"/d/{Pon}?var-site=${{site}}&var-olt=${{olt}}&var-pon=${{pon}}&var-onu=${{__data.fields.onu}}");

    public static Link ToFind { get; } = new("Find this customer", "${collector}/find?q=${__value.text:percentencode}");

    /// <summary>The box on the wall: what is typed above is looked for by the collector.</summary>
    public const string FindBox =
        """
        ### 🔎 Find a customer

        Type a name, MAC, PPPoE user, IP, serial or ONU (`olt-1 0/3:17`) into **Customer** above, then

        ## [Find “${find}”](${collector}/find?q=${find:percentencode})

        The same by WhatsApp: `cek ${find}`
        """;
}
