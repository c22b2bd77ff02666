using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>Why something is kept quiet.</summary>
internal enum SilenceKind
{
    Silence,

    /// <summary>Work on the plant: covers what stands below, and ends with a comparison of before and after.</summary>
    Maintenance,

    /// <summary>Of one incident.</summary>
    Mute,
}

/// <summary>A silence or maintenance to be made.</summary>
/// <param name="Kind">Silence or maintenance; a mute is made by its incident.</param>
/// <param name="Matchers">All must hold; at least one.</param>
/// <param name="Starts">From when; in the past counts as now.</param>
/// <param name="Ends">Until when.</param>
/// <param name="Comment">Why, in people's words.</param>
internal sealed record NewSilence(SilenceKind Kind, IReadOnlyList<Matcher> Matchers, DateTimeOffset Starts, DateTimeOffset Ends, string Comment);

/// <summary>A row of <c>silences</c>.</summary>
internal sealed record Silence
{
    public long Id { get; init; }
    public SilenceKind Kind { get; init; }
    public string MatchersJson { get; init; } = "[]";
    public long StartsMs { get; init; }
    public long EndsMs { get; init; }
    public string Author { get; init; } = "";
    public string Comment { get; init; } = "";
    public long CreatedMs { get; init; }

    /// <summary>The incident of a mute.</summary>
    public long? Incident { get; init; }

    /// <summary>How the ONUs were when a maintenance began.</summary>
    public string? BeforeJson { get; init; }

    /// <summary>Whether the sites that it concerns know that it runs.</summary>
    public bool Active { get; init; }

    /// <summary>When it was over and dealt with.</summary>
    public long? EndedMs { get; init; }

    public DateTimeOffset Starts => DbTime.Time(StartsMs);

    public DateTimeOffset Ends => DbTime.Time(EndsMs);

    public bool IsActive(DateTimeOffset now) => Starts <= now && now < Ends;
}
