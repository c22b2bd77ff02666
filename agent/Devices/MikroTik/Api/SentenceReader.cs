namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>How reading goes on.</summary>
internal enum FrameState
{
    Sentence,
    NeedsBytes,

    /// <summary>A reserved control byte: the connection must be dropped.</summary>
    Reserved,

    /// <summary>A word, a sentence or a number of words that no menu has.</summary>
    TooLarge,
}

/// <summary>Cuts a stream of bytes into sentences, whatever pieces it comes in. Each byte is looked at once: one byte a second costs no more than a megabyte at once.</summary>
internal sealed class SentenceReader
{
    /// <summary>Comments are the longest that a row holds; scripts and files are never asked for.</summary>
    public const int MaxWord = 64 * 1024;
    public const int MaxSentence = 256 * 1024;
    public const int MaxWords = 1024;

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

            if (length > MaxWord || _scanned - _start + length > MaxSentence || _words == MaxWords) return FrameState.TooLarge;
            if (_end - _scanned < size + (int)length) return FrameState.NeedsBytes;
            _scanned += size + (int)length;
            _words++;
        }
    }
}
