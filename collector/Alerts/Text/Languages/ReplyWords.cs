namespace EdgeNoc.Collector.Alerts.Text.Languages;

/// <summary>Answers to what people write.</summary>
internal sealed record ReplyWords
{
    /// <summary>Under a message: at most 20 characters, more a telephone does not show.</summary>
    public required string AcknowledgeButton { get; init; }
    public required string MuteButton { get; init; }
    public required string DetailButton { get; init; }

    /// <summary>Incident, person.</summary>
    public required Func<string, string, string> Acknowledged { get; init; }
    public required Func<string, string, string> AcknowledgedAlready { get; init; }
    public required Func<string, string> Unacknowledged { get; init; }

    /// <summary>Incident, clock.</summary>
    public required Func<string, string, string> Muted { get; init; }

    /// <summary>Place, clock, the silence's number.</summary>
    public required Func<string, string, string, string> MaintenanceBegun { get; init; }
    public required Func<string, string> MaintenanceEnded { get; init; }
    public required Func<string, string> NoSuchIncident { get; init; }
    public required Func<string, string> IncidentOver { get; init; }
    public required Func<string, string> NoSuchSite { get; init; }
    public required Func<string, string> NothingFound { get; init; }
    public required string NotAllowed { get; init; }

    /// <summary>The longest, in minutes, that a critical may be muted from here.</summary>
    public required Func<string, string> MuteTooLong { get; init; }

    /// <summary>Of a site: its card goes on in the machine that it asked from.</summary>
    public required Func<string, string> MachineApproved { get; init; }

    /// <summary>Of a site: its card asks from nowhere.</summary>
    public required Func<string, string> MachineKnown { get; init; }
    public required string NotUnderstood { get; init; }
    public required string NoIncidents { get; init; }
    public required Func<long, string> OpenIncidents { get; init; }

    /// <summary>One command a line.</summary>
    public required string Help { get; init; }
}
