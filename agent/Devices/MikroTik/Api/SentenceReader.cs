namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>How reading goes on.</summary>
internal enum FrameState
{
    Sentence,
    NeedsBytes,

    /// <summary>A reserved control byte: the connection must be dropped.</summary>
    Reserved,

    /// <summary>A sentence that begins with no <c>!kind</c>: whoever speaks here, it is no router.</summary>
    Foreign,

    /// <summary>A word, a sentence or a number of words that no menu has.</summary>
    TooLarge,
}

/// <summary>Cuts a stream of bytes into sentences, whatever pieces it comes in. Each byte is looked at once: one byte a second costs no more than a megabyte at once.</summary>
/// <param name="repliesOnly">Nothing but a router speaks: what begins no sentence of a router is refused at once.</param>
internal sealed class SentenceReader(bool repliesOnly = false)
{
    /// <summary>Comments are the longest that a row holds; scripts and files are never asked for.</summary>
    public const int MaxWord = 64 * 1024;
    public const int MaxSentence = 256 * 1024;
    public const int MaxWords = 1024;

    /// <summary><c>!done</c> and its like are short: <c>&lt;!DOCTYPE</c> begins with a length of 60.</summary>
    private const int MaxKind = 32;

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _scanned;
    private int _end;
    private int _words;

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Space()
    {
        if (_start == _end) (_start, _scanned, _end) = (0, 0, 0);
        if (_end < _buffer.Length) return _buffer.AsMemory(_end);
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_scanned, _end, _start) = (_scanned - _start, _end - _start, 0);
        }
        else
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>Tells how much was put there.</summary>
    public void Wrote(int count) => _end += count;

    /// <summary>The next sentence, good until the next <see cref="Space"/>; empty ones are skipped, as the protocol says. After a fault it gives the same fault.</summary>
    public FrameState TryRead(out Sentence? sentence)
    {
        sentence = null;
        while (true)
        {
            switch (LengthPrefix.TryRead(_buffer.AsSpan(_scanned, _end - _scanned), out var length, out var size))
            {
                case PrefixState.Incomplete: return FrameState.NeedsBytes;
                case PrefixState.Reserved: return FrameState.Reserved;
                default: break;
            }

            if (length == 0)
            {
                var (start, end) = (_start, _scanned);
                _scanned += size;
                _start = _scanned;
                _words = 0;
                if (start == end) continue;
                sentence = new Sentence(_buffer, start, end - start);
                return FrameState.Sentence;
            }

            // A web page's first letter is a length too, and its end may be waited for in vain.
            if (IsForeign(length, size)) return FrameState.Foreign;
            if (length > MaxWord || _scanned - _start + length > MaxSentence || _words == MaxWords) return FrameState.TooLarge;
            if (_end - _scanned < size + (int)length) return FrameState.NeedsBytes;
            _scanned += size + (int)length;
            _words++;
        }
    }

    private bool IsForeign(uint length, int prefix) =>
        repliesOnly && _words == 0 && length > 0 && (length > MaxKind || (_end - _scanned > prefix && _buffer[_scanned + prefix] != '!'));
}
