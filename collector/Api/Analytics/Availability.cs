namespace EdgeNoc.Collector.Api.Analytics;

/// <summary>How much of a time something was there.</summary>
/// <param name="Outages">How often it was away, but for what was announced or nobody could see.</param>
/// <param name="AwayS">How long in all.</param>
/// <param name="LongestS">The longest of them.</param>
/// <param name="AnnouncedS">How long it was away during announced work.</param>
/// <param name="UnknownS">How long nobody could see it.</param>
/// <param name="Pct">Of the time in which it was to be there and could be seen, the share in which it was; left out: there was none.</param>
internal sealed record Availability(int Outages, double AwayS, double LongestS, double AnnouncedS, double UnknownS, double? Pct)
{
    /// <summary>Pure. Announced work counts before what nobody could see, and both before an outage.</summary>
    /// <param name="period">The time in question.</param>
    /// <param name="away">When it was away.</param>
    /// <param name="announced">When work on it was announced.</param>
    /// <param name="unknown">When nobody could see it.</param>
    public static Availability Of(Span period, IEnumerable<Span> away, IEnumerable<Span> announced, IEnumerable<Span> unknown)
    {
        var down = Spans.Union(Spans.Within(away, period));
        var work = Spans.Union(Spans.Within(announced, period));
        var blind = Spans.Without(Spans.Union(Spans.Within(unknown, period)), work);
        var gone = Spans.Without(Spans.Without(down, work), blind);
        var seen = period.Ms - Spans.Total(work) - Spans.Total(blind);
        return new Availability(
            Count(down, gone), Seconds(gone), gone.Count == 0 ? 0 : gone.Max(span => span.Ms) / 1000.0, Seconds(Spans.Both(down, work)), Seconds(blind),
            seen <= 0 ? null : 100.0 * (seen - Spans.Total(gone)) / seen);
    }

    // One outage with a blind hour in the middle is one.
    private static int Count(IReadOnlyList<Span> down, IReadOnlyList<Span> left) => down.Count(span => Spans.Within(left, span).Any());

    private static double Seconds(IEnumerable<Span> spans) => Spans.Total(spans) / 1000.0;
}
