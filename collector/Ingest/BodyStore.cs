using EdgeNoc.Collector.Influx;

namespace EdgeNoc.Collector.Ingest;

/// <summary>
/// Brings a body into the database, however long it takes. What it refuses for ever is found by halving: first between messages, then between lines.
/// </summary>
internal sealed class BodyStore(IInfluxDb database, DatabaseState state, DeadLetters deadLetters, IngestCounters counters, TimeProvider time, Random random)
{
    /// <summary>Returns when every line is either stored or with the dead letters.</summary>
    public async Task StoreAsync(Body body, CancellationToken ct)
    {
        var refusedLines = 0;
        var open = new Stack<Part>();
        open.Push(new Part(0, body.Length, 0, body.Segments.Count));
        while (open.TryPop(out var part))
        {
            if (await WriteUntilAnsweredAsync(body.Slice(part.Start, part.End), ct) is not WriteOutcome.Refused refused) continue;
            if (Halve(body, part) is var (first, second) && !RefusesAll(body, part, refused))
            {
                open.Push(second);
                open.Push(first);
            }
            else
            {
                refusedLines += Bury(body, part, refused);
            }
        }

        counters.Stored(body.Lines - refusedLines);
        counters.Refuse(refusedLines);
    }

    /// <summary>Never an <see cref="WriteOutcome.Unavailable"/>.</summary>
    private async Task<WriteOutcome> WriteUntilAnsweredAsync(ReadOnlyMemory<byte> lines, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await database.WriteAsync(lines, ct);
            state.Report(outcome);
            if (outcome is not WriteOutcome.Unavailable unavailable) return outcome;
            await Task.Delay(Backoff.Next(attempt, unavailable.RetryAfter, random), time, ct);
        }
    }

    private static (Part First, Part Second)? Halve(Body body, Part part)
    {
        if (part.LastSegment - part.FirstSegment > 1)
        {
            var middle = (part.FirstSegment + part.LastSegment) / 2;
            var cut = body.Segments[middle].Start;
            return (part with { End = cut, LastSegment = middle }, part with { Start = cut, FirstSegment = middle });
        }

        // Without the last line break, so that the second half is never empty.
        var lines = body.Slice(part.Start, part.End - 1).Span;
        var half = lines.Length / 2;
        var before = lines[..half].LastIndexOf((byte)'\n');
        var lineBreak = before >= 0 ? before : lines[half..].IndexOf((byte)'\n') is var after and >= 0 ? half + after : -1;
        if (lineBreak < 0) return null;
        var at = part.Start + lineBreak + 1;
        return (part with { End = at }, part with { Start = at });
    }

    /// <summary>A backlog older than the retention is refused whole: no need to ask for each line.</summary>
    private static bool RefusesAll(Body body, Part part, WriteOutcome.Refused refused) =>
        refused.Dropped is { } dropped && dropped >= body.Slice(part.Start, part.End).Span.Count((byte)'\n');

    private int Bury(Body body, Part part, WriteOutcome.Refused refused)
    {
        var refusal = new LineRefusal(LineRefusalKind.Database, refused.Reason);
        var count = 0;
        for (var index = part.FirstSegment; index < part.LastSegment; index++)
        {
            var segment = body.Segments[index];
            var lines = body.Slice(Math.Max(segment.Start, part.Start), Math.Min(segment.End, part.End) - 1).Span;
            foreach (var range in lines.Split((byte)'\n'))
            {
                deadLetters.AddLine(segment.Message, refusal, lines[range]);
                count++;
            }
        }

        return count;
    }

    /// <summary>A stretch of a body: bytes, and the segments that they lie in.</summary>
    private readonly record struct Part(int Start, int End, int FirstSegment, int LastSegment);
}
