using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>The lines about single alerts.</summary>
internal static class AlertLines
{
    // Weaker than this an EPON or GPON receiver is near its end.
    public const double WeakRxDbm = -27;
    private const int MaxValues = 4;

    // Told in lines of their own.
    private static readonly string[] ToldElsewhere =
        ["rx_dbm", "distance_m", "temp_c", "down", "lost", "power_off", "los", "lost_min_m", "lost_max_m", "kept_max_m", "can_gasp", "pons", "olts", "onus", "more", "sites", "silent"];

    /// <summary>An ONU, one fact a line, as users know it; what is not known is left out.</summary>
    /// <param name="alert">About the ONU.</param>
    /// <param name="severity">How urgent it is: below a greater problem, that one's.</param>
    /// <param name="say">In which words.</param>
    public static IEnumerable<string> Onu(Alert alert, Severity severity, Phrasing say)
    {
        var (words, values, labels) = (say.Words.Messages, alert.Values, alert.Labels);
        var icon = Headline.Icon(alert.Kind, alert.Reason, alert.Severity);
        yield return $"{icon} {(Place.Name(alert) is { Length: > 0 } name ? name : Place.Entity(alert, say))}";
        yield return $"📍 PON {Place.Entity(alert, say)}";
        if (labels.GetValueOrDefault("mac") is { Length: > 0 } mac) yield return $"🔗 MAC: {HostileText.Clean(mac, 20)}";
        else if (labels.GetValueOrDefault("serial") is { Length: > 0 } serial) yield return $"🔗 SN: {HostileText.Clean(serial, 32)}";
        yield return $"🚨 {words.Status}: {Phrasing.Capital(Verdict.Reasoned(alert, say, isTitle: true))}";
        yield return $"⚠️ {words.Priority}: {say.Severity(severity).ToUpperInvariant()}";
        if (values.TryGetValue("temp_c", out var temperature)) yield return $"🌡️ {words.Temperature}: {say.Number(temperature)}°C";
        if (values.TryGetValue("distance_m", out var distance)) yield return $"📏 {words.Distance}: {say.Number(Math.Round(distance))}m";
        if (values.TryGetValue("rx_dbm", out var rx)) yield return $"{(rx <= WeakRxDbm ? "📵" : "📶")} RX: {say.Number(rx)} dBm";
        if (Others(alert, say) is { Length: > 0 } others) yield return $"🔢 {others}";
        if (say.Meaning(alert.Kind, alert.Reason) is { } meaning) yield return $"❌ {words.Reason}: {Phrasing.Term(alert.Reason!).ToUpperInvariant()} ({meaning})";
    }

    /// <summary>Anything but an ONU, two lines at most; with the device where the lines around it are about others.</summary>
    public static string Problem(Alert alert, bool withDevice, Phrasing say)
    {
        var title = Place.Join(withDevice ? Place.Device(alert) : "", Place.Name(alert), Place.Entity(alert, say)).TrimStart();
        var line = Headline.Icon(alert.Kind, alert.Reason, alert.Severity) + (title.Length == 0 ? "" : $" {title}:") + $" {Condition(alert, say)}";
        var details = Details(alert, say);
        return details.Length == 0 ? line : $"{line}\n    {details}";
    }

    /// <summary>What it was and how long: after its name, each on a line of its own.</summary>
    public static IEnumerable<string> Recovery(Alert alert, bool withDevice, Phrasing say)
    {
        var (words, isOnu) = (say.Words.Recovery, AlertKind.IsOnu(alert));
        var (name, entity) = (Place.Name(alert), Place.Entity(alert, say));
        var title = Place.Join(withDevice ? Place.Device(alert) : "", name, isOnu && name.Length > 0 ? "" : entity).TrimStart();
        var outage = AlertKind.IsOutage(alert.Kind);
        var was = Condition(alert, say, isTitle: true);
        yield return Place.Join("🟢", title, $"({say.Condition(alert.Kind, alert.Reason).ToUpperInvariant()} → {(outage ? words.Online : words.Ok)})").TrimStart();
        if (isOnu && name.Length > 0) yield return $"📍 PON {entity}";
        if (isOnu && alert.Labels.GetValueOrDefault("mac") is { Length: > 0 } mac) yield return $"🔗 MAC: {HostileText.Clean(mac, 20)}";
        yield return $"📈 {words.Previous}: {Phrasing.Capital(was)}";
        yield return $"⏱️ {(outage ? words.WasOffline : words.Lasted)}: {say.Duration(TimeSpan.FromMilliseconds((alert.ClearedMs ?? alert.RaisedMs) - alert.RaisedMs))}";
    }

    /// <summary>One of a list: <c>CLIENT-027 (0/3:27)</c>.</summary>
    public static string Short(Alert alert, Phrasing say) => Place.Name(alert) is { Length: > 0 } name ? $"{name} ({Place.Entity(alert, say)})" : Place.Entity(alert, say);

    private static string Condition(Alert alert, Phrasing say, bool isTitle = false)
    {
        var (down, total) = (AlertKind.Count(alert, "down"), AlertKind.Count(alert, "total"));
        return AlertKind.IsCut(alert) && down > 0 && total > 0 ? $"{say.Condition(alert.Kind, null)} ({say.Words.Messages.DownOf(down, total)})" : Verdict.Reasoned(alert, say, isTitle);
    }

    private static string Details(Alert alert, Phrasing say)
    {
        var values = alert.Values;
        var parts = new List<string>();
        if (alert.Labels.GetValueOrDefault("mac") is { Length: > 0 } mac) parts.Add($"🔗 {HostileText.Clean(mac, 20)}");
        if (values.TryGetValue("rx_dbm", out var rx)) parts.Add($"{(rx <= WeakRxDbm ? "📵" : "📶")} {say.Number(rx)} dBm");
        if (values.TryGetValue("temp_c", out var temperature)) parts.Add($"🌡️ {say.Number(temperature)}°C");
        if (values.TryGetValue("distance_m", out var distance)) parts.Add($"📏 {say.Number(Math.Round(distance))} m");
        if (alert.Labels.GetValueOrDefault("alive_by") is { Length: > 0 } alive) parts.Add(say.Words.Messages.AliveBy(say.Sign(alive)));
        if (AlertKind.Count(alert, "onus") is > 0 and var onus) parts.Add(say.Words.Messages.OnusUnknown(onus));
        if (Others(alert, say) is { Length: > 0 } others) parts.Add(others);
        return string.Join(" · ", parts);
    }

    private static string Others(Alert alert, Phrasing say) => string.Join(" · ", alert.Values
        .Where(pair => !ToldElsewhere.Contains(pair.Key, StringComparer.Ordinal) && !(AlertKind.IsCut(alert) && pair.Key is "total"))
        .OrderBy(pair => pair.Key is "limit" ? 1 : 0).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MaxValues)
        .Select(pair => say.Value(pair.Key, pair.Value)));
}
