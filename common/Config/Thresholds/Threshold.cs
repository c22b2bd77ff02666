using EdgeNoc.Common.Events;

namespace EdgeNoc.Common.Config.Thresholds;

/// <summary>What a config changes about a kind; null leaves what is below it.</summary>
/// <param name="Raise">The level that raises, in the kind's unit.</param>
/// <param name="Clear">The level that clears, on the good side of <paramref name="Raise"/>.</param>
/// <param name="Samples">Polls in a row.</param>
/// <param name="Severity">Instead of the default.</param>
/// <param name="IsOff">True: this is never told; false: it is again, where the level below switched it off.</param>
public sealed record Threshold(double? Raise = null, double? Clear = null, int? Samples = null, Severity? Severity = null, bool? IsOff = null)
{
    /// <summary>This over what holds without it.</summary>
    public Threshold Over(Threshold below) =>
        new(Raise ?? below.Raise, Clear ?? below.Clear, Samples ?? below.Samples, Severity ?? below.Severity, IsOff ?? below.IsOff);
}

/// <summary>Changes for the entities that a pattern names; <c>*</c> stands for any letters, also none.</summary>
public sealed record EntityThresholds(string Pattern, IReadOnlyDictionary<string, Threshold> Kinds);

/// <summary>The object <c>thresholds</c> of a config, at its top or in a device.</summary>
/// <param name="Kinds">By kind.</param>
/// <param name="Entities">In the config's order: a later one stands over an earlier one.</param>
public sealed record ThresholdSet(IReadOnlyDictionary<string, Threshold> Kinds, IReadOnlyList<EntityThresholds> Entities)
{
    /// <summary>Changes nothing.</summary>
    public static ThresholdSet None { get; } = new(new Dictionary<string, Threshold>(StringComparer.Ordinal), []);
}
