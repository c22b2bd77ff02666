using System.Buffers.Text;

namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>What kind of reply a sentence is.</summary>
internal enum SentenceKind
{
    /// <summary>A word that no version of the protocol has, or a request.</summary>
    Unknown,

    /// <summary><c>!re</c>: a row.</summary>
    Row,
    Done,
    Trap,

    /// <summary><c>!fatal</c>: the router closes; its reason is a bare word, not <c>=message=</c>.</summary>
    Fatal,

    /// <summary><c>!empty</c>: no rows, said by 7.18 and later, always before a <c>!done</c>.</summary>
    Empty,
}

/// <summary>A sentence as it came: its words with their lengths, where they lie. Values are looked up there, because most are never asked for.</summary>
internal sealed class Sentence
{
    /// <summary>Written over a foreign tag: no call has this number.</summary>
    public const int StrangeTag = -1;

    private readonly byte[] _buffer;
    private readonly int _start;

    /// <param name="words">Length and bytes of each word, without the empty word at the end. Lengths were checked.</param>
    public Sentence(byte[] words)
        : this(words, 0, words.Length)
    {
    }

    /// <summary>A look into a buffer: good until the buffer is written to; <see cref="Keep"/> makes one that lasts.</summary>
    public Sentence(byte[] buffer, int start, int size)
    {
        (_buffer, _start, Size) = (buffer, start, size);
        var isFirst = true;
        foreach (var word in this)
        {
            if (isFirst) Kind = KindOf(word);
            else if (word.StartsWith(".tag="u8)) Tag = Utf8Parser.TryParse(word[5..], out int tag, out var used) && used == word.Length - 5 ? tag : StrangeTag;
            isFirst = false;
        }
    }

    public SentenceKind Kind { get; }

    /// <summary>The number of the call that it answers; null when it answers one without a tag.</summary>
    public int? Tag { get; }

    /// <summary>Bytes, lengths included.</summary>
    public int Size { get; }

    /// <summary>The same with bytes of its own.</summary>
    public Sentence Keep() => new(_buffer.AsSpan(_start, Size).ToArray());

    /// <summary>The value of <c>=name=value</c>. The order of attributes means nothing, values may be empty and hold <c>=</c>.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (var word in this)
        {
            if (word.Length > name.Length + 1 && word[0] == '=' && word[name.Length + 1] == '=' && word[1..(name.Length + 1)].SequenceEqual(name))
            {
                value = word[(name.Length + 2)..];
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The second word as it stands: the reason of a <c>!fatal</c>.</summary>
    public ReadOnlySpan<byte> BareWord()
    {
        var words = GetEnumerator();
        return words.MoveNext() && words.MoveNext() ? words.Current : default;
    }

    public Enumerator GetEnumerator() => new(_buffer.AsSpan(_start, Size));

    private static SentenceKind KindOf(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("!re"u8) ? SentenceKind.Row
        : word.SequenceEqual("!done"u8) ? SentenceKind.Done
        : word.SequenceEqual("!trap"u8) ? SentenceKind.Trap
        : word.SequenceEqual("!fatal"u8) ? SentenceKind.Fatal
        : word.SequenceEqual("!empty"u8) ? SentenceKind.Empty
        : SentenceKind.Unknown;

    /// <summary>Goes through the words.</summary>
    public ref struct Enumerator(ReadOnlySpan<byte> words)
    {
        private ReadOnlySpan<byte> _rest = words;

        public ReadOnlySpan<byte> Current { get; private set; }

        public bool MoveNext()
        {
            if (LengthPrefix.TryRead(_rest, out var length, out var size) != PrefixState.Complete) return false;
            Current = _rest.Slice(size, (int)length);
            _rest = _rest[(size + (int)length)..];
            return true;
        }
    }
}
