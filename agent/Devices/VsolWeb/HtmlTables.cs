using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>The tables of a page as texts. A real parser, for these pages leave tags open, quotes out and put fonts into their headings.</summary>
internal static class HtmlTables
{
    private const int MaxRows = 20_000;
    private const int MaxCells = 64;

    // Attributes say nothing here, and there is one for each cell.
    private static readonly HtmlParser Parser = new(new HtmlParserOptions
    {
        IsScripting = false, IsStrictMode = false, IsKeepingSourceReferences = false, DisableElementPositionTracking = true, SkipComments = true,
        ShouldEmitAttribute = static (ref _, _) => false,
    });

    /// <summary>The rows of every table, those of an inner one apart from those of the outer. Cells are trimmed.</summary>
    public static IReadOnlyList<IReadOnlyList<string[]>> Read(string html)
    {
        using var page = Parser.ParseDocument(html);
        var tables = new List<IReadOnlyList<string[]>>();
        var all = page.QuerySelectorAll("table").OfType<IHtmlTableElement>().ToList();
        // A cell with a table in it is no text; asking each cell of a large table would cost as much as reading the page.
        var holders = all.Select(table => table.ParentElement?.Closest("td, th")).OfType<IElement>().ToHashSet();
        foreach (var table in all)
        {
            var rows = table.Rows.Take(MaxRows).Select(row => Cells(row, holders)).Where(cells => cells.Length > 1).ToList();
            if (rows.Count > 0) tables.Add(rows);
        }

        return tables;
    }

    private static string[] Cells(IHtmlTableRowElement row, HashSet<IElement> holders) =>
        [.. row.Children.OfType<IHtmlTableCellElement>().Take(MaxCells).Select(cell => holders.Contains(cell) ? "" : cell.TextContent.Trim())];
}
