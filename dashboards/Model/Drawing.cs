namespace EdgeNoc.Dashboards.Model;

/// <summary>How a panel is drawn: closed, so that what can be drawn can also be written and previewed.</summary>
internal abstract record Drawing
{
    private Drawing()
    {
    }

    /// <summary>Big figures. Each field of the answer is one, also a time.</summary>
    internal sealed record Stat : Drawing;

    /// <summary>Curves over time; a gap stays a gap.</summary>
    /// <param name="IsStacked">On top of each other.</param>
    /// <param name="Below">Series whose name matches are drawn below zero, as what goes out; null: none.</param>
    internal sealed record TimeSeries(bool IsStacked = false, string? Below = null) : Drawing;

    /// <summary>Bands of state over time.</summary>
    internal sealed record StateTimeline : Drawing;

    /// <summary>Horizontal bars, one for each row.</summary>
    internal sealed record Bars : Drawing;

    /// <summary>How many values lie in each step.</summary>
    /// <param name="Step">The width of a step, in the field's unit.</param>
    internal sealed record Histogram(double Step) : Drawing;

    /// <summary>A table.</summary>
    /// <param name="SortBy">The column that it is sorted by at first; null: as the query says.</param>
    /// <param name="IsDescending">The greatest first.</param>
    internal sealed record Table(string? SortBy = null, bool IsDescending = false) : Drawing;

    /// <summary>Points on a map, by the columns lat and lon.</summary>
    /// <param name="ColourField">The column whose colour a point has.</param>
    internal sealed record Map(string ColourField) : Drawing;

    /// <summary>Words.</summary>
    /// <param name="Markdown">Variables in it are filled in.</param>
    internal sealed record Note(string Markdown) : Drawing;
}
