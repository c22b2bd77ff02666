namespace EdgeNoc.Collector.Channels;

/// <summary>Cuts a text into messages that a channel takes, between lines where it can.</summary>
internal static class MessageSplit
{
    /// <summary>WhatsApp's limit of a text body, in UTF-16 units; half as many code points at worst, so it is always kept.</summary>
    public const int WhatsAppLimit = 4096;

    // " (10/12)" and a line break.
    private const int MarkRoom = 12;

    /// <summary>The parts, each at most <paramref name="limit"/> long; several carry <c>(1/2)</c> at the end of their first line.</summary>
    public static IReadOnlyList<string> Split(string text, int limit = WhatsAppLimit)
    {
        if (text.Length <= limit) return [text];
        var parts = new List<string>();
        var part = "";
        foreach (var line in text.Split('\n').SelectMany(line => Pieces(line, limit - MarkRoom)))
        {
            if (part.Length > 0 && part.Length + 1 + line.Length > limit - MarkRoom)
            {
                parts.Add(part);
                part = line;
            }
            else
            {
                part = part.Length == 0 ? line : $"{part}\n{line}";
            }
        }

        if (part.Length > 0) parts.Add(part);
        return [.. parts.Select((body, index) => Mark(body, index + 1, parts.Count))];
    }

    /// <summary>A text that may not be split: cut between characters, with an ellipsis.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var end = char.IsHighSurrogate(text[limit - 2]) ? limit - 2 : limit - 1;
        return text[..end] + "…";
    }

    private static string Mark(string body, int number, int count)
    {
        var end = body.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? $"{body} ({number}/{count})" : $"{body[..end]} ({number}/{count}){body[end..]}";
    }

    private static IEnumerable<string> Pieces(string line, int limit)
    {
        while (line.Length > limit)
        {
            var cut = CutOf(line, limit);
            yield return line[..cut];
            line = line[cut..].TrimStart(' ');
        }

        yield return line;
    }

    /// <summary>Where a line that is too long is cut: at the last space of its second half, else between characters.</summary>
    private static int CutOf(string line, int limit)
    {
        var space = line.LastIndexOf(' ', limit - 1, limit / 2);
        if (space > 0) return space;
        return char.IsHighSurrogate(line[limit - 1]) ? limit - 1 : limit;
    }
}
