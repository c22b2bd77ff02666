using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>An incident as a message tells it.</summary>
internal sealed record IncidentModel
{
    public required long Number { get; init; }

    /// <summary>The site's id.</summary>
    public required string Site { get; init; }

    /// <summary>What people call the site; empty: its id in capitals.</summary>
    public string SiteTitle { get; init; } = "";

    public required Severity Severity { get; init; }

    /// <summary><c>fibre_cut</c>, <c>power</c> …; null: the leaders' own, if they agree.</summary>
    public string? Cause { get; init; }

    /// <summary>The scope: a device, or <c>site</c>.</summary>
    public string Device { get; init; } = "site";

    /// <summary>The scope within the device: <c>device</c>, <c>pon/0/3</c>.</summary>
    public string Entity { get; init; } = "device";

    /// <summary>What is told: the leaders, open and cleared.</summary>
    public required IReadOnlyList<Alert> Alerts { get; init; }

    /// <summary>What is hidden below them, open and cleared: listed inside. At a close those still open are what remains.</summary>
    public IReadOnlyList<Alert> Children { get; init; } = [];

    public IReadOnlyList<OfflineSummary> Summaries { get; init; } = [];

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset Now { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who has it; null: nobody.</summary>
    public string? AckedBy { get; init; }

    /// <summary>A line of people's own.</summary>
    public string? Note { get; init; }

    /// <summary>How many OLTs the site has; with more than one, the first line names the OLT before its PON. Null: unknown.</summary>
    public int? Olts { get; init; }

    /// <summary>Splitters whose ONUs are all among those that are down, as operators named them, with how many that are.</summary>
    public IReadOnlyList<(string Name, int Onus)> Splitters { get; init; } = [];

    /// <summary>The agent's clock less the collector's when it last spoke: negative, it is slow. Null: unknown.</summary>
    public TimeSpan? Skew { get; init; }
}
