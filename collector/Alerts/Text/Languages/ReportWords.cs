namespace EdgeNoc.Collector.Alerts.Text.Languages;

/// <summary>Reports and the line that says that the monitor is alive.</summary>
internal sealed record ReportWords
{
    public required string Hourly { get; init; }
    public required string Daily { get; init; }
    public required string Time { get; init; }
    public required string Overview { get; init; }
    public required string TotalOlt { get; init; }
    public required string TotalOnu { get; init; }
    public required string Online { get; init; }
    public required string Problems { get; init; }
    public required string Unknown { get; init; }
    public required string Routers { get; init; }
    public required string Health { get; init; }
    public required string AverageTemperature { get; init; }
    public required string AverageRx { get; init; }
    public required string Uptime { get; init; }

    /// <summary>A clock.</summary>
    public required Func<string, string> NoDataSince { get; init; }
    public required string NoDataYet { get; init; }

    /// <summary>Online, of so many, percent.</summary>
    public required Func<string, string, string, string> OnlineOf { get; init; }
    public required Func<long, string> ProblemCount { get; init; }
    public required Func<long, string> UnknownCount { get; init; }
    public required string NothingKnown { get; init; }
    public required Func<long, string> MoreOlts { get; init; }
    public required string OpenIncidents { get; init; }
    public required string NoIncidents { get; init; }

    /// <summary>Begun and ended in the last 24 hours.</summary>
    public required Func<long, long, string> IncidentsOfTheDay { get; init; }
    public required Func<long, string> OnusDown { get; init; }
    public required Func<long, string> WeakestRx { get; init; }

    /// <summary>New, replaced, removed.</summary>
    public required Func<long, long, long, string> OnuChanges { get; init; }

    /// <summary>A clock.</summary>
    public required Func<string, string> Alive { get; init; }

    /// <summary>Online, dark.</summary>
    public required Func<long, long, string> Sites { get; init; }
    public required Func<long, string> Incidents { get; init; }
    public required Func<long, string> MessagesSent { get; init; }
}
