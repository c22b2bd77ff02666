using System.Globalization;
using System.Text;

namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>
/// What a terminal would show of the bytes: carriage returns, backspaces and cursor movements are done, all other control codes dropped. That takes out every way of
/// erasing a pager's line, whether by <c>ESC[42D</c> and blanks (VRP), by backspaces (ZTE), by a bare return or by <c>ESC[K</c>.
/// </summary>
internal sealed class Terminal
{
    /// <summary>A line longer than this is cut: nothing that is worth reading is.</summary>
    private const int MaxColumns = 4096;

    private readonly List<string> _lines = [];
    private readonly StringBuilder _line = new();
    private int _column;

    /// <summary>Lines without trailing blanks; the last one is what stands behind the last line feed, perhaps nothing.</summary>
    public static IReadOnlyList<string> Show(ReadOnlySpan<byte> bytes) => Show(Decode(bytes));

    /// <inheritdoc cref="Show(ReadOnlySpan{byte})"/>
    public static IReadOnlyList<string> Show(string text)
    {
        var terminal = new Terminal();
        for (var i = 0; i < text.Length;) i = terminal.Take(text, i);
        terminal.EndLine();
        return terminal._lines;
    }

    /// <summary>UTF-8 where it is, else one letter a byte: boxes hold descriptions in any code page.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>The index behind what was taken.</summary>
    private int Take(string text, int at)
    {
        switch (text[at])
        {
            case '\n':
                EndLine();
                return at + 1;
            case '\r':
                _column = 0;
                return at + 1;
            case '\b':
                _column = Math.Max(0, _column - 1);
                return at + 1;
            case '\x1b':
                return Escape(text, at + 1);
            case '\t':
                Put(' ');
                return at + 1;
            case var letter:
                // U+FEFF: files saved by Windows begin with it.
                if (!char.IsControl(letter) && letter != '\uFEFF') Put(letter);
                return at + 1;
        }
    }

    private int Escape(string text, int at)
    {
        if (at >= text.Length || text[at] != '[') return Math.Min(text.Length, at + 1);
        var end = at + 1;
        while (end < text.Length && text[end] is >= ' ' and <= '?') end++;
        if (end >= text.Length) return end;
        var count = int.TryParse(text.AsSpan(at + 1, end - at - 1), CultureInfo.InvariantCulture, out var given) && given > 0 ? Math.Min(given, MaxColumns) : 1;
        switch (text[end])
        {
            case 'D':
                _column = Math.Max(0, _column - count);
                break;
            case 'C':
                _column = Math.Min(MaxColumns, _column + count);
                break;
            case 'G':
                _column = count - 1;
                break;
            case 'K':
                Erase(text.AsSpan(at + 1, end - at - 1));
                break;
        }

        return end + 1;
    }

    private void Erase(ReadOnlySpan<char> how)
    {
        if (how is "2") _line.Clear();
        else if (how is "1") for (var i = 0; i < Math.Min(_column, _line.Length); i++) _line[i] = ' ';
        else if (_column < _line.Length) _line.Length = _column;
    }

    private void Put(char letter)
    {
        if (_column >= MaxColumns) return;
        while (_line.Length < _column) _line.Append(' ');
        if (_column < _line.Length) _line[_column] = letter;
        else _line.Append(letter);
        _column++;
    }

    private void EndLine()
    {
        var end = _line.Length;
        while (end > 0 && _line[end - 1] == ' ') end--;
        _lines.Add(_line.ToString(0, end));
        _line.Clear();
        _column = 0;
    }
}
