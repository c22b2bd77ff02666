using System.Collections.Frozen;
using System.Text.RegularExpressions;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Events;

/// <summary>What an event must be, and how large its free parts may be.</summary>
internal static partial class EventRules
{
    private const int MaxPairs = 32;
    private const int MaxKey = 64;
    private static readonly TimeSpan MaxAhead = TimeSpan.FromHours(1);

    /// <summary>Null when the event can be stored.</summary>
    public static Refusal? Check(EdgeEvent e, DateTimeOffset now)
    {
        // The serializer leaves what is missing at its default, against the annotations.
        if (e.Id == Guid.Empty || e.At == default || e.Kind is null || e.Device is null || e.Entity is null) return Refusal.Malformed;
        if (!Enum.IsDefined(e.State) || !Enum.IsDefined(e.Severity) || !Enum.IsDefined(e.TimeQuality)) return Refusal.Malformed;
        if (e.At > now + MaxAhead) return Refusal.FutureTime;
        return IsKind(e.Kind) && Topics.IsName(e.Device) && IsEntity(e.Entity) ? null : Refusal.BadName;
    }

    /// <summary>A kind that nobody listed is fine as long as it is <c>noun.condition</c>.</summary>
    public static bool IsKind(string? text) => text is not null && KindPattern().IsMatch(text);

    public static bool IsEntity(string? text) => text is { Length: > 0 and <= 128 } && !text.Any(c => char.IsControl(c) || char.IsSurrogate(c));

    /// <summary>Cuts texts and leaves out pairs beyond the limits: an alarm with too much detail is still an alarm.</summary>
    public static EdgeEvent Bound(EdgeEvent e) => e with
    {
        Reason = DbText.Bounded(e.Reason),
        Values = Numbers(e.Values),
        Labels = Texts(e.Labels),
    };

    public static IReadOnlyDictionary<string, double> Numbers(IReadOnlyDictionary<string, double>? values) =>
        (values ?? FrozenDictionary<string, double>.Empty).Where(pair => IsKey(pair.Key) && double.IsFinite(pair.Value)).Take(MaxPairs).ToDictionary(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> Texts(IReadOnlyDictionary<string, string>? labels) =>
        (labels ?? FrozenDictionary<string, string>.Empty).Where(pair => IsKey(pair.Key) && pair.Value is not null).Take(MaxPairs)
            .ToDictionary(pair => pair.Key, pair => DbText.Bounded(pair.Value)!, StringComparer.Ordinal);

    private static bool IsKey(string key) => key.Length is > 0 and <= MaxKey && !key.Any(char.IsControl);

    [GeneratedRegex(@"\A[a-z0-9_]{1,32}\.[a-z0-9_]{1,48}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KindPattern();
}
