using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>The tables of a page as texts. A real parser, for these pages leave tags open, quotes out and put fonts into their headings.</summary>
internal static class HtmlTables
{
    private const int MaxRows = 20_000;
    private const int MaxCells = 64;

    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false, IsStrictMode = false, IsKeepingSourceReferences = false });

    /// <summary>The rows of every table, those of an inner one apart from those of the outer. Cells are trimmed.</summary>
    public static IReadOnlyList<IReadOnlyList<string[]>> Read(string html)
    {
        using var page = Parser.ParseDocument(html);
        var tables = new List<IReadOnlyList<string[]>>();
        foreach (var table in page.QuerySelectorAll("table").OfType<IHtmlTableElement>())
        {
            var rows = table.Rows.Take(MaxRows).Select(Cells).Where(cells => cells.Length > 1).ToList();
            if (rows.Count > 0) tables.Add(rows);
        }

        return tables;
    }

    private static string[] Cells(IHtmlTableRowElement row) =>
        [.. row.Children.OfType<IHtmlTableCellElement>().Take(MaxCells).Select(cell => cell.QuerySelector("table") is null ? cell.TextContent.Trim() : "")];
}
