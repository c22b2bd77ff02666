using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Detection;

/// <summary>What an event says beside its kind: flat labels and numbers.</summary>
internal sealed record EventText(string? Reason, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>An ONU: where it hangs, whose it is, and its last level and distance from when it was still there.</summary>
    public static EventText Of(OnuRecord now, OnuRecord? lastUp) => new(
        now.Reason is { } reason ? OnuRecord.Word(reason) : null,
        Texts(("pon", now.Pon), ("name", now.Name), ("mac", now.Mac), ("serial", now.Serial)),
        Numbers(("rx_dbm", lastUp?.RxDbm), ("distance_m", lastUp?.DistanceM)));

    public static EventText Of(DeviceRecord now, DeviceRecord? lastUp) => new(null, Texts(("name", now.Name)), Numbers(("rtt_ms", lastUp?.RttMs)));

    /// <summary>An ONU that its OLT no longer lists, by what was kept of it.</summary>
    public static EventText OfSlot(string pon, string? name, string? mac, string? serial, string reason) =>
        new(reason, Texts(("pon", pon), ("name", name), ("mac", mac), ("serial", serial)), Numbers());

    /// <summary>A box: which driver met what error.</summary>
    public static EventText OfBox(string driver, string? error) => new(error, Texts(("driver", driver)), Numbers());

    /// <summary>The same with more labels; those without a value are left out.</summary>
    public EventText With(params ReadOnlySpan<(string Key, string? Value)> labels)
    {
        var all = Texts(labels);
        foreach (var (key, value) in Labels) all.TryAdd(key, value);
        return this with { Labels = all };
    }

    private static Dictionary<string, string> Texts(params ReadOnlySpan<(string Key, string? Value)> pairs)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (!string.IsNullOrEmpty(value)) labels[key] = value;
        }

        return labels;
    }

    private static Dictionary<string, double> Numbers(params ReadOnlySpan<(string Key, double? Value)> pairs)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (value is { } number) values[key] = number;
        }

        return values;
    }
}
