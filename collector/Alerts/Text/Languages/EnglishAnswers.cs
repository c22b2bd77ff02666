namespace EdgeNoc.Collector.Alerts.Text.Languages;

internal static partial class English
{
    private static ReplyWords Replies => new()
    {
        AcknowledgeButton = "✅ Ack",
        MuteButton = "🔕 1 hour",
        DetailButton = "📋 Detail",
        Acknowledged = (incident, who) => $"{incident}: {who} has it. Nobody else is called",
        AcknowledgedAlready = (incident, who) => $"{incident}: {who} has it already",
        Unacknowledged = incident => $"{incident}: nobody has it any more",
        Muted = (incident, until) => $"{incident}: quiet until {until}",
        MaintenanceBegun = (place, until, number) => $"{place}: maintenance until {until} (silence {number})",
        MaintenanceEnded = place => $"{place}: maintenance over",
        NoSuchIncident = incident => $"There is no incident {incident}",
        IncidentOver = incident => $"{incident} is over already",
        NoSuchSite = name => $"There is no site or device {name}",
        NothingFound = name => $"Nothing found for {name}",
        NotAllowed = "Your role does not allow this: ask an administrator",
        MuteTooLong = minutes => $"A critical incident can be muted for at most {minutes} minutes from here",
        MachineApproved = site => $"{site}: goes on in its new machine within half a minute",
        MachineKnown = site => $"{site}: its card is in the machine that is known; there is nothing to approve",
        NotUnderstood = "Not understood",
        NoIncidents = "No open incidents",
        OpenIncidents = n => n == 1 ? "1 open incident" : $"{N(n)} open incidents",
        Help = "ack 17\nmute 17 60\ndetail 17\nstatus OLT\nmaint SITE [olt-1|0/3] 120\ncek NAME, MAC, PPPoE user, IP or 0/3:17\nwho",
    };

    private static ReportWords Reports => new()
    {
        Hourly = "HOURLY STATUS REPORT",
        Daily = "DAILY STATUS REPORT",
        Time = "Report Time",
        Overview = "NETWORK OVERVIEW",
        TotalOlt = "Total OLT",
        TotalOnu = "Total ONU",
        Online = "Online",
        Problems = "Problems",
        Unknown = "Unknown",
        Routers = "ROUTERS",
        Health = "NETWORK HEALTH",
        AverageTemperature = "Average Temp",
        AverageRx = "Average RX",
        Uptime = "Uptime",
        NoDataSince = clock => $"no data since {clock}",
        NoDataYet = "no data yet",
        OnlineOf = (online, total, percent) => $"{online}/{total} online ({percent})",
        ProblemCount = n => n == 1 ? "1 problem" : $"{N(n)} problems",
        UnknownCount = n => $"{N(n)} unknown",
        NothingKnown = "no OLT has sent a list yet",
        MoreOlts = n => $"+{N(n)} more OLTs, all fine",
        OpenIncidents = "OPEN INCIDENTS",
        NoIncidents = "No open incidents",
        IncidentsOfTheDay = (begun, ended) => $"Last 24 h: {N(begun)} incidents begun, {N(ended)} ended",
        OnusDown = n => n == 1 ? "1 ONU down" : $"{N(n)} ONUs down",
        WeakestRx = n => $"Weak RX, the worst {N(n)}",
        OnuChanges = (added, replaced, removed) => $"ONUs: {N(added)} new, {N(replaced)} replaced, {N(removed)} removed",
        Alive = clock => $"EdgeNoc is alive, {clock}",
        Sites = (online, dark) => $"{(online == 1 ? "1 site" : $"{N(online)} sites")} online{(dark == 0 ? "" : $", {N(dark)} dark")}",
        Incidents = n => n == 1 ? "1 open incident" : $"{N(n)} open incidents",
        MessagesSent = n => $"{N(n)} messages sent in 24 h",
    };
}
