using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>Where an alert is, as an engineer says it.</summary>
internal static class Place
{
    private const int MaxName = 48;

    /// <summary>The site's name, or its id in capitals where it has none.</summary>
    public static string Site(string site, string title)
    {
        var clean = HostileText.Clean(title, MaxName);
        return clean.Length > 0 && clean != site ? clean : site.ToUpperInvariant();
    }

    /// <summary>The device; empty for the site itself.</summary>
    public static string Device(Alert alert) => Device(alert.Device);

    /// <inheritdoc cref="Device(Alert)"/>
    public static string Device(string device) => device == "site" ? "" : HostileText.Clean(device, 64);

    /// <summary>The PON of an ONU or of the PON itself; null for anything else.</summary>
    public static string? Pon(Alert alert) => Split(alert.Entity) switch
    {
        ("pon", var pon) => HostileText.Clean(pon, MaxName),
        ("onu", var onu) when onu.LastIndexOf(':') is > 0 and var colon => HostileText.Clean(onu[..colon], MaxName),
        ("onu", _) when alert.Labels.GetValueOrDefault("pon") is { Length: > 0 } pon => HostileText.Clean(pon, MaxName),
        _ => null,
    };

    /// <summary><c>0/3:17</c>, <c>PON 0/3</c>, <c>ether1</c>, <c>pool residential</c>, <c>agent</c>; empty for the device itself.</summary>
    public static string Entity(Alert alert, Phrasing say) => Split(alert.Entity) switch
    {
        // The mains, the door, the uplink: what is wrong with them says which.
        _ when alert.Kind.StartsWith("site.", StringComparison.Ordinal) => "",

        // Of another system: a fingerprint, which says nothing to people.
        ("external", _) => "",
        ("onu" or "if", var name) => HostileText.Clean(name, MaxName),
        ("device", "") => "",
        (var word, "") => say.Part(word),
        ("sensor", var name) when Split(name) is var (word, number) => $"{say.Part(word)} {HostileText.Clean(number, MaxName)}".TrimEnd(),
        var (word, name) => $"{say.Part(word)} {HostileText.Clean(name, MaxName)}",
    };

    /// <summary>The customer's or device's own name; empty when it has none.</summary>
    public static string Name(Alert alert) => HostileText.Clean(alert.Labels.GetValueOrDefault("name"), MaxName);

    /// <summary>What all of these have in common, after the site's name: <c> olt-1 PON 0/3</c>.</summary>
    public static string Common(IReadOnlyList<Alert> alerts, Phrasing say)
    {
        if (alerts.Count == 1) return Join(Device(alerts[0]), Entity(alerts[0], say), Name(alerts[0]));
        var devices = alerts.Select(alert => alert.Device).Distinct(StringComparer.Ordinal).Count();
        if (devices > 1) return "";
        var pons = alerts.Select(Pon).Distinct(StringComparer.Ordinal).ToList();
        return Join(Device(alerts[0]), pons is [{ } pon] ? $"PON {pon}" : "");
    }

    /// <summary>Each part that is not empty, with a space before it.</summary>
    public static string Join(params ReadOnlySpan<string> parts)
    {
        var text = "";
        foreach (var part in parts)
        {
            if (part.Length > 0) text += $" {part}";
        }

        return text;
    }

    private static (string Word, string Name) Split(string entity)
    {
        var slash = entity.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (entity, "") : (entity[..slash], entity[(slash + 1)..]);
    }
}
