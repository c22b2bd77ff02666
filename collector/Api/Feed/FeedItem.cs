using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Feed;

/// <summary>What an item of the feed tells.</summary>
[JsonConverter(typeof(FeedKindConverter))]
internal enum FeedKind
{
    Opened,
    Closed,
    Acknowledged,
    Note,
    Assigned,
    Unassigned,
    MaintenanceBegan,
    MaintenanceEnded,
}

/// <summary>How it is to be looked at: as colours and icons show it.</summary>
[JsonConverter(typeof(FeedLevelConverter))]
internal enum FeedLevel
{
    Info,
    Success,
    Warning,
    Error,
}

/// <summary>Something that happened at the sites that somebody sees.</summary>
/// <param name="Id">The same for it for ever: a letter for where it is from, and a number.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Level">How it is to be looked at.</param>
internal sealed record FeedItem(string Id, DateTimeOffset At, FeedKind Kind, FeedLevel Level)
{
    /// <summary>The site's id; null: a maintenance, which its text names.</summary>
    public string? Site { get; init; }

    /// <summary>The incident; null: a maintenance.</summary>
    public long? Incident { get; init; }

    /// <summary>The maintenance; null: an incident.</summary>
    public long? Maintenance { get; init; }

    public Severity? Severity { get; init; }

    /// <summary>The incident's kind, device, part of it and likely cause.</summary>
    public string? What { get; init; }
    public string? Device { get; init; }
    public string? Entity { get; init; }
    public string? Cause { get; init; }

    /// <summary>Who did it.</summary>
    public string? Who { get; init; }

    /// <summary>A note, to whom it was given, or why there is a maintenance.</summary>
    public string? Text { get; init; }

    /// <summary>Of an incident that began: the how manieth of the same thing within seven days.</summary>
    public long Times { get; init; }

    /// <summary>He has read it, or did it himself.</summary>
    public bool IsRead { get; init; }

    /// <summary>By what came of it; the same thing twice within a week is a warning, three times an error.</summary>
    public static FeedLevel LevelOf(FeedKind kind, Severity severity, long times) => kind switch
    {
        FeedKind.Closed => FeedLevel.Success,
        FeedKind.Opened when severity >= Common.Events.Severity.High || times >= 3 => FeedLevel.Error,
        FeedKind.Opened when severity == Common.Events.Severity.Medium || times == 2 => FeedLevel.Warning,
        _ => FeedLevel.Info,
    };
}

internal sealed class FeedKindConverter() : JsonStringEnumConverter<FeedKind>(JsonNamingPolicy.SnakeCaseLower);

internal sealed class FeedLevelConverter() : JsonStringEnumConverter<FeedLevel>(JsonNamingPolicy.SnakeCaseLower);
