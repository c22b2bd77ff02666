using System.Globalization;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Common.Config.Thresholds;

/// <summary>The object <c>thresholds</c>: kinds with what is changed about them, and the same for entities by pattern.</summary>
public static class ThresholdEntries
{
    private const string Off = "off";
    private static readonly string[] Severities = ["info", "low", "medium", "high", "critical", Off];

    /// <param name="owner">Where the key <c>thresholds</c> may stand.</param>
    /// <param name="below">What holds at the site, for the check that a raising and a clearing level from two places fit each other.</param>
    public static ThresholdSet Read(ConfigSection owner, ThresholdSet below)
    {
        var section = owner.Section("thresholds");
        if (!owner.Has("thresholds")) return ThresholdSet.None;
        var kinds = ReadKinds(section, below.Kinds);
        var entities = section.List("entities").Select(entry => ReadEntity(entry, below.Kinds, kinds)).OfType<EntityThresholds>().ToList();
        section.Finish();
        return new ThresholdSet(kinds, entities);
    }

    private static EntityThresholds? ReadEntity(ConfigSection entry, IReadOnlyDictionary<string, Threshold> site, IReadOnlyDictionary<string, Threshold> device)
    {
        var pattern = entry.Text("match", required: true);
        var kinds = ReadKinds(entry, device, site);
        entry.Finish();
        return pattern is null ? null : new EntityThresholds(pattern, kinds);
    }

    private static Dictionary<string, Threshold> ReadKinds(ConfigSection section, params ReadOnlySpan<IReadOnlyDictionary<string, Threshold>> below)
    {
        var read = new Dictionary<string, Threshold>(StringComparer.Ordinal);
        foreach (var kind in DetectedKinds.All.Values.OrderBy(kind => kind.Kind, StringComparer.Ordinal))
        {
            // Asked for also where it is not there: then a typo finds the kind that it meant.
            var part = section.Section(kind.Kind);
            if (!section.Has(kind.Kind)) continue;
            var threshold = ReadOne(part, kind);
            read[kind.Kind] = threshold;
            foreach (var set in below) threshold = threshold.Over(set.GetValueOrDefault(kind.Kind, new Threshold()));
            CheckLevels(part, kind, threshold);
        }

        return read;
    }

    private static Threshold ReadOne(ConfigSection part, DetectedKind kind)
    {
        double? raise = null, clear = null;
        int? samples = null;
        if (kind.HasLevels) raise = part.Number("raise", kind.Least, kind.Most, kind.Unit);
        // That an ONU is calm again is a matter of time, not of a level.
        if (kind.HasLevels && kind.Kind != DetectedKinds.OnuFlapping) clear = part.Number("clear", Math.Min(0, kind.Least), kind.Most, kind.Unit);
        if (kind.HasSamples && part.Integer("samples", 0, 1, 100) is > 0 and var polls) samples = polls;
        var severity = part.Has("severity") ? part.Choice("severity", Off, Severities) : part.Text("severity");
        part.Finish();
        return new Threshold(raise, clear, samples, Word(severity), severity is null ? null : severity == Off);
    }

    private static void CheckLevels(ConfigSection part, DetectedKind kind, Threshold merged)
    {
        if (!kind.HasLevels || kind.Kind == DetectedKinds.OnuFlapping || (!part.Has("raise") && !part.Has("clear"))) return;
        var (raise, clear) = (merged.Raise ?? kind.Raise, merged.Clear ?? kind.Clear);
        if (raise is null || clear is null)
        {
            part.Error(raise is null ? "raise" : "clear", null, "is missing", "write both levels: this kind has no default for them");
            return;
        }

        // Low is bad for levels and voltages, high for all else.
        var lowIsBad = kind.Kind == DetectedKinds.DeviceVoltageLow || kind.Clear > kind.Raise;
        if (lowIsBad ? clear > raise : clear < raise) return;
        part.Error(part.Has("clear") ? "clear" : "raise", null,
            string.Create(CultureInfo.InvariantCulture, $"does not fit: {kind.Kind} would be raised at {raise} and cleared at {clear} {kind.Unit}"),
            lowIsBad ? "write a clear that is above raise, so that a level at the edge does not raise again and again" : "write a clear that is below raise, so that a level at the edge does not raise again and again");
    }

    private static Severity? Word(string? word) => word switch
    {
        "info" => Severity.Info,
        "low" => Severity.Low,
        "medium" => Severity.Medium,
        "high" => Severity.High,
        "critical" => Severity.Critical,
        _ => null,
    };
}
