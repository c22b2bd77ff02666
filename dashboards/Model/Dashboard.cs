namespace EdgeNoc.Dashboards.Model;

/// <summary>One dashboard. Panels stand in rows; where they lie on the grid is computed.</summary>
/// <param name="Uid">Stays for ever: links and bookmarks hold it.</param>
/// <param name="Title">As the list of dashboards shows it.</param>
/// <param name="About">What it answers, in a sentence.</param>
internal sealed record Dashboard(string Uid, string Title, string About)
{
    /// <summary>How far back it looks when it is opened. Default 6 h.</summary>
    public string From { get; init; } = "now-6h";

    /// <summary>Until when. Default now.</summary>
    public string To { get; init; } = "now";

    /// <summary>Default 30 s, the interval of most devices; empty: only by hand.</summary>
    public string Refresh { get; init; } = "30s";

    public IReadOnlyList<Variable> Variables { get; init; } = [];

    /// <summary>Narrows the annotations of alerts, as <c>AND "site" = '$site'</c>; null: there are none.</summary>
    public string? AlertsWhere { get; init; } = "";

    public required IReadOnlyList<Row> Rows { get; init; }

    public IEnumerable<Panel> Panels => Rows.SelectMany(row => row.Panels);
}

/// <summary>Panels beside one another.</summary>
/// <param name="Height">In units of the grid, about 30 px.</param>
/// <param name="Panels">Their widths add up to 24 at most.</param>
internal sealed record Row(int Height, params IReadOnlyList<Panel> Panels)
{
    /// <summary>Above it; null: none.</summary>
    public string? Title { get; init; }
}
