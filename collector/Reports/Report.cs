using System.Text.Json;

namespace EdgeNoc.Collector.Reports;

/// <summary>What a report is about.</summary>
internal enum ReportKind
{
    Hourly,
    Daily,

    /// <summary>One line that says that the monitor watches.</summary>
    Alive,
}

/// <summary>A row of <c>reports</c>.</summary>
internal sealed record Report
{
    public string Id { get; init; } = "";
    public ReportKind Kind { get; init; }

    /// <summary>A contact's id, or a number of <c>alerts.recipients</c>.</summary>
    public string Contact { get; init; } = "";

    /// <summary>A JSON array of site ids; null: all sites.</summary>
    public string? SitesJson { get; init; }

    /// <summary><c>07:00</c> by the contact's clock; an hourly one takes the minutes.</summary>
    public string? AtLocal { get; init; }

    /// <summary>The last slot that is dealt with; null: none yet.</summary>
    public long? LastMs { get; init; }

    /// <summary>Whether a site belongs to it; a list that cannot be read names none.</summary>
    public Func<string, bool> Sites()
    {
        if (SitesJson is null) return _ => true;
        try
        {
            return (JsonSerializer.Deserialize<string[]>(SitesJson) ?? []).ToHashSet(StringComparer.Ordinal).Contains;
        }
        catch (JsonException)
        {
            return _ => false;
        }
    }
}
