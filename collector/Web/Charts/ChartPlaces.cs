using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Charts;

/// <summary>A chart on a page: it fetches what it shows.</summary>
internal sealed record ChartPlace(string Url, Word Title);

/// <summary>The charts of a page, and the stretches of time one can choose.</summary>
/// <param name="Page">The page's own address.</param>
/// <param name="Range">What is chosen.</param>
/// <param name="Places">The charts.</param>
internal sealed record ChartPlaces(string Page, ChartRange Range, IReadOnlyList<ChartPlace> Places)
{
    /// <summary>What one can choose from.</summary>
    public IReadOnlyList<ChartRange> Ranges { get; init; } = ChartRange.All;

    /// <summary>They are drawn anew as often, in seconds, while somebody looks; null: only when the page is loaded.</summary>
    public int? RenewS { get; init; }

    public static Word Name(ChartRange range) => range.Word switch { "6h" => OverviewText.Hours6, "24h" => OverviewText.Hours24, "7d" => OverviewText.Days7, _ => OverviewText.Days30 };
}
