using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Analytics;

/// <summary>Which outages.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Site">Of one site; null: of all that whoever asks sees.</param>
/// <param name="Group"><c>onu, ont, device</c>; null: all of them.</param>
/// <param name="Limit">How many things, the worst first.</param>
internal sealed record OutageFilter(DateOnly Month, string? Site, string? Group, int Limit)
{
    public SiteScope Scope { get; init; } = SiteScope.All;

    /// <summary>Where a month begins.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}

/// <summary>A thing that can be away: an ONU, a terminal, a device.</summary>
internal sealed record OutageSubject(string Site, string Device, string Entity);

/// <summary>A thing and how it was in a month.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="Device">The device's.</param>
/// <param name="Entity"><c>device</c>, or the ONU.</param>
/// <param name="Group"><c>onu, ont, device</c>.</param>
/// <param name="Name">The customer's, as last told.</param>
/// <param name="IsAway">It is away now.</param>
/// <param name="Was">How it was.</param>
internal sealed record OutageEntry(string Site, string Device, string Entity, string Group, string? Name, bool IsAway, Availability Was);

/// <summary>A month of outages.</summary>
/// <param name="Month"><c>2026-11</c>.</param>
/// <param name="Total">How many things were away in it.</param>
/// <param name="Items">The worst of them.</param>
internal sealed record OutageMonth(string Month, int Total, IReadOnlyList<OutageEntry> Items);

/// <summary>One outage.</summary>
/// <param name="Began">When.</param>
/// <param name="Ended">Left out: it stands.</param>
/// <param name="Reason">What the device gave as the reason.</param>
/// <param name="Incident">The incident it belongs to.</param>
/// <param name="Class"><c>outage</c>; <c>announced</c> or <c>unknown</c> where all of it was.</param>
internal sealed record OutageLine(DateTimeOffset Began, DateTimeOffset? Ended, string? Reason, long? Incident, string Class);

/// <summary>A month of one thing.</summary>
internal sealed record OutageMonthOf(string Month, Availability Was);

/// <summary>The ledger of one thing.</summary>
/// <param name="Months">Twelve of them, the newest first.</param>
/// <param name="Outages">Each, the newest first, at most 500.</param>
internal sealed record OutageLedger(IReadOnlyList<OutageMonthOf> Months, IReadOnlyList<OutageLine> Outages);
