using System.Text;
using System.Text.RegularExpressions;

namespace EdgeNoc.Collector.Channels;

/// <summary>
/// Texts are written with WhatsApp's formatting (<c>*bold*</c>, <c>_italic_</c>, <c>~struck~</c>, <c>```fixed```</c>); this says the same to others.
/// What devices chose has none of these signs in it: <see cref="HostileText"/>.
/// </summary>
internal static partial class MessageMarkup
{
    /// <summary>Without formatting: for mail, calls and machines.</summary>
    public static string Plain(string text) => Spans().Replace(text, span => Inner(span).Value);

    /// <summary>As Telegram's HTML. Everything that is no formatting is escaped, and no tag is left open: spans inside of spans stay as they are written.</summary>
    public static string TelegramHtml(string text)
    {
        var html = new StringBuilder();
        var end = 0;
        foreach (Match span in Spans().Matches(text))
        {
            var tag = span.Value[0] switch { '*' => "b", '_' => "i", '~' => "s", _ => "code" };
            html.Append(Escape(text[end..span.Index])).Append('<').Append(tag).Append('>').Append(Escape(Inner(span).Value)).Append("</").Append(tag).Append('>');
            end = span.Index + span.Length;
        }

        return html.Append(Escape(text[end..])).ToString();
    }

    // Telegram wants these three escaped and takes a quote as it is.
    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static Group Inner(Match span) => span.Groups["inner"];

    /// <summary>A sign formats when it stands at the edges of words, with something between the two that begins and ends with no space, all in one line.</summary>
    [GeneratedRegex(
        @"(?<![\w*_~`])(?:\*(?<inner>[^\s*](?:[^*\n]*[^\s*])?)\*|_(?<inner>[^\s_](?:[^_\n]*[^\s_])?)_|~(?<inner>[^\s~](?:[^~\n]*[^\s~])?)~|```(?<inner>[^`\n]+)```)(?![\w*_~`])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Spans();
}
