using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeNoc.Dashboards.Queries;

/// <summary>A query as Grafana sends it: macros and variables filled in. For tests, benches and previews, which have no Grafana.</summary>
/// <param name="From">The begin of the dashboard's range.</param>
/// <param name="To">Its end.</param>
/// <param name="Now">Stands in for the database's own <c>now()</c>, so that recorded data stays fresh.</param>
/// <param name="Variables">By name.</param>
internal sealed partial record Substitution(DateTimeOffset From, DateTimeOffset To, DateTimeOffset Now, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>What <c>$__interval</c> is at a panel of so many pixels, but never less than the interval of the data source.</summary>
    public int Pixels { get; init; } = 800;

    private static readonly int[] Steps = [30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400];

    /// <summary>Seconds of <c>$__interval</c>.</summary>
    public int IntervalS => Steps.FirstOrDefault(step => step >= (To - From).TotalSeconds / Pixels, Steps[^1]);

    /// <summary>Fills in.</summary>
    /// <exception cref="KeyNotFoundException">A variable has no value.</exception>
    public string Fill(string text)
    {
        var filled = text
            .Replace("$timeFilter", string.Create(CultureInfo.InvariantCulture, $"time >= {From.ToUnixTimeMilliseconds()}ms and time <= {To.ToUnixTimeMilliseconds()}ms"), StringComparison.Ordinal)
            .Replace("$__interval", string.Create(CultureInfo.InvariantCulture, $"{IntervalS}s"), StringComparison.Ordinal)
            .Replace("now()", string.Create(CultureInfo.InvariantCulture, $"{Now.ToUnixTimeMilliseconds()}ms"), StringComparison.Ordinal);
        return Name().Replace(filled, match => Escape(Variables[match.Groups["braced"].Success ? match.Groups["braced"].Value : match.Groups["plain"].Value]));
    }

    /// <summary>As the data source does for a variable with one value.</summary>
    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);

    /// <summary><c>$site</c>, <c>${site}</c>; but not the <c>$/</c> that ends a pattern.</summary>
    [GeneratedRegex(@"\$(?:\{(?<braced>\w+)(?::\w+)?\}|(?<plain>[a-z]\w*))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
