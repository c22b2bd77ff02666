namespace EdgeNoc.Common.Import;

/// <summary>The lines of a text from some place on, and no more of it in memory than was looked at.</summary>
internal sealed class LineWindow(TextReader text)
{
    private readonly List<string> _ahead = [];

    /// <summary>Of the first line, counted from 1.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>The line so many behind the first; null: there is none.</summary>
    public string? At(int ahead)
    {
        while (_ahead.Count <= ahead)
        {
            if (text.ReadLine() is not { } line) return null;
            _ahead.Add(line);
        }

        return _ahead[ahead];
    }

    public void Skip(int lines)
    {
        _ = At(lines - 1);
        _ahead.RemoveRange(0, Math.Min(lines, _ahead.Count));
        Number += lines;
    }
}
