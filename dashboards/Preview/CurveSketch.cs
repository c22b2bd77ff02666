using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Preview;

/// <summary>A place on the preview.</summary>
internal readonly record struct Area(double X, double Y, double Width, double Height);

/// <summary>Sketches of what runs over time, and of how values are spread.</summary>
internal static class CurveSketch
{
    /// <summary>Longer steps between points are gaps.</summary>
    private const int GapSteps = 3;

    public static void Curves(Svg svg, Area area, Panel panel, Drawing.TimeSeries drawing, IReadOnlyList<Series> all)
    {
        var drawn = drawing.IsStacked ? Stacked(all) : all;
        var points = drawn.SelectMany(series => series.Points).ToList();
        if (points.Count == 0) return;
        var (from, to) = (points.Min(point => point.At), points.Max(point => point.At));
        var (low, high) = (Math.Min(points.Min(point => point.Value), panel.Look.Min ?? double.MaxValue), Math.Max(points.Max(point => point.Value), panel.Look.Max ?? double.MinValue));
        if (high - low < 1e-9) (low, high) = (low - 1, high + 1);
        svg.Text(area.X, area.Y + 8, Shown.Of(high, panel.Look with { Steps = null }).Text, 9, "#888");
        svg.Text(area.X, area.Y + area.Height - 12, Shown.Of(low, panel.Look with { Steps = null }).Text, 9, "#888");
        foreach (var (series, index) in drawn.Select((series, index) => (series, index)))
        {
            foreach (var run in Runs(series.Points))
                svg.Line(run.Select(point => (area.X + 44 + ((area.Width - 48) * (to > from ? (point.At - from) / (to - from) : 0.5)), area.Y + ((area.Height - 16) * (high - point.Value) / (high - low)))), Svg.Series(index));
        }

        svg.Text(area.X, area.Y + area.Height, string.Join("   ", drawn.Select(series => series.Name)), 9, "#aaa", most: (int)(area.Width / 5));
    }

    public static void Bands(Svg svg, Area area, Panel panel, IReadOnlyList<Series> all, IReadOnlyList<Series<string>> words)
    {
        var rows = all.Select(series => (series.Name, Points: series.Points.Select(point => (point.At, Shown.Of(point.Value, panel.Look).Colour)).ToList()))
            .Concat(words.Select(series => (series.Name, Points: series.Points.Select(point => (point.At, Shown.Of(point.Value, panel.Look).Colour)).ToList()))).Where(row => row.Points.Count > 1).ToList();
        if (rows.Count == 0) return;
        var (from, to) = (rows.Min(row => row.Points[0].At), rows.Max(row => row.Points[^1].At));
        var height = Math.Min(24, area.Height / rows.Count);
        foreach (var ((name, points), index) in rows.Select((row, index) => (row, index)))
        {
            var y = area.Y + (index * height);
            svg.Text(area.X, y + (height * 0.65), name, 9, "#aaa", most: 14);
            var start = points[0];
            for (var n = 1; n <= points.Count; n++)
            {
                if (n < points.Count && points[n].Colour == start.Colour) continue;
                var end = n < points.Count ? points[n].At : points[^1].At;
                var left = area.X + 80 + ((area.Width - 84) * (start.At - from) / Math.Max(1, to - from));
                svg.Rect(left, y + 1, (area.Width - 84) * (end - start.At) / Math.Max(1, to - from), height - 3, Svg.Colour(start.Colour));
                if (n < points.Count) start = points[n];
            }
        }
    }

    public static void Histogram(Svg svg, Area area, double step, IReadOnlyList<double> values)
    {
        var bins = values.CountBy(value => Math.Floor(value / step)).ToDictionary();
        if (bins.Count == 0) return;
        var (first, last) = (bins.Keys.Min(), bins.Keys.Max());
        var width = area.Width / (last - first + 1);
        foreach (var (bin, count) in bins)
        {
            var height = (area.Height - 16) * count / bins.Values.Max();
            svg.Rect(area.X + ((bin - first) * width), area.Y + area.Height - 14 - height, width - 2, height, Svg.Series(0));
        }

        svg.Text(area.X, area.Y + area.Height, FormattableString.Invariant($"{first * step} dBm"), 9, "#888");
        svg.Text(area.X + area.Width, area.Y + area.Height, FormattableString.Invariant($"{(last + 1) * step} dBm"), 9, "#888", "end");
    }

    private static List<Series> Stacked(IReadOnlyList<Series> all)
    {
        var sums = new Dictionary<double, double>();
        return [.. all.Select(series => new Series(series.Name, [.. series.Points.Select(point => (point.At, sums[point.At] = sums.GetValueOrDefault(point.At) + point.Value))]))];
    }

    private static IEnumerable<List<(double At, double Value)>> Runs(IReadOnlyList<(double At, double Value)> points)
    {
        if (points.Count == 0) yield break;
        var steps = points.Zip(points.Skip(1), (one, next) => next.At - one.At).Order().ToList();
        var usual = steps.Count == 0 ? 0 : steps[steps.Count / 2];
        var run = new List<(double At, double Value)>();
        foreach (var point in points)
        {
            if (run.Count > 0 && point.At - run[^1].At > usual * GapSteps)
            {
                yield return run;
                run = [];
            }

            run.Add(point);
        }

        yield return run;
    }
}

/// <summary>A curve.</summary>
internal sealed record Series<T>(string Name, IReadOnlyList<(double At, T Value)> Points);

/// <inheritdoc cref="Series{T}"/>
internal sealed record Series(string Name, IReadOnlyList<(double At, double Value)> Points);
