using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Inventory.Find;

/// <summary>What a search gave, as people read it: the verdict in the first line.</summary>
internal static class CustomerText
{
    private const int MaxName = 48;

    /// <param name="result">What was found.</param>
    /// <param name="profileOf">How a site is spoken of.</param>
    /// <param name="language">The reader's; null: each site's own.</param>
    /// <param name="now">When it is told.</param>
    public static string Of(FindResult result, Func<string, SiteProfile> profileOf, string? language, DateTimeOffset now)
    {
        if (result.Customers is [var one] && result.Total == 1) return One(one, profileOf(one.Facts.Site), language, now);
        var words = new Phrasing(new MessageStyle(language ?? "en", TimeZoneInfo.Utc)).Words;
        if (result.Customers.Count == 0) return $"🔍 {words.Replies.NothingFound(HostileText.Clean(result.Query, MaxName))}";
        var count = result.HasMore ? $">{result.Total}" : $"{result.Total}";
        List<string> lines = [$"🔍 {words.Find.Several(count)}"];
        lines.AddRange(result.Customers.Select(customer => Line(customer, profileOf(customer.Facts.Site), language, now)));
        if (result.Total > result.Customers.Count) lines.Add(words.Find.BeMoreExact);
        return string.Join('\n', lines);
    }

    private static string Line(FoundCustomer customer, SiteProfile profile, string? language, DateTimeOffset now)
    {
        var say = new Phrasing(profile.Style(language));
        return $"{Icon(customer.Verdict)} {Name(customer.Facts)}, {Where(customer.Facts, profile)}: {VerdictText.Of(customer, say, now)}";
    }

    private static string One(FoundCustomer customer, SiteProfile profile, string? language, DateTimeOffset now)
    {
        var say = new Phrasing(profile.Style(language));
        var facts = customer.Facts;
        List<string> lines = [$"{Icon(customer.Verdict)} {Name(facts)}: {VerdictText.Of(customer, say, now)}", $"📍 {Where(facts, profile)}"];
        if (facts.Incident is { } incident)
        {
            var cause = say.Cause(incident.Cause)?.Verdict is { } verdict ? $" {verdict}" : "";
            lines.Add($"🚨 #{incident.Number}{cause}, {(incident.AckedBy is { } by ? say.Words.Messages.HasIt(HostileText.Clean(by, MaxName)) : say.Words.Commands.NobodyHasIt)}");
        }

        if (facts.Onu is { } onu) lines.Add($"📡 ONU {Joined(onu.Status == "up" ? "up" : null, onu.RxDbm is { } rx ? $"RX {say.Number(rx)} dBm" : null, onu.DistanceM is { } metres ? $"{say.Number(metres)} m" : null, Clean(onu.Mac) ?? Clean(onu.Serial))}");
        if (facts.Account is { } account) lines.Add($"👤 PPPoE {HostileText.Clean(account.User, MaxName)}: {Joined(Clean(account.State), Clean(account.Profile), Clean(account.Device))}");
        if (facts.Session is { } session) lines.Add($"🌐 {Joined(Clean(session.Address) is { } ip ? $"IP {ip}" : null, Clean(session.CallerId), Clean(session.Device))}");
        else if (facts.Lease is { } lease) lines.Add($"🌐 DHCP {Joined(Clean(lease.Address), Clean(lease.Mac), Clean(lease.HostName), Clean(lease.Device))}");
        return string.Join('\n', lines);
    }

    private static string Icon(CustomerVerdict verdict) => verdict switch
    {
        CustomerVerdict.PowerOff => "🔌",
        CustomerVerdict.Online or CustomerVerdict.OnuUp or CustomerVerdict.Leased => "🟢",
        CustomerVerdict.WeakLight or CustomerVerdict.NotLoggedIn or CustomerVerdict.AccountDisabled or CustomerVerdict.OfflineWithoutOnu => "🟡",
        CustomerVerdict.SiteSilent or CustomerVerdict.OnuUnknown or CustomerVerdict.Gone or CustomerVerdict.LeaseUnused => "⚪",
        _ => "🔴",
    };

    private static string Name(CustomerFacts facts)
    {
        string?[] names = [facts.Onu?.Name, facts.Account?.User, facts.Session?.User, facts.Lease?.HostName, facts.Onu?.Mac, facts.Onu?.Serial, facts.Lease?.Mac, facts.Lease?.Address, facts.Onu?.Position];
        return names.Select(Clean).FirstOrDefault(name => name is not null) ?? "?";
    }

    private static string Where(CustomerFacts facts, SiteProfile profile) => Place.Join(
        Place.Site(facts.Site, profile.Title),
        Clean(facts.Onu?.Device ?? facts.Account?.Device ?? facts.Session?.Device ?? facts.Lease?.Device) ?? "",
        Clean(facts.Onu?.Position) ?? "").TrimStart();

    private static string? Clean(string? text) => HostileText.Clean(text, MaxName) is { Length: > 0 } clean ? clean : null;

    private static string Joined(params IEnumerable<string?> parts) => string.Join(", ", parts.Where(part => part is not null));
}
