using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Inventory.Find;

/// <summary>A verdict as a sentence: what is known, then whose it is.</summary>
internal static class VerdictText
{
    public static string Of(FoundCustomer customer, Phrasing say, DateTimeOffset now)
    {
        var (facts, words) = (customer.Facts, say.Words.Find);
        var onu = facts.Onu;
        var since = onu?.Since is { } at ? say.Clock(at, now) : null;
        var others = onu is { OthersUp: > 0 } ? words.OthersUp(onu.OthersUp) : null;
        return customer.Verdict switch
        {
            CustomerVerdict.SiteSilent => words.SiteSilent(say.Clock(facts.SilentSince!.Value, now)),
            CustomerVerdict.Gone => words.GoneSince(say.Clock(onu!.GoneAt!.Value, now)),
            CustomerVerdict.PartOfIncident => Parts(onu!.Status == "power_off" ? words.OnuOff(since) : words.OnuLost(since), words.PartOf($"#{facts.Incident!.Number}")),
            CustomerVerdict.PowerOff => $"{Parts(words.OnuOff(since), words.Gasp, others)}: {words.CustomersPower}",
            CustomerVerdict.LineLost => $"{Parts(words.OnuLost(since), Reason(onu!, say), others)}: {words.OwnLine}",
            CustomerVerdict.WholePonDown => Parts(onu!.Status == "power_off" ? words.OnuOff(since) : words.OnuLost(since), words.WholePon(onu.Others)),
            CustomerVerdict.SwitchedOff => Parts(words.OnuOff(since), words.SwitchedOff),
            CustomerVerdict.Loop => words.Loop,
            CustomerVerdict.OnuRefused => words.Refused,
            CustomerVerdict.OnuUnknown => words.OnuUnknown,
            CustomerVerdict.AccountDisabled => Parts(Light(onu, say), words.Disabled),
            CustomerVerdict.WeakLight => Parts(words.OnuUp, Light(onu, say), Median(onu!, say), Session(facts, say, now)),
            CustomerVerdict.Online => Parts(Session(facts, say, now) ?? words.Online("PPPoE", null), Light(onu, say)),
            CustomerVerdict.NotLoggedIn => $"{Parts(words.OnuUp, Light(onu, say), words.AccountOffline, LoggedOut(facts, say))}: {words.NotLoggedIn}",
            CustomerVerdict.OfflineWithoutOnu => Parts(words.AccountOffline, LoggedOut(facts, say), words.NoOnu),
            CustomerVerdict.Leased => Parts(onu is null ? null : words.OnuUp, words.Leased(HostileText.Clean(facts.Lease!.Address, 40))),
            CustomerVerdict.LeaseUnused => Parts(onu is null ? null : words.OnuUp, words.LeaseUnused(HostileText.Clean(facts.Lease!.Address, 40))),
            _ => Parts(words.OnuUp, Light(onu, say)),
        };
    }

    private static string? Light(OnuFacts? onu, Phrasing say)
    {
        if (onu?.RxDbm is not { } rx) return null;
        var level = $"{say.Number(rx)} dBm";
        return rx <= AlertLines.WeakRxDbm ? say.Words.Find.WeakLight(level) : say.Words.Find.GoodLight(level);
    }

    private static string? Median(OnuFacts onu, Phrasing say) => onu.MedianDbm is { } median ? say.Words.Find.Median($"{say.Number(median)} dBm") : null;

    private static string? Reason(OnuFacts onu, Phrasing say) => onu.Reason is { } reason ? say.Meaning(reason) ?? Phrasing.Term(reason) : null;

    private static string? Session(CustomerFacts facts, Phrasing say, DateTimeOffset now)
    {
        if (facts.Session is not { } session) return null;
        var service = session.Service == "pppoe" ? "PPPoE" : Phrasing.Capital(HostileText.Clean(session.Service, 24));
        return say.Words.Find.Online(service, session.Since is { } since ? say.Clock(since, now) : null);
    }

    private static string? LoggedOut(CustomerFacts facts, Phrasing say)
    {
        if (facts.Account?.LastLoggedOut is not { } at) return null;
        var reason = facts.Account.LastReason is { Length: > 0 } why ? $" ({HostileText.Clean(why, 40)})" : "";
        return say.Words.Find.LoggedOut(HostileText.Clean(at, 24) + reason);
    }

    private static string Parts(params IEnumerable<string?> parts) => string.Join(", ", parts.Where(part => part is not null));
}
