namespace EdgeNoc.Collector.Ingest;

/// <summary>The lines of one message within a body.</summary>
internal readonly record struct BodySegment(QueuedMessage Message, int Start, int End);

/// <summary>Lines of several messages on their way into the database, in one buffer that is used again and again.</summary>
internal sealed class Body
{
    private const int FirstBytes = 256 << 10;

    private readonly List<BodySegment> _segments = [];
    private readonly List<QueuedMessage> _completed = [];
    private byte[] _buffer = new byte[FirstBytes];
    private int _length;
    private int _segmentStart;

    /// <summary>All its messages are backlog, or none is.</summary>
    public bool IsBacklog { get; set; }

    public int Lines { get; private set; }

    public int Length => _length;

    public IReadOnlyList<BodySegment> Segments => _segments;

    /// <summary>Messages whose last line is in this body or was refused: acknowledged once the body is stored.</summary>
    public IReadOnlyList<QueuedMessage> Completed => _completed;

    public ReadOnlyMemory<byte> Slice(int start, int end) => _buffer.AsMemory(start, end - start);

    /// <summary>Adds a line, with <paramref name="inserted"/> at the position <paramref name="at"/>.</summary>
    public void Add(ReadOnlySpan<byte> line, int at, ReadOnlySpan<byte> inserted)
    {
        var needed = _length + line.Length + inserted.Length + 1;
        if (needed > _buffer.Length) Array.Resize(ref _buffer, Math.Max(needed, _buffer.Length * 2));
        var target = _buffer.AsSpan(_length);
        line[..at].CopyTo(target);
        inserted.CopyTo(target[at..]);
        line[at..].CopyTo(target[(at + inserted.Length)..]);
        target[line.Length + inserted.Length] = (byte)'\n';
        _length = needed;
        Lines++;
    }

    /// <summary>Ends the lines of a message in this body; the message itself may go on in the next one.</summary>
    public void EndSegment(QueuedMessage message)
    {
        if (_length > _segmentStart) _segments.Add(new BodySegment(message, _segmentStart, _length));
        _segmentStart = _length;
    }

    public void Complete(QueuedMessage message) => _completed.Add(message);

    /// <summary>What is to be noted once the body is stored; it outlives <see cref="Clear"/> until it was noted.</summary>
    public BodyNotes Notes { get; } = new();

    public void Clear()
    {
        _segments.Clear();
        _completed.Clear();
        _length = 0;
        _segmentStart = 0;
        Lines = 0;
    }
}
