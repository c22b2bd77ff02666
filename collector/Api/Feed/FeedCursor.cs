using System.Globalization;

namespace EdgeNoc.Collector.Api.Feed;

/// <summary>Where in the feed somebody is: after this item. The order is the newest first, then where it is from, then its number from the highest.</summary>
internal readonly record struct FeedCursor(long AtMs, int Rank, long Id)
{
    /// <summary>The condition on a source for what follows, with <c>@ms</c> and <c>@id</c>.</summary>
    public string After(int rank, string at, string id) =>
        rank > Rank ? $"{at} <= @ms" : rank < Rank ? $"{at} < @ms" : $"({at} < @ms OR ({at} = @ms AND {id} < @id))";

    /// <summary><c>1763614800000.2.17</c>; null for anything else.</summary>
    public static FeedCursor? Parse(string? text)
    {
        var parts = text is { Length: <= 60 } ? text.Split('.') : [];
        return parts.Length == 3 && Number(parts[0]) is { } at && Number(parts[1]) is { } rank and <= 9 && Number(parts[2]) is { } id ? new FeedCursor(at, (int)rank, id) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtMs}.{Rank}.{Id}");

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
