using System.Globalization;

namespace EdgeNoc.Collector.Alerts.Text.Languages;

/// <summary>English.</summary>
internal static partial class English
{
    private static readonly NumberFormatInfo Numbers = NumberFormatInfo.InvariantInfo;

    public static Language Language { get; } = new()
    {
        Code = "en",
        Numbers = Numbers,
        Durations = new("s", "m", "h", "d"),
        Catalogue = Catalogue,
        Messages = Messages,
        Offline = Offline,
        Recovery = Recovery,
        Maintenance = Maintenance,
        Replies = Replies,
        Commands = Commands,
        Find = Find,
        Reports = Reports,
    };

    private static MessageWords Messages => new()
    {
        Title = "MULTI-OLT STATUS ALERT",
        Time = "Time",
        Severity = "Severity",
        Priority = "Priority",
        TotalOlt = "Total OLT Monitored",
        Status = "Status",
        Reason = "Reason",
        Distance = "Distance",
        Temperature = "Temp",
        Detected = "DOWN DETECTED",
        NewDetected = "NEW DOWN DETECTED",
        CountDown = "DOWN",
        CountPowerOff = "PWRDOWN",
        NotAcknowledged = "not acknowledged",
        Problems = n => n == 1 ? "1 Total Problem" : $"{N(n)} Total Problems",
        More = n => $"+{N(n)} more",
        MoreAlerts = n => n == 1 ? "1 more alert" : $"{N(n)} more alerts",
        OnPons = n => n == 1 ? "on 1 PON" : $"on {N(n)} PONs",
        OnDevices = n => $"on {N(n)} devices",
        DownOf = (down, total) => $"{N(down)}/{N(total)} down",
        OffOf = (off, total) => total == 0 ? $"{N(off)} ONUs off" : $"{N(off)}/{N(total)} ONUs off",
        OnusDown = n => n == 1 ? "1 ONU down" : $"{N(n)} ONUs down",
        Since = clock => $"since {clock}",
        CutBetween = (kept, lost) => $"the cut lies between {kept} m and {lost} m from the OLT",
        LostFrom = lost => $"all that are lost are {lost} m from the OLT or farther",
        Gasps = (gasps, others) => $"{N(gasps)} with dying gasp, {N(others)} without",
        UpdateAt = clock => $"Update {clock}",
        CameBack = n => $"{N(n)} back",
        Unanswered = (open, answer) => $"Open for {open} and nobody has it: answer {answer}",
        HasIt = name => $"{name} has it",
        ClockSlow = by => $"The clock at this POP is {by} slow: times from there are off by as much",
        ClockFast = by => $"The clock at this POP is {by} fast: times from there are off by as much",
        ClockEstimated = "The clock at this POP is not synchronised: times from there are estimated",
        UnknownZone = zone => $"The site's time zone {zone} is unknown here: times are in UTC",
        AliveBy = what => $"alive by its {what}",
        OnusUnknown = n => n == 1 ? "1 ONU unknown" : $"{N(n)} ONUs unknown",
        Digest = (messages, sites) => $"{N(messages)} messages about {N(sites)} {(sites == 1 ? "site" : "sites")} in one",
        DigestReason = "Too many at once for single messages",
        Repeat = "(may be a repeat)",
    };

    private static OfflineWords Offline => new()
    {
        SilentSince = clock => $"silent since {clock}",
        AfterMainsLoss = duration => $"dark {duration} after mains loss",
        GatewayAnswers = "the POP's gateway answers, the agent does not",
        GatewaySilent = "uplink cut? the POP's gateway is silent too",
        OnBackupUplink = "it was on its backup uplink",
        SitesSilent = (silent, all) => all == 0 ? $"{N(silent)} sites silent at once" : $"{N(silent)}/{N(all)} sites silent at once",
        Isolated = "isolated?",
        IsolatedAdvice = "Look at our own broker and uplink before anything else",
        NoBroker = "the collector hears no broker",
        ChannelDown = "messages do not arrive this way",
        WhileOffline = span => $"while offline {span}",
        DownAndBack = _ => "went down and came back",
        HadForATime = (_, condition) => $"had {condition} for a time",
        ClearedOffline = n => $"{N(n)} cleared while the site was offline",
    };

    private static RecoveryWords Recovery => new()
    {
        Time = "Recovery Time",
        Detected = "RECOVERY DETECTED",
        Previous = "Previous Status",
        WasOffline = "Was Offline",
        Lasted = "Lasted",
        Online = "ONLINE",
        Ok = "OK",
        AllWell = "Everything is back",
        Restored = duration => $"restored after {duration}",
        Back = (back, total) => $"{N(back)}/{N(total)} back",
        Remaining = n => $"{N(n)} remaining",
        TurnedOut = (now, before) => $"It was {now}, not {before}",
    };

    private static MaintenanceWords Maintenance => new()
    {
        Over = "maintenance over",
        AsBefore = "all ONUs are as they were",
        NowDown = n => n == 1 ? "1 ONU that was up is down" : $"{N(n)} ONUs that were up are down",
        Gone = n => n == 1 ? "1 ONU is not listed any more" : $"{N(n)} ONUs are not listed any more",
        Worse = (n, db) => $"RX worse by more than {db} dB: {N(n)}",
        CameUp = n => n == 1 ? "1 ONU that was down is up" : $"{N(n)} ONUs that were down are up",
        Unknown = "nothing to compare: the OLT's list from before or after is missing",
        By = name => $"announced by {name}",
    };

    private static string N(long number) => number.ToString("#,0", Numbers);
}
