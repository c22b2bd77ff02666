using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Detection;

/// <summary>What an event says beside its kind: flat labels and numbers. README.md lists them for each kind.</summary>
internal sealed record EventText(string? Reason, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>An ONU: where it hangs, whose it is, and its last level and distance from when it was still there.</summary>
    public static EventText Of(OnuRecord now, OnuRecord? lastUp) => new(
        now.Reason is { } reason ? OnuRecord.Word(reason) : null,
        Texts(("pon", now.Pon), ("name", now.Name), ("mac", now.Mac), ("serial", now.Serial)),
        Numbers(("rx_dbm", lastUp?.RxDbm), ("distance_m", lastUp?.DistanceM)));

    public static EventText Of(DeviceRecord now, DeviceRecord? lastUp) => new(null, Texts(("name", now.Name)), Numbers(("rtt_ms", lastUp?.RttMs)));

    /// <summary>An ONU that its OLT no longer lists, by what was kept of it.</summary>
    public static EventText OfSlot(string pon, string? name, string? mac, string? serial, string? reason) =>
        new(reason, Texts(("pon", pon), ("name", name), ("mac", mac), ("serial", serial)), Numbers());

    /// <summary>Only labels.</summary>
    public static EventText With(string? reason, params ReadOnlySpan<(string Key, string? Value)> labels) => new(reason, Texts(labels), Numbers());

    /// <summary>The same with more labels; those without a value are left out.</summary>
    public EventText With(params ReadOnlySpan<(string Key, string? Value)> labels)
    {
        var all = Texts(labels);
        foreach (var (key, value) in Labels) all.TryAdd(key, value);
        return this with { Labels = all };
    }

    /// <summary>The same with more values, which stand over those that it has; those that are not known are left out.</summary>
    public EventText And(params ReadOnlySpan<(string Key, double? Value)> values)
    {
        var all = Numbers(values);
        foreach (var (key, value) in Values) all.TryAdd(key, value);
        return this with { Values = all };
    }

    /// <summary>The same with these values alone.</summary>
    public EventText Only(params ReadOnlySpan<(string Key, double? Value)> values) => this with { Values = Numbers(values) };

    private static Dictionary<string, string> Texts(params ReadOnlySpan<(string Key, string? Value)> pairs)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if ((IsList(key) ? value : SafeText.Clean(value)) is { Length: > 0 } text) labels[key] = text;
        }

        return labels;
    }

    // Lists are made safe name by name, and are longer than a text.
    private static bool IsList(string key) => key is "names" or "places";

    private static Dictionary<string, double> Numbers(params ReadOnlySpan<(string Key, double? Value)> pairs)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (value is { } number && double.IsFinite(number)) values[key] = number;
        }

        return values;
    }
}
