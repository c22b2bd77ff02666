using Dapper;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>The conditions of a list: fixed texts, their values as parameters; only what is asked for, so that an index can serve it.</summary>
internal sealed class Where
{
    private readonly List<string> _conditions = [];

    public DynamicParameters Values { get; } = new();

    /// <summary>Adds a condition that names <c>@NAME</c>, unless the value is null.</summary>
    public Where And(string condition, string name, object? value)
    {
        if (value is null) return this;
        _conditions.Add(condition);
        Values.Add(name, value);
        return this;
    }

    /// <summary>Of the sites that somebody sees.</summary>
    public Where And(SiteScope scope) => And("site IN @scope", "scope", scope.IsAll ? null : scope.Sites);

    /// <summary>Adds a condition without a value.</summary>
    public Where And(string? condition)
    {
        if (condition is not null) _conditions.Add(condition);
        return this;
    }

    /// <summary>The pattern of <c>LIKE @x ESCAPE '!'</c> for a text anywhere within another; null stays null.</summary>
    public static string? Within(string? text) => string.IsNullOrEmpty(text)
        ? null
        : $"%{text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";

    public override string ToString() => _conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", _conditions)}";
}

/// <summary>A part of a list, the newest first.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="Next">Ask with this as <c>cursor</c> for the rest; left out: that was all.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Of a query that asked for one more than the limit.</summary>
    public static Page<T> Of<TRow>(List<TRow> rows, int limit, Func<TRow, T> view, Func<TRow, long> id)
    {
        var shown = rows.Take(limit).ToList();
        return new Page<T>(shown.ConvertAll(row => view(row)), rows.Count > limit ? id(shown[^1]).ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }
}
