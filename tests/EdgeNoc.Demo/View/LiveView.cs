using System.Globalization;
using EdgeNoc.Demo.Watching;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EdgeNoc.Demo.View;

/// <summary>One screen that is drawn anew each second.</summary>
internal sealed class LiveView(IAnsiConsole console, IReadOnlyList<string> whereToLook) : IDemoView
{
    private const int ShownNotes = 5;
    private const int ShownMessages = 5;

    public Task RunAsync(Func<Task<DemoSnapshot>> look, CancellationToken ct) =>
        console.Live(new Text("")).StartAsync(live => ViewPace.LoopAsync(look, now => live.UpdateTarget(Render(now)), ct));

    internal IRenderable Render(DemoSnapshot now) => new Rows(
        new Rule(string.Create(CultureInfo.InvariantCulture, $"EdgeNoc demo, {now.AtS:0} s")).LeftJustified(),
        new Columns(Devices(now), Panel(now), Figures(now)) { Expand = false },
        Lines("What the script did", now.Notes.TakeLast(ShownNotes).Select(note => string.Create(CultureInfo.InvariantCulture, $"{note.AtS,4:0} s  {note.Text}"))),
        Lines("Open incidents", now.Incidents.Select(incident => $"#{incident.Number} {incident.Severity} {incident.Kind} {incident.Device} {incident.Entity}")),
        Lines("WhatsApp", now.Messages.TakeLast(ShownMessages).Select(message => $"{message.At:HH:mm:ss} {SnapshotText.FirstLine(message.Text)}")),
        Lines("Where to look", whereToLook));

    private static Table Devices(DemoSnapshot now)
    {
        var table = new Table().Border(TableBorder.Simple).Title("POP demo-pop").AddColumns("device", "kind", "the agent says");
        foreach (var device in now.Agent?.Devices ?? [])
            table.AddRow(Plain(device.Id), Plain(device.Kind), Plain(device.Detail is null ? device.Health : $"{device.Health}, {device.Detail}"));
        if (now.Agent is null) table.AddRow("the agent does not answer", "", "");
        return table;
    }

    private static Table Panel(DemoSnapshot now)
    {
        var table = new Table().Border(TableBorder.Simple).Title("Panel").AddColumns("lamp", "shape", "rhythm");
        foreach (var lamp in now.Agent?.Lamps ?? []) table.AddRow(Plain(lamp.Name), lamp.Shape, lamp.Rhythm);
        return table;
    }

    private static Table Figures(DemoSnapshot now)
    {
        var table = new Table().Border(TableBorder.Simple).Title("Figures").AddColumns("", "").HideHeaders();
        table.AddRow("broker", now.BrokerIsUp ? "up" : "DOWN");
        table.AddRow("buffer at the POP", now.Agent is { } agent ? string.Create(CultureInfo.InvariantCulture, $"{agent.BufferRows} messages, {(agent.Connected ? "connected" : "NOT connected")}") : "?");
        table.AddRow("points stored", string.Create(CultureInfo.InvariantCulture, $"{now.PointsStored} (+{now.PointsPerS:0}/s)"));
        table.AddRow("events", now.Events.ToString(CultureInfo.InvariantCulture));
        foreach (var device in now.Plant) table.AddRow("plant", Plain(SnapshotText.Plant(device)));
        return table;
    }

    private static Rows Lines(string title, IEnumerable<string> lines) =>
        new([new Markup($"[bold]{title}[/]"), .. lines.DefaultIfEmpty("(none)").Select(line => new Text($"  {line}"))]);

    private static string Plain(string text) => Markup.Escape(text);
}
