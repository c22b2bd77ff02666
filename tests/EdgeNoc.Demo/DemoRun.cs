using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Demo.Setup;
using EdgeNoc.Demo.Story;
using EdgeNoc.Demo.View;
using EdgeNoc.Demo.Watching;
using EdgeNoc.Demo.World;
using Spectre.Console;

namespace EdgeNoc.Demo;

/// <summary>One run from nothing to the summary.</summary>
internal static class DemoRun
{
    /// <param name="options">How long and where.</param>
    /// <param name="stop">Ends the run early: what there is is counted, without mending and telling first.</param>
    /// <param name="hurry">Ends also the waiting and counting.</param>
    /// <returns>0 when nothing was lost and the messages came, else 1.</returns>
    public static async Task<int> RunAsync(DemoOptions options, CancellationToken stop, CancellationToken hurry)
    {
        Prerequisites.Check();
        using var folder = DemoFolder.Create();
        var ports = DemoPorts.Choose(options.Port);
        await using var world = await DemoWorld.StartAsync(folder, ports, Console.WriteLine, stop);
        var whereToLook = WhereToLook.Lines(folder, ports);
        foreach (var line in whereToLook) Console.WriteLine(line);

        var notes = new DemoNotes(TimeProvider.System);
        var script = new DemoScript(world, notes);
        using var watcher = new Watcher(world, script, notes);
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(stop))
        {
            if (options.For is { } duration) over.CancelAfter(duration);
            await Task.WhenAll(View(whereToLook).RunAsync(watcher.LookAsync, over.Token), script.PlayAsync(over.Token));
        }

        var ending = new Ending(world, script, notes, watcher, Console.WriteLine);
        var summary = await ending.CountAsync(tellAll: !stop.IsCancellationRequested, hurry);
        await File.WriteAllTextAsync(folder.Summary, summary.ToJson(), CancellationToken.None);
        Console.WriteLine();
        Console.Write(SummaryText.Of(summary));
        Console.WriteLine($"written to {folder.Summary}");
        return summary.IsGood ? 0 : 1;
    }

    private static IDemoView View(IReadOnlyList<string> whereToLook) =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi ? new PlainView(Console.Out) : new LiveView(AnsiConsole.Console, whereToLook);
}
