using System.Text;
using System.Text.Unicode;

namespace EdgeNoc.Collector.Ingest;

/// <summary>
/// Takes one message apart: checks each of its lines once and copies the good ones, tagged with their site, into a body. For one thread.
/// </summary>
internal sealed class MessageReader(IngestOptions options, SeriesBudgets budgets, DeadLetters deadLetters, IngestCounters counters, TimeProvider time, ILineTap? tap = null)
{
    private readonly Expander _expander = new(options.MaxExpandedBytes);
    private readonly LineValidator _validator = new(options);
    private QueuedMessage? _message;
    private ReadOnlyMemory<byte> _text;
    private byte[] _siteTag = [];
    private string _siteOfTag = "";
    private bool _isUtf8;
    private int _at;

    /// <summary>Begins a message; one that cannot be read as a whole goes to the dead letters and has no lines.</summary>
    public void Begin(QueuedMessage message)
    {
        _message = message;
        _at = 0;
        var expanded = _expander.Expand(message.Payload, message.ContentType, out _text);
        if (expanded != ExpandResult.Fine)
        {
            _text = default;
            counters.Refuse();
            deadLetters.AddMessage(message, expanded == ExpandResult.TooLarge ? "message too large when expanded" : "not gzip, or damaged");
            return;
        }

        _isUtf8 = Utf8.IsValid(_text.Span);
        if (_siteOfTag == message.Site) return;
        _siteOfTag = message.Site;
        _siteTag = Encoding.UTF8.GetBytes($",site={message.Site}");
    }

    /// <summary>Copies lines into the body; false when it is full and the message goes on in the next one.</summary>
    public bool Fill(Body body)
    {
        var message = _message!;
        var text = _text.Span;
        var budget = budgets.Of(message.Site);
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        lock (budget.Gate)
        {
            while (_at < text.Length && body.Length < options.MaxBodyBytes)
            {
                var rest = text[_at..];
                var length = rest.IndexOf((byte)'\n');
                if (length < 0) length = rest.Length;
                _at += length + 1;
                if (length > 0) Take(rest[..length], body, budget, nowMs);
            }
        }

        body.EndSegment(message);
        if (_at < text.Length) return false;
        body.Complete(message);
        _text = default;
        return true;
    }

    private void Take(ReadOnlySpan<byte> line, Body body, SeriesBudget budget, long nowMs)
    {
        CheckedLine fine = default;
        var latestMs = nowMs + (long)options.MaxAhead.TotalMilliseconds;
        var refusal = _isUtf8 || Utf8.IsValid(line) ? _validator.Check(line, latestMs, budget, out fine) : new LineRefusal(LineRefusalKind.NotUtf8);
        if (refusal is null)
        {
            body.Add(line, fine.SiteTagAt, _siteTag);
            body.Notes.Add(_message!, line, fine, nowMs);
            if (!_message!.IsBacklog) tap?.Hear(_message.Site, line, fine.TimestampMs);
            return;
        }

        counters.Refuse();
        deadLetters.AddLine(_message!, refusal, line);
    }
}
