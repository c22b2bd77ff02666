namespace EdgeNoc.Collector.Alerts.Text.Languages;

internal static partial class English
{
    private static FindWords Find => new()
    {
        SiteSilent = clock => $"its site is silent since {clock}; the rest is as of then",
        GoneSince = clock => $"not seen by any OLT since {clock}",
        OnuOff = since => since is null ? "ONU off" : $"ONU off since {since}",
        OnuLost = since => since is null ? "ONU lost" : $"ONU lost since {since}",
        OnuUp = "ONU up",
        Gasp = "dying gasp",
        OthersUp = n => n == 1 ? "1 other up" : $"{N(n)} others up",
        CustomersPower = "the customer's power",
        OwnLine = "the customer's own fibre, connector or ONU",
        WholePon = n => n == 1 ? "the other one on its PON is off too" : $"all {N(n)} others on its PON are off too",
        PartOf = incident => $"part of incident {incident}",
        SwitchedOff = "switched off on the OLT",
        Loop = "loop at the customer's: unplug what joins two of his sockets",
        Refused = "the OLT does not let the ONU in: check its registration",
        OnuUnknown = "the OLT does not say how the ONU is",
        NoOnu = "its ONU is not known to any OLT",
        GoodLight = rx => $"optics good (RX {rx})",
        WeakLight = rx => $"RX {rx} weak",
        Median = rx => $"7-day median {rx}",
        Disabled = "PPPoE account disabled",
        Online = (service, since) => since is null ? $"{service} online" : $"{service} online since {since}",
        AccountOffline = "PPPoE offline",
        NotLoggedIn = "the customer's router, its cable or its password",
        LoggedOut = text => $"last logged out {text}",
        Leased = address => $"has the address {address}",
        LeaseUnused = address => $"the address {address} is kept for it and not in use",
        Several = n => $"{n} found",
        BeMoreExact = "Be more exact: the whole name, MAC, user, IP or SITE OLT 0/3:17",
    };

    private static CommandWords Commands => new()
    {
        WhichIncident = "Which incident? Write its number, or answer to its message",
        HowLong = "For how many minutes? maint SITE [olt-1|0/3] 120",
        AtMost = length => $"At most {length}",
        DidYouMean = names => $"Did you mean {names}?",
        CriticalsAgain = clock => $"From here a critical is kept quiet only until {clock}",
        OnCall = (what, who) => $"On call ({what}): {who}",
        NobodyOnCall = "Nobody is on call",
        NobodyHasIt = "nobody has it",
        TooLate = "That came too late to be carried out: send it again",
    };
}
