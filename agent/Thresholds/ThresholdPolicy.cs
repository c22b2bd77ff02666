using System.IO.Enumeration;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Thresholds;

/// <summary>What holds for one kind of one entity, after site, device and entity had their say.</summary>
/// <param name="IsOff">It is not told.</param>
/// <param name="Severity">Of its events.</param>
/// <param name="Raise">NaN where there is no level.</param>
/// <param name="Clear">As <paramref name="Raise"/>.</param>
/// <param name="Samples">Polls in a row; <see cref="DetectedKinds.AsConfigured"/> where <c>detection</c> says it.</param>
internal readonly record struct KindRule(bool IsOff, Severity Severity, double Raise, double Clear, int Samples)
{
    public bool HasLevels => !double.IsNaN(Raise) && !double.IsNaN(Clear);

    public static KindRule Of(string kind, Threshold set)
    {
        var known = DetectedKinds.All.GetValueOrDefault(kind);
        return new KindRule(
            set.IsOff ?? false,
            set.Severity ?? EventKinds.DefaultSeverity(kind),
            set.Raise ?? known?.Raise ?? double.NaN,
            set.Clear ?? known?.Clear ?? double.NaN,
            set.Samples ?? known?.Samples ?? DetectedKinds.AsConfigured);
    }
}

/// <summary>The rules of one kind in one config entry: mostly one for all entities.</summary>
internal sealed class KindPolicy(string kind, Threshold set, IReadOnlyList<(string Pattern, Threshold Set)> entities)
{
    private readonly Dictionary<string, KindRule> _ofEntities = new(StringComparer.Ordinal);
    private readonly KindRule _all = KindRule.Of(kind, set);

    public string Kind => kind;

    /// <summary>Not for several threads: a config entry is polled by one at a time.</summary>
    public KindRule For(string entity)
    {
        if (entities.Count == 0) return _all;
        if (!_ofEntities.TryGetValue(entity, out var rule))
        {
            var merged = set;
            foreach (var (pattern, over) in entities)
            {
                if (FileSystemName.MatchesSimpleExpression(pattern, entity, ignoreCase: false)) merged = over.Over(merged);
            }

            _ofEntities[entity] = rule = KindRule.Of(kind, merged);
        }

        return rule;
    }
}

/// <summary>The rules of one config entry: the device's over the site's over the defaults, and those of an entity over all of them.</summary>
internal sealed class ThresholdPolicy(ThresholdSet site, ThresholdSet device)
{
    private readonly Dictionary<string, KindPolicy> _kinds = new(StringComparer.Ordinal);

    /// <summary>Only defaults.</summary>
    public static ThresholdPolicy Default => new(ThresholdSet.None, ThresholdSet.None);

    public KindPolicy this[string kind]
    {
        get
        {
            if (!_kinds.TryGetValue(kind, out var policy)) _kinds[kind] = policy = Merge(kind);
            return policy;
        }
    }

    public KindRule For(string kind, string entity) => this[kind].For(entity);

    private KindPolicy Merge(string kind)
    {
        var none = new Threshold();
        var all = device.Kinds.GetValueOrDefault(kind, none).Over(site.Kinds.GetValueOrDefault(kind, none));
        return new KindPolicy(kind, all, [.. site.Entities.Concat(device.Entities).Where(entity => entity.Kinds.ContainsKey(kind)).Select(entity => (entity.Pattern, entity.Kinds[kind]))]);
    }
}
