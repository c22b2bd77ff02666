using System.Globalization;
using EdgeNoc.Demo.Watching;

namespace EdgeNoc.Demo.View;

/// <summary>The words of a snapshot, for both views.</summary>
internal static class SnapshotText
{
    public static string Line(DemoSnapshot now) => string.Join("  ",
    [
        now.BrokerIsUp ? "broker up" : "broker DOWN",
        .. now.Plant.Select(Plant),
        string.Create(CultureInfo.InvariantCulture, $"stored {now.PointsStored} (+{now.PointsPerS:0}/s)"),
        now.Agent is { } agent ? string.Create(CultureInfo.InvariantCulture, $"buffer {agent.BufferRows}") : "agent silent",
        string.Create(CultureInfo.InvariantCulture, $"events {now.Events}"),
        now.Incidents.Count == 0 ? "nothing open" : $"open {string.Join(' ', now.Incidents.Select(incident => $"#{incident.Number}"))}",
        .. now.Agent is { } lit ? lit.Lamps.Select(lamp => $"{lamp.Name}: {lamp.Rhythm}") : [],
    ]);

    /// <summary><c>olt-1 94/128 up, cut: 0/2</c>.</summary>
    public static string Plant(PlantView device) =>
        string.Create(CultureInfo.InvariantCulture, $"{device.Device} {device.Up}/{device.Total} up") + (device.CutPons.Count == 0 ? "" : $", cut: {string.Join(' ', device.CutPons)}");

    public static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}
