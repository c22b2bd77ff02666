using System.Text.Json.Serialization;
using EdgeNoc.Collector.Alerts.Text;

namespace EdgeNoc.Collector.Find;

/// <summary>What is wrong with a customer, or that nothing is; whose it is follows from it.</summary>
[JsonConverter(typeof(VerdictConverter))]
internal enum CustomerVerdict
{
    /// <summary>His site is silent: nobody knows.</summary>
    SiteSilent,

    /// <summary>No OLT lists his ONU any more.</summary>
    Gone,

    /// <summary>Off with many others: an incident has it.</summary>
    PartOfIncident,

    /// <summary>Off with a last gasp while others are up: his own power.</summary>
    PowerOff,

    /// <summary>Lost without a gasp while others are up: his drop cable, connector or ONU.</summary>
    LineLost,

    /// <summary>Nobody on his PON is up.</summary>
    WholePonDown,

    /// <summary>Switched off on the OLT.</summary>
    SwitchedOff,
    Loop,

    /// <summary>The OLT does not let it in.</summary>
    OnuRefused,

    /// <summary>The OLT does not say how it is.</summary>
    OnuUnknown,

    AccountDisabled,

    /// <summary>Little light, online or not.</summary>
    WeakLight,
    Online,

    /// <summary>The line is there, nobody logs in.</summary>
    NotLoggedIn,

    /// <summary>An account that is offline, and no ONU that is known to be its own.</summary>
    OfflineWithoutOnu,
    Leased,

    /// <summary>An address is kept for him, and nobody uses it.</summary>
    LeaseUnused,

    /// <summary>The ONU is up with good light; more is not known.</summary>
    OnuUp,
}

/// <summary>From facts to the verdict: what a person who knows the network would say first.</summary>
internal static class CustomerVerdicts
{
    public static CustomerVerdict Of(CustomerFacts facts)
    {
        if (facts.SilentSince is not null) return CustomerVerdict.SiteSilent;
        if (facts.Onu is { GoneAt: not null } && facts.Session is null) return CustomerVerdict.Gone;
        if (facts.Onu is { GoneAt: null } onu && onu.Status != "up") return OfDown(onu, facts);

        // What is switched off in the office explains more than any light.
        if (facts is { Account.State: "disabled", Session: null }) return CustomerVerdict.AccountDisabled;
        if (facts.Onu?.RxDbm <= AlertLines.WeakRxDbm) return CustomerVerdict.WeakLight;
        if (facts.Session is not null || facts.Account?.State == "online") return CustomerVerdict.Online;
        if (facts.Account is not null) return facts.Onu is null ? CustomerVerdict.OfflineWithoutOnu : CustomerVerdict.NotLoggedIn;
        if (facts.Lease is { } lease) return lease.IsBound ? CustomerVerdict.Leased : CustomerVerdict.LeaseUnused;
        return CustomerVerdict.OnuUp;
    }

    private static CustomerVerdict OfDown(OnuFacts onu, CustomerFacts facts) => onu.Status switch
    {
        _ when facts.Incident is { IsOwn: false } => CustomerVerdict.PartOfIncident,

        // A session through it proves more than what its OLT says.
        "unknown" => facts.Session is null ? CustomerVerdict.OnuUnknown : CustomerVerdict.Online,
        "loop" => CustomerVerdict.Loop,
        "auth_failed" => CustomerVerdict.OnuRefused,
        _ when onu.Reason == "admin" => CustomerVerdict.SwitchedOff,
        _ when onu.OthersUp == 0 && onu.Others > 0 => CustomerVerdict.WholePonDown,
        "power_off" => CustomerVerdict.PowerOff,
        _ => onu.Reason == "dying_gasp" ? CustomerVerdict.PowerOff : CustomerVerdict.LineLost,
    };
}
