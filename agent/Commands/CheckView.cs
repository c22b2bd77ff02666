using Spectre.Console;

namespace EdgeNoc.Agent.Commands;

/// <summary>Something that <c>check</c> tries: its name and what comes of it.</summary>
internal sealed record CheckPart(string Name, Task<IReadOnlyList<CheckItem>> Items);

/// <summary>Shows checks as they end.</summary>
internal static class CheckView
{
    /// <summary>Lines in the order of the config, each as soon as it and those before it are known: for logs and pipes.</summary>
    public static async Task PlainAsync(IReadOnlyList<CheckPart> parts, TextWriter output)
    {
        foreach (var part in parts)
        {
            foreach (var item in await part.Items.ConfigureAwait(false)) await output.WriteLineAsync(item.ToString()).ConfigureAwait(false);
        }
    }

    /// <summary>A table on a terminal whose rows fill as the answers come.</summary>
    public static Task LiveAsync(IReadOnlyList<CheckPart> parts, IAnsiConsole console) => console.Live(Table(parts)).StartAsync(async live =>
    {
        var open = parts.Select(part => (Task)part.Items).ToList();
        while (open.Count > 0)
        {
            open.Remove(await Task.WhenAny(open).ConfigureAwait(false));
            live.UpdateTarget(Table(parts));
        }
    });

    private static Table Table(IReadOnlyList<CheckPart> parts)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "check", "seen", "what to do");
        foreach (var part in parts)
        {
            if (!part.Items.IsCompletedSuccessfully) table.AddRow("…", Markup.Escape(part.Name), "[grey]asking[/]", "");
            else foreach (var item in part.Items.Result) table.AddRow(Sign(item), Markup.Escape(item.Check), Markup.Escape(item.Detail), Markup.Escape(item.Remedy ?? ""));
        }

        return table;
    }

    // Told apart by shape too, not by colour alone.
    private static string Sign(CheckItem item) => item.State switch
    {
        CheckMark.Ok => $"[green]{item.Sign}[/]",
        CheckMark.Warning => $"[yellow]{item.Sign}[/]",
        _ => $"[red]{item.Sign}[/]",
    };
}
