namespace EdgeNoc.Collector.Web.Charts;

/// <summary>A bar.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Value">How high.</param>
/// <param name="Part">How much of it is drawn in the other colour.</param>
internal sealed record Bar(string Name, double Value, double Part = 0);

/// <summary>Bars that the collector draws itself: a value for each day, say.</summary>
internal sealed record Bars(string Title, IReadOnlyList<Bar> Items)
{
    private const double Full = 155;

    public double Most => Items.Count == 0 ? 0 : Items.Max(item => item.Value);

    /// <summary>In the picture's own units.</summary>
    public double Height(double value) => Most <= 0 ? 0 : Full * value / Most;
}
