using System.Text.RegularExpressions;

namespace EdgeNoc.Collector.Alerts.Text.Templating;

/// <summary>What stands between double braces.</summary>
internal enum MustacheKind
{
    /// <summary><c>{{field}}</c>.</summary>
    Value,

    /// <summary><c>{{#if field}}</c>.</summary>
    Open,

    /// <summary><c>{{else}}</c>.</summary>
    Else,

    /// <summary><c>{{/if}}</c>.</summary>
    Close,
    Comment,

    /// <summary>Anything else that Handlebars can do and a message has no need of: partials, helpers, inline blocks.</summary>
    Other,
}

/// <summary>One expression of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Word">Of an opening or closing one: <c>if</c>, <c>unless</c>, <c>each</c>; of anything else as it is written.</param>
/// <param name="Path">Of a value or an opening one: what it names.</param>
internal sealed partial record Mustache(MustacheKind Kind, int Line, string Word, string Path)
{
    /// <summary>The expressions of a template in order; a brace that never closes ends them as <see cref="MustacheKind.Other"/>.</summary>
    public static IEnumerable<Mustache> All(string template)
    {
        var at = 0;
        while (template.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open)
        {
            var line = 1 + template.AsSpan(0, open).Count('\n');
            var isComment = template.AsSpan(open).StartsWith("{{!--");
            var isTriple = template.AsSpan(open).StartsWith("{{{");
            var end = isComment ? "--}}" : isTriple ? "}}}" : "}}";
            var close = template.IndexOf(end, open, StringComparison.Ordinal);
            if (close < 0)
            {
                yield return new Mustache(MustacheKind.Other, line, template[open..Math.Min(template.Length, open + 40)], "");
                yield break;
            }

            // A backslash makes braces plain text for Handlebars, and what follows it anything.
            var inside = template[(open + (isTriple ? 3 : 2))..close];
            yield return open > 0 && template[open - 1] == '\\' ? new Mustache(MustacheKind.Other, line, "\\{{", "") : Read(inside, line);
            at = close + end.Length;
        }
    }

    private static Mustache Read(string inside, int line)
    {
        if (inside.StartsWith('!')) return new Mustache(MustacheKind.Comment, line, "", "");
        var text = inside.Trim('~').Trim();
        if (text == "else") return new Mustache(MustacheKind.Else, line, "else", "");
        if (OpenPattern().Match(text) is { Success: true } open) return new Mustache(MustacheKind.Open, line, open.Groups["word"].Value, open.Groups["path"].Value);
        if (ClosePattern().Match(text) is { Success: true } close) return new Mustache(MustacheKind.Close, line, close.Groups["word"].Value, "");
        return new Mustache(ValuePattern().IsMatch(text) ? MustacheKind.Value : MustacheKind.Other, line, inside.Length > 40 ? inside[..40] : inside, text);
    }

    [GeneratedRegex(@"\A#(?<word>if|unless|each) +(?<path>\S+)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OpenPattern();

    [GeneratedRegex(@"\A/(?<word>if|unless|each)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ClosePattern();

    [GeneratedRegex(@"\A(\.\./)*@?[a-z_]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ValuePattern();
}
