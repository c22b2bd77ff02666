namespace EdgeNoc.Collector.Api.Analytics;

/// <summary>A stretch of time, in milliseconds; its end is no part of it.</summary>
internal readonly record struct Span(long FromMs, long ToMs)
{
    public long Ms => ToMs - FromMs;
}

/// <summary>Stretches of time put together and taken away. Pure; results are in order and do not touch.</summary>
internal static class Spans
{
    public static IReadOnlyList<Span> Union(IEnumerable<Span> spans)
    {
        var result = new List<Span>();
        foreach (var span in spans.Where(span => span.Ms > 0).OrderBy(span => span.FromMs))
        {
            if (result.Count > 0 && span.FromMs <= result[^1].ToMs) result[^1] = result[^1] with { ToMs = Math.Max(result[^1].ToMs, span.ToMs) };
            else result.Add(span);
        }

        return result;
    }

    /// <summary>What of them lies within.</summary>
    public static IEnumerable<Span> Within(IEnumerable<Span> spans, Span bounds) =>
        spans.Select(span => new Span(Math.Max(span.FromMs, bounds.FromMs), Math.Min(span.ToMs, bounds.ToMs))).Where(span => span.Ms > 0);

    /// <summary>What both have.</summary>
    public static IReadOnlyList<Span> Both(IReadOnlyList<Span> a, IReadOnlyList<Span> b) => Union(a.SelectMany(span => Within(b, span)));

    /// <summary>What is left of them without the others.</summary>
    public static IReadOnlyList<Span> Without(IReadOnlyList<Span> spans, IReadOnlyList<Span> others)
    {
        var left = new List<Span>();
        foreach (var span in spans)
        {
            var from = span.FromMs;
            foreach (var other in others.Where(other => other.ToMs > span.FromMs && other.FromMs < span.ToMs))
            {
                if (other.FromMs > from) left.Add(new Span(from, other.FromMs));
                from = Math.Max(from, other.ToMs);
            }

            if (from < span.ToMs) left.Add(new Span(from, span.ToMs));
        }

        return left;
    }

    public static long Total(IEnumerable<Span> spans) => spans.Sum(span => span.Ms);
}
