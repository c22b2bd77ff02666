using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace EdgeNoc.Collector.Web.Lists;

/// <summary>What somebody wants to see of a list: all of it stands in the address of the page, so that it is the same after a reload and for whoever gets the link.</summary>
/// <param name="Filters">By column: a part of the value, or one of its words; <c>&lt;-25</c> and <c>&gt;3</c> for numbers.</param>
/// <param name="Text">Within any column.</param>
/// <param name="Sort">The column's key.</param>
/// <param name="IsDescending">From the end.</param>
/// <param name="After">Where the part before ended; null: from the beginning.</param>
internal sealed record ListRequest(IReadOnlyDictionary<string, string> Filters, string? Text, string Sort, bool IsDescending, ListCursor? After)
{
    private const int MaxText = 128;

    /// <summary>Reads it; what no column knows is left out.</summary>
    public static ListRequest Of<T>(ListKind<T> kind, IQueryCollection query)
    {
        var filters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in kind.Columns)
        {
            if (query[column.Key].ToString() is { Length: > 0 and <= MaxText } value) filters[column.Key] = value.Trim();
        }

        var sort = query["sort"].ToString();
        if (kind.Columns.All(column => column.Key != sort)) sort = kind.SortedBy;
        var text = query["q"].ToString().Trim();
        return new ListRequest(filters, text.Length is > 0 and <= MaxText ? text : null, sort, query["order"] == "desc", ListCursor.Parse(query["after"]));
    }

    /// <summary>The same as the query of an address.</summary>
    public string Query(string? sort = null, bool? isDescending = null, ListCursor? after = null, string? without = null)
    {
        var pairs = Filters.Where(filter => filter.Key != without).Select(filter => (filter.Key, filter.Value)).ToList();
        if (Text is not null) pairs.Add(("q", Text));
        pairs.Add(("sort", sort ?? Sort));
        if (isDescending ?? IsDescending) pairs.Add(("order", "desc"));
        if (after is not null) pairs.Add(("after", after.ToString()));
        return string.Join('&', pairs.Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"));
    }
}

/// <summary>The last row of a part: its sort value and its id, so that the next part begins after it whatever came or went meanwhile.</summary>
internal sealed record ListCursor(double? Number, string? Value, string Id)
{
    public static ListCursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 2000) return null;
        try
        {
            var parts = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), ListJson.Default.StringArray);
            return parts is [var number, var value, { } id]
                ? new ListCursor(double.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var parsed) ? parsed : null, value, id)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(
        [Number?.ToString("R", System.Globalization.CultureInfo.InvariantCulture), Value, Id], ListJson.Default.StringArray));
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ListJson : System.Text.Json.Serialization.JsonSerializerContext;
