using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Reconciliation;

/// <summary>How many entities went through something of one kind.</summary>
internal sealed record OfflineCount(string Kind, int Count);

/// <summary>What came and went while a site was offline: "3 ONUs went down and came back".</summary>
internal sealed record OfflineSummary(DateTimeOffset From, DateTimeOffset To, Severity Severity, IReadOnlyList<OfflineCount> Counts)
{
    /// <summary>Sums up late events that nobody is told of otherwise; null when there is nothing to tell.</summary>
    public static OfflineSummary? Of(IReadOnlyList<LateEvent> untold)
    {
        // Notes (a new ONU, say) are kept as events; they are no news by themselves.
        var worth = untold.Where(e => e.Severity > Severity.Info).ToList();
        if (worth.Count == 0) return null;
        return new OfflineSummary(
            worth.Min(e => e.At),
            worth.Max(e => e.At),
            worth.Max(e => e.Severity),
            [
                .. worth.GroupBy(e => e.Identity.Kind, StringComparer.Ordinal)
                    .OrderByDescending(kind => kind.Max(e => e.Severity)).ThenBy(kind => kind.Key, StringComparer.Ordinal)
                    .Select(kind => new OfflineCount(kind.Key, kind.Select(e => e.Identity).Distinct().Count())),
            ]);
    }

    public string CountsJson() => JsonSerializer.Serialize(Counts, OfflineSummaryJson.Default.IReadOnlyListOfflineCount);

    public static IReadOnlyList<OfflineCount> Read(string countsJson) => JsonSerializer.Deserialize(countsJson, OfflineSummaryJson.Default.IReadOnlyListOfflineCount) ?? [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<OfflineCount>))]
internal sealed partial class OfflineSummaryJson : JsonSerializerContext;
