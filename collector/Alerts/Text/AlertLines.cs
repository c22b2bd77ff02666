using System.Globalization;
using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>The lines about single alerts.</summary>
internal static class AlertLines
{
    // Weaker than this an EPON or GPON receiver is near its end.
    private const double WeakRxDbm = -27;
    private const int MaxValues = 4;

    /// <summary>What is broken, two lines at most; with the device where the lines around it are about others.</summary>
    public static string Problem(Alert alert, bool withDevice)
    {
        var reason = Words.Reason(alert.Reason) is { } text ? $" ({text})" : "";
        var title = Title(alert, withDevice);
        var verdict = $"{Words.Condition(alert.Kind, alert.Reason)}{reason}";
        var details = Details(alert);
        var line = $"{Words.Icon(alert.Kind, alert.Reason, alert.Severity)} {(title.Length == 0 ? verdict : $"{title}: {verdict}")}";
        return details.Length == 0 ? line : $"{line}\n    {details}";
    }

    /// <summary>What is well again: name, what it was, how long.</summary>
    public static string Recovery(Alert alert, bool withDevice)
    {
        var duration = DurationText.Of(TimeSpan.FromMilliseconds((alert.ClearedMs ?? alert.RaisedMs) - alert.RaisedMs));
        return $"🟢 {$"{Title(alert, withDevice)} ".TrimStart()}({Words.Condition(alert.Kind, alert.Reason)} → ok) ⏱️ {duration}";
    }

    private static string Title(Alert alert, bool withDevice) =>
        string.Join(' ', new[] { withDevice ? Place.Device(alert) : "", Place.Name(alert), Place.Entity(alert) }.Where(part => part.Length > 0));

    private static string Details(Alert alert)
    {
        var values = alert.Values;
        var parts = new List<string>();
        if (alert.Labels.GetValueOrDefault("mac") is { Length: > 0 } mac) parts.Add($"🔗 {HostileText.Clean(mac, 20)}");
        if (values.TryGetValue("rx_dbm", out var rx)) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{(rx <= WeakRxDbm ? "📵" : "📶")} {Number(rx)} dBm"));
        if (values.TryGetValue("distance_m", out var distance)) parts.Add(string.Create(CultureInfo.InvariantCulture, $"📏 {Number(Math.Round(distance))} m"));
        parts.AddRange(values.Where(pair => pair.Key is not ("rx_dbm" or "distance_m")).OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(MaxValues)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{HostileText.Clean(pair.Key.Replace('_', ' '), 32)} {Number(pair.Value)}")));
        return string.Join(" · ", parts);
    }

    // 1E300 written out would be a page of digits.
    private static string Number(double value) => value.ToString(Math.Abs(value) < 1e9 ? "0.##" : "0.##E+0", CultureInfo.InvariantCulture);
}
