using System.Text.RegularExpressions;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>Orders as people count: <c>0/3:2</c> before <c>0/3:10</c>.</summary>
internal sealed partial class NaturalOrder : IComparer<string?>
{
    public static readonly NaturalOrder Instance = new();

    public int Compare(string? x, string? y) => string.CompareOrdinal(Key(x), Key(y));

    private static string Key(string? text) => Digits().Replace(text ?? "", match => match.Value.PadLeft(10, '0'));

    [GeneratedRegex(@"[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
