namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>One line of a terminal with its cursor. A line longer than any box writes is cut.</summary>
internal sealed class CliScreenLine
{
    private const int MaxBytes = 4096;

    private readonly byte[] _bytes = new byte[MaxBytes];
    private int _length;
    private int _cursor;

    public void Put(byte letter)
    {
        if (_cursor >= MaxBytes) return;
        while (_length < _cursor) _bytes[_length++] = (byte)' ';
        _bytes[_cursor++] = letter;
        _length = Math.Max(_length, _cursor);
    }

    public void Left(int columns) => _cursor = Math.Max(0, _cursor - columns);

    public void Right(int columns) => _cursor = Math.Min(MaxBytes, _cursor + columns);

    public void Column(int column) => _cursor = Math.Min(MaxBytes, column - 1);

    public void Tab() => Right(8 - (_cursor % 8));

    /// <summary>Back to the first column; before a line feed that changes nothing.</summary>
    public void Return(bool isLineEnd)
    {
        if (!isLineEnd) _cursor = 0;
    }

    /// <summary>0: to the end, 1: up to the cursor, 2: all.</summary>
    public void Erase(int what)
    {
        if (what == 0) _length = Math.Min(_length, _cursor);
        else if (what == 1) _bytes.AsSpan(0, Math.Min(_length, _cursor)).Fill((byte)' ');
        else _length = 0;
    }

    /// <summary>What stands there; the line is empty afterwards.</summary>
    public byte[] Take()
    {
        var bytes = _bytes[.._length];
        _length = _cursor = 0;
        return bytes;
    }
}
