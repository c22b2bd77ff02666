using System.Globalization;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Web.Lists;

/// <summary>A part of a list.</summary>
/// <param name="Rows">In order, at most as many as asked for.</param>
/// <param name="Next">Where the next part begins; null: that was all.</param>
/// <param name="Total">How many match in all.</param>
internal sealed record ListPart<T>(IReadOnlyList<T> Rows, ListCursor? Next, int Total);

/// <summary>
/// Picks a part out of many rows: each is looked at once, and only as many are held in order as are shown, so that a hundred thousand take some milliseconds. Pure.
/// </summary>
internal static class ListQuery
{
    public static ListPart<T> Run<T>(ListKind<T> kind, IEnumerable<T> rows, ListRequest request, SiteScope scope, int limit)
    {
        var column = kind.Columns.First(one => one.Key == request.Sort);
        var filters = request.Filters.Select(filter => Filter(kind.Columns.First(one => one.Key == filter.Key), filter.Value)).ToList();
        var after = request.After is { } cursor ? new SortKey(cursor.Number, cursor.Value, cursor.Id) : (SortKey?)null;
        var down = request.IsDescending;

        // The last of those that are shown is on top: it goes when a better one comes.
        var best = new PriorityQueue<(T Row, SortKey Key), SortKey>(limit + 2, Comparer<SortKey>.Create((a, b) => SortKey.Compare(b, a, down)));
        var total = 0;
        foreach (var row in rows)
        {
            if (!scope.Allows(kind.Site(row)) || !filters.TrueForAll(matches => matches(row)) || !Within(kind, row, request.Text)) continue;
            total++;
            var key = KeyOf(column, kind, row);
            if (after is { } last && SortKey.Compare(key, last, down) <= 0) continue;
            if (best.Count <= limit) best.Enqueue((row, key), key);
            else if (SortKey.Compare(key, best.Peek().Key, down) < 0) best.DequeueEnqueue((row, key), key);
        }

        var shown = new List<(T Row, SortKey Key)>(best.Count);
        while (best.TryDequeue(out var one, out _)) shown.Add(one);
        shown.Reverse();
        var isMore = shown.Count > limit;
        if (isMore) shown.RemoveAt(shown.Count - 1);
        return new ListPart<T>(shown.ConvertAll(one => one.Row), isMore ? new ListCursor(shown[^1].Key.Number, shown[^1].Key.Value, shown[^1].Key.Id) : null, total);
    }

    private static SortKey KeyOf<T>(ListColumn<T> column, ListKind<T> kind, T row) =>
        column.Number is { } number ? new SortKey(number(row), null, kind.Id(row)) : new SortKey(null, column.Value(row), kind.Id(row));

    private static bool Within<T>(ListKind<T> kind, T row, string? text)
    {
        if (text is null) return true;
        foreach (var column in kind.Columns)
        {
            if (column.Value(row)?.Contains(text, StringComparison.OrdinalIgnoreCase) == true) return true;
        }

        return false;
    }

    private static Predicate<T> Filter<T>(ListColumn<T> column, string wanted)
    {
        if (column.Choices is not null)
        {
            var words = wanted.Split(',').ToHashSet(StringComparer.Ordinal);
            return row => words.Contains(column.Value(row) ?? "");
        }

        if (column.Number is { } number && wanted is [('<' or '>') and var than, .. var rest] && double.TryParse(rest, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
            return than == '<' ? row => number(row) < limit : row => number(row) > limit;
        return row => column.Value(row)?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true;
    }
}
