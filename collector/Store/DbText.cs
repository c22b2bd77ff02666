namespace EdgeNoc.Collector.Store;

/// <summary>Texts from the network on their way into a column.</summary>
internal static class DbText
{
    private const int MaxText = 256;

    /// <summary>Without control characters (a database may refuse them) and at most 256 UTF-16 units; null stays null.</summary>
    public static string? Bounded(string? text)
    {
        if (text is null) return null;
        var cut = text.Length <= MaxText ? text : text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)];
        return cut.Any(char.IsControl) ? string.Concat(cut.Select(c => char.IsControl(c) ? ' ' : c)) : cut;
    }
}
