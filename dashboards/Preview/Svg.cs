using System.Globalization;
using System.Net;
using System.Text;
using EdgeNoc.Dashboards.Look;

namespace EdgeNoc.Dashboards.Preview;

/// <summary>The few shapes that previews are made of.</summary>
internal sealed class Svg
{
    private static readonly string[] Palette = ["#73bf69", "#f2cc0c", "#5794f2", "#ff9830", "#b877d9", "#8ab8ff", "#ff7383", "#96d98d", "#ffcb7d", "#ca95e5"];
    private readonly StringBuilder _text = new();

    /// <summary>The colour of the nth curve.</summary>
    public static string Series(int index) => Palette[index % Palette.Length];

    /// <summary>Grafana's names of colours in its dark theme.</summary>
    public static string Colour(string name) => name switch
    {
        Colours.Good => "#73bf69",
        Colours.Mild => "#f2cc0c",
        Colours.Medium => "#ff9830",
        Colours.Bad => "#f2495c",
        Colours.Plain => "#5794f2",
        Colours.PowerOff => "#b877d9",
        Colours.Text => "#d0d0d8",
        _ => name,
    };

    public void Rect(double x, double y, double width, double height, string fill, string? stroke = null) =>
        Add($"<rect x='{x:F1}' y='{y:F1}' width='{Math.Max(0, width):F1}' height='{Math.Max(0, height):F1}' fill='{fill}'{(stroke is null ? "" : $" stroke='{stroke}'")}/>");

    public void Text(double x, double y, string text, int size, string fill, string anchor = "start", int? most = null)
    {
        var shown = most is { } length && text.Length > length ? text[..Math.Max(1, length - 1)] + "…" : text;
        Add($"<text x='{x:F1}' y='{y:F1}' font-size='{size}' fill='{fill}' text-anchor='{anchor}'>{WebUtility.HtmlEncode(shown)}</text>");
    }

    public void Line(IEnumerable<(double X, double Y)> points, string stroke)
    {
        var path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F1},{point.Y:F1}")));
        Add($"<polyline points='{path}' fill='none' stroke='{stroke}' stroke-width='1.2'/>");
    }

    public void Dot(double x, double y, string fill) => Add($"<circle cx='{x:F1}' cy='{y:F1}' r='5' fill='{fill}' fill-opacity='0.85'/>");

    public string Finish(double width, double height) => string.Create(
        CultureInfo.InvariantCulture, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:F0} {height:F0}' font-family='sans-serif'>\n{_text}</svg>\n");

    private void Add(FormattableString shape) => _text.Append(FormattableString.Invariant(shape)).Append('\n');
}
