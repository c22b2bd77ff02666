using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Lists;

/// <summary>A cell as it is shown.</summary>
internal sealed record ListCell(string? Text, string? Look, string? Link, bool IsNumber);

/// <summary>A row as it is shown.</summary>
internal sealed record ListRow(string Id, IReadOnlyList<ListCell> Cells);

/// <summary>A heading.</summary>
/// <param name="Key">The column's.</param>
/// <param name="Name">As people read it.</param>
/// <param name="SortUrl">Sorts by it, or the other way round.</param>
/// <param name="Sorted"><c>ascending, descending</c>; null: by another one.</param>
/// <param name="Filter">What is filtered by now.</param>
/// <param name="Choices">What one can choose from, with its words; null: one writes.</param>
internal sealed record ListHeading(string Key, Word Name, string SortUrl, string? Sorted, string? Filter, IReadOnlyList<(string Value, string Word)>? Choices, bool IsNumber);

/// <summary>A list as its page shows it, whatever it is of.</summary>
/// <param name="Key">Of its kind.</param>
/// <param name="Title">Of its page.</param>
/// <param name="Page">The address of its page.</param>
/// <param name="Request">What is asked for.</param>
/// <param name="Headings">Its columns.</param>
/// <param name="Rows">The part that is shown.</param>
/// <param name="NextUrl">Gives the rows that follow; null: these are the last.</param>
/// <param name="Total">How many match.</param>
internal sealed record ListView(
    string Key, Word Title, string Page, ListRequest Request, IReadOnlyList<ListHeading> Headings, IReadOnlyList<ListRow> Rows, string? NextUrl, int Total)
{
    private const int PartSize = 100;

    /// <summary>Reads what the address asks for.</summary>
    /// <param name="kind">Of which kind.</param>
    /// <param name="rows">All there are; those of sites that the viewer does not see are left out here.</param>
    /// <param name="http">The request.</param>
    /// <param name="viewer">Who looks.</param>
    public static ListView Of<T>(ListKind<T> kind, IEnumerable<T> rows, HttpRequest http, Viewer viewer)
    {
        var request = ListRequest.Of(kind, http.Query);
        var part = ListQuery.Run(kind, rows, request, viewer.Scope, PartSize);
        var page = http.Path.Value ?? "/";
        return new ListView(
            kind.Key, kind.Title, page, request, [.. kind.Columns.Select(column => Heading(column, request, page, viewer))],
            [.. part.Rows.Select(row => new ListRow(kind.Id(row), [.. kind.Columns.Select(column => new ListCell(
                column.Shown is { } shown ? shown(row, viewer) : column.Value(row), column.Look?.Invoke(row), column.Link?.Invoke(row), column.Number is not null))]))],
            part.Next is { } next ? $"{page}?handler=More&{request.Query(after: next)}" : null, part.Total);
    }

    private static ListHeading Heading<T>(ListColumn<T> column, ListRequest request, string page, Viewer viewer)
    {
        var isSorted = request.Sort == column.Key;
        return new ListHeading(
            column.Key, column.Heading, $"{page}?{request.Query(sort: column.Key, isDescending: isSorted && !request.IsDescending)}", isSorted ? request.IsDescending ? "descending" : "ascending" : null,
            request.Filters.GetValueOrDefault(column.Key), column.Choices is { } choices ? [.. choices.Select(choice => (choice, WordOf(column, choice, viewer)))] : null, column.Number is not null);
    }

    private static string WordOf<T>(ListColumn<T> column, string choice, Viewer viewer) => column.ChoiceWord is { } word ? viewer.Say(word(choice)) : choice;
}
