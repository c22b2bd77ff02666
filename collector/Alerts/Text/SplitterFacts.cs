using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Groups;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>Which splitters an outage is about: those that operators named and whose ONUs are all down. Pure.</summary>
internal static class SplitterFacts
{
    private const int MaxName = 40;
    private const int MaxNames = 3;

    /// <summary>Of fewer than two nobody can tell a splitter from a customer.</summary>
    private const int Fewest = 2;

    public static IReadOnlyList<(string Name, int Onus)> Of(IReadOnlyList<CustomerGroup> splitters, IReadOnlyList<Alert> members)
    {
        if (splitters.Count == 0) return [];
        var down = members.Where(alert => alert.IsOpen && AlertKind.IsOnu(alert) && AlertKind.IsOutage(alert.Kind)).SelectMany(Names).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (down.Count == 0) return [];
        return [.. splitters.Where(splitter => splitter.Members.Count >= Fewest && splitter.Members.All(member => down.Contains(Key(member.Device, member.Name)) || down.Contains(Key("", member.Name)))).Select(splitter => (splitter.Name, splitter.Members.Count))];
    }

    /// <summary>Null when none is known.</summary>
    public static string? Line(IncidentModel model, Phrasing say)
    {
        if (model.Splitters.Count == 0) return null;
        var names = model.Splitters.Take(MaxNames).Select(splitter => $"{HostileText.Clean(splitter.Name, MaxName)} ({say.Number(splitter.Onus)} ONU)");
        return $"🔀 Splitter: {string.Join(", ", names)}{(model.Splitters.Count > MaxNames ? " …" : "")}";
    }

    private static IEnumerable<string> Names(Alert alert)
    {
        string?[] names = [alert.Labels.GetValueOrDefault("mac"), alert.Labels.GetValueOrDefault("serial"), alert.Entity.StartsWith("onu/", StringComparison.Ordinal) ? alert.Entity[4..] : null];
        return names.OfType<string>().Where(name => name.Length > 0).SelectMany(name => (string[])[Key("", name), Key(alert.Device, name)]);
    }

    private static string Key(string device, string name) => $"{device}\n{name}";
}
