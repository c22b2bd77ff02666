using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Preview;

/// <summary>Draws a dashboard from the answers to its own queries: to see what it shows without a Grafana. No screenshot, and it says so.</summary>
internal static partial class DashboardPreview
{
    private const double Column = 50;
    private const double Line = 30;
    private const double Top = 40;

    /// <param name="dashboard">The dashboard.</param>
    /// <param name="answers">For each query of a panel its series.</param>
    /// <param name="fill">Puts values in place of variables.</param>
    public static string Draw(Dashboard dashboard, Func<Panel, IReadOnlyList<IReadOnlyList<Frame>>> answers, Func<string, string> fill)
    {
        var svg = new Svg();
        var height = Top + dashboard.Rows.Sum(row => (row.Height * Line) + (row.Title is null ? 0 : Line));
        svg.Rect(0, 0, 24 * Column, height, "#111217");
        svg.Text(12, 26, dashboard.Title, 18, "#e0e0e6");
        svg.Text((24 * Column) - 12, 26, "Preview drawn from query results – not a Grafana screenshot", 12, "#888", "end");
        var y = Top;
        foreach (var row in dashboard.Rows)
        {
            if (row.Title is { } title)
            {
                svg.Text(12, y + 20, fill(title), 14, "#d0d0d8");
                y += Line;
            }

            var x = 0.0;
            foreach (var panel in row.Panels)
            {
                svg.Rect(x + 3, y + 3, (panel.Width * Column) - 6, (row.Height * Line) - 6, "#181b1f", "#2c3035");
                svg.Text(x + 12, y + 20, fill(panel.Title), 12, "#d0d0d8", most: panel.Width * 8);
                Draw(svg, new Area(x + 12, y + 30, (panel.Width * Column) - 24, (row.Height * Line) - 44), panel, answers(panel), fill);
                x += panel.Width * Column;
            }

            y += row.Height * Line;
        }

        return svg.Finish(24 * Column, height);
    }

    private static void Draw(Svg svg, Area area, Panel panel, IReadOnlyList<IReadOnlyList<Frame>> answers, Func<string, string> fill)
    {
        switch (panel.Drawing)
        {
            case Drawing.TimeSeries drawing:
                CurveSketch.Curves(svg, area, panel, drawing, Curves(panel, answers, fill));
                break;
            case Drawing.StateTimeline:
                CurveSketch.Bands(svg, area, panel, Curves(panel, answers, fill), States(panel, answers, fill));
                break;
            case Drawing.Histogram histogram:
                CurveSketch.Histogram(svg, area, histogram.Step, [.. answers.SelectMany(frames => frames).SelectMany(frame => frame.Rows).Select(row => row[1]).OfType<double>()]);
                break;
            case Drawing.Stat:
                CellSketch.Figures(svg, area, panel, Figures(panel, answers));
                break;
            case Drawing.Bars:
                CellSketch.Bars(svg, area, panel, [.. Rows(panel, answers).Select(row => (row.Values.OfType<string>().FirstOrDefault() ?? "", row.Values.OfType<double>().FirstOrDefault()))]);
                break;
            case Drawing.Map map:
                CellSketch.Map(svg, area, panel, map.ColourField, Rows(panel, answers));
                break;
            case Drawing.Note note:
                foreach (var (line, index) in note.Markdown.Split('\n').Where(line => line.Length > 0).Select((line, index) => (line, index)))
                    svg.Text(area.X, area.Y + 14 + (index * 18), fill(Markup().Replace(line, "${words}")), 11, "#c0c0c8", most: (int)(area.Width / 5.5));
                break;
            default:
                CellSketch.Table(svg, area, panel, Rows(panel, answers));
                break;
        }
    }

    private static List<Series> Curves(Panel panel, IReadOnlyList<IReadOnlyList<Frame>> answers, Func<string, string> fill) =>
    [
        .. answers.SelectMany((frames, query) => frames.Select(frame => new Series(
            Name(panel.Queries[query], frame, fill), [.. frame.Rows.Where(row => row[1] is double).Select(row => ((double)row[0]!, Below(panel, Name(panel.Queries[query], frame, fill)) * (double)row[1]!))]))),
    ];

    private static List<Series<string>> States(Panel panel, IReadOnlyList<IReadOnlyList<Frame>> answers, Func<string, string> fill) =>
    [
        .. answers.SelectMany((frames, query) => frames.Select(frame => new Series<string>(
            Name(panel.Queries[query], frame, fill), [.. frame.Rows.Where(row => row[1] is string).Select(row => ((double)row[0]!, (string)row[1]!))]))),
    ];

    /// <summary>One for each field of each series, but the time; of the silent the time alone.</summary>
    private static List<(string Name, object? Value)> Figures(Panel panel, IReadOnlyList<IReadOnlyList<Frame>> answers) =>
    [
        .. answers.SelectMany((frames, query) => frames.SelectMany(frame => frame.Columns.Contains("age_s", StringComparer.Ordinal)
            ? [(Queries.Panels.Since, frame.Rows[^1][0])]
            : frame.Columns.Skip(1).Select((column, index) => (panel.Queries[query].Alias is null ? column : frame.Tags.Values.FirstOrDefault() ?? column, frame.Rows[^1][index + 1])))),
    ];

    /// <summary>Rows of all queries, joined as the panel says.</summary>
    private static List<Dictionary<string, object?>> Rows(Panel panel, IReadOnlyList<IReadOnlyList<Frame>> answers)
    {
        var key = panel.Transformations.OfType<Transformation.JoinBy>().FirstOrDefault()?.Field;
        var isTimed = panel.Transformations.Count == 0;
        var joined = new List<Dictionary<string, object?>>();
        foreach (var cells in answers.SelectMany(frames => frames).SelectMany(frame => frame.Table()))
        {
            var row = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var (column, value) in cells)
            {
                // Of the silent only the time is shown; where nothing is joined, the time is a column like any other.
                if (column == "Time" && !isTimed) continue;
                if (column == "age_s") row[Queries.Panels.Since] = cells["Time"];
                else row[column] = column == "Time" && value is double at ? DateTimeOffset.FromUnixTimeMilliseconds((long)at).ToString("dd MMM HH:mm:ss", CultureInfo.InvariantCulture) : value;
            }

            var same = key is null ? null : joined.Find(known => Equals(known.GetValueOrDefault(key), row.GetValueOrDefault(key)));
            if (same is null) joined.Add(row);
            else foreach (var (column, value) in row) same[column] = value;
        }

        return joined;
    }

    private static int Below(Panel panel, string name) => panel.Drawing is Drawing.TimeSeries { Below: { } pattern } && Regex.IsMatch(name, pattern.Trim('/'), RegexOptions.None, TimeSpan.FromSeconds(1)) ? -1 : 1;

    private static string Name(Query query, Frame frame, Func<string, string> fill) =>
        fill(TagName().Replace(query.Alias ?? frame.Columns[1], match => frame.Tags.GetValueOrDefault(match.Groups["tag"].Value, "")));

    [GeneratedRegex(@"\$tag_(?<tag>\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TagName();

    /// <summary>Links and marks of Markdown, of which only the words are drawn.</summary>
    [GeneratedRegex(@"^#+ |\*\*|`|\[(?<words>[^\]]*)\]\([^)]*\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Markup();
}
