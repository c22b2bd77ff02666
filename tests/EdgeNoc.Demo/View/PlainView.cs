using System.Globalization;
using EdgeNoc.Demo.Watching;

namespace EdgeNoc.Demo.View;

/// <summary>A line a second, and a line for each thing that happens: for logs, pipes and screen readers.</summary>
internal sealed class PlainView(TextWriter output) : IDemoView
{
    private int _notes;
    private int _messages;

    public Task RunAsync(Func<Task<DemoSnapshot>> look, CancellationToken ct) => ViewPace.LoopAsync(look, Show, ct);

    private void Show(DemoSnapshot now)
    {
        foreach (var note in now.Notes.Skip(_notes)) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{note.AtS,4:0} s  *** {note.Text}"));
        foreach (var message in now.Messages.Skip(_messages))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now.AtS,4:0} s  >>> WhatsApp {message.Number}: {SnapshotText.FirstLine(message.Text)}"));
        (_notes, _messages) = (now.Notes.Count, now.Messages.Count);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now.AtS,4:0} s  {SnapshotText.Line(now)}"));
    }
}
