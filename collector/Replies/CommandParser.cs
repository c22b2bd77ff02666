using System.Globalization;
using System.Text;

namespace EdgeNoc.Collector.Replies;

/// <summary>
/// Reads what people type or tap. Forgiving about case, punctuation, accents and what stands around it; never about numbers: <c>ack -17</c> is not
/// <c>ack 17</c>.
/// </summary>
internal static class CommandParser
{
    public static readonly TimeSpan DefaultMute = TimeSpan.FromMinutes(60);

    private const int MaxLength = 512;

    /// <param name="text">What was written.</param>
    /// <param name="buttonId">The button that was tapped, <c>ack:17</c> or <c>mute60:17</c>; null: none.</param>
    public static Command Parse(string? text, string? buttonId = null) =>
        buttonId is not null && Button(buttonId) is { } tapped ? tapped : Line(FirstLine(text));

    /// <summary>A button says its length within its verb; everything else of it reads like a text.</summary>
    private static Command? Button(string id)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return Line(FirstLine(id)) is Command.None or Command.Unclear ? null : Line(FirstLine(id));
        var verb = id[..colon].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var length = id[verb.Length..colon];
        var command = Line($"{verb} {id[(colon + 1)..].Replace(':', ' ')} {length}".TrimEnd());
        return command is Command.None ? null : command;
    }

    private static Command Line(string line)
    {
        var start = 0;

        // 📋 Detail, /status@bot, "ack 17"
        while (start < line.Length && !char.IsLetter(line[start]) && line[start] != '?' && !char.IsAsciiDigit(line[start])) start++;
        if (start == line.Length) return new Command.None();
        if (line[start] == '?') return line.Trim() == "?" ? new Command.Help() : new Command.None();
        var end = start;
        while (end < line.Length && (char.IsLetter(line[end]) || char.GetUnicodeCategory(line[end]) == UnicodeCategory.NonSpacingMark)) end++;
        if (CommandVerbs.Of(Plain(line[start..end])) is not { } verb) return new Command.None();
        if (end < line.Length && line[end] == '@') end = line.IndexOf(' ', end) is >= 0 and var space ? space : line.Length;

        // checked, ack-nya: a word that only begins so.
        if (end < line.Length && line[end] == '-' && end + 1 < line.Length && char.IsLetter(line[end + 1])) return new Command.None();
        return Of(verb, line[end..].TrimStart(' ', ':', '=', ',', '.', '!').Trim());
    }

    private static Command Of(Verb verb, string rest)
    {
        switch (verb)
        {
            case Verb.Find:
                return rest.Trim('"', '\'', ' ', '?', '!') is { Length: > 0 } query ? new Command.Find(query) : new Command.Unclear();
            case Verb.Status:
                return new Command.Status(rest.Trim('"', '\'', ' ', '?', '!', '.'));
            case Verb.Approve:
                return Words(rest) is [var site] ? new Command.Approve(site) : new Command.Unclear();
            case Verb.Who:
                return new Command.Who();
            case Verb.Help:
                return new Command.Help();
            case Verb.Maintain:
                var words = Words(rest);
                var length = LengthText.TakeLast(words);
                return new Command.Maintain(words, length);
            default:
                return WithNumber(verb, Words(rest));
        }
    }

    private static Command WithNumber(Verb verb, List<string> words)
    {
        // ack no 17, ack nomor 17
        while (words.Count > 0 && words[0].All(c => char.IsLetter(c) || c == 'º')) words.RemoveAt(0);
        if (words.Count == 0) return Numbered(verb, null, []);
        if (words[0].TrimStart('#') is not { Length: > 0 and <= 18 } digits || !digits.All(char.IsAsciiDigit)) return new Command.Unclear();
        return Numbered(verb, long.Parse(digits, CultureInfo.InvariantCulture), words[1..]);
    }

    private static Command Numbered(Verb verb, long? number, List<string> rest)
    {
        switch (verb)
        {
            case Verb.Acknowledge:
                return new Command.Acknowledge(number);
            case Verb.Release:
                return new Command.Release(number);
            case Verb.Detail:
                return new Command.Detail(number);
            default:
                if (rest.Count == 0) return new Command.Mute(number, DefaultMute);
                return LengthText.TakeLast(rest) is { } length && length > TimeSpan.Zero ? new Command.Mute(number, length) : new Command.Unclear();
        }
    }

    private static List<string> Words(string rest) =>
        [.. rest.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('"', '\'', '.', '!', '?', '(', ')', '[', ']', ':').ToLowerInvariant()).Where(word => word.Length > 0)];

    /// <summary>The first line that says anything, without what cannot be seen.</summary>
    private static string FirstLine(string? text)
    {
        var all = (text ?? "").AsSpan();
        if (all.Length > MaxLength) all = all[..MaxLength];
        var line = new StringBuilder();
        foreach (var rune in all.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r')
            {
                if (line.ToString().Trim().Length > 0) break;
                continue;
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || rune.Value == 0xFFFD) continue;
            line.Append(category is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.ToString());
        }

        return line.ToString().Trim();
    }

    // This process has no tables of Unicode to take accents off with.
    private static string Plain(string word) => string.Concat(word.ToLowerInvariant().Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(c => c switch
    {
        'á' or 'à' or 'â' or 'ã' => 'a',
        'é' or 'ê' => 'e',
        'í' => 'i',
        'ó' or 'ô' or 'õ' => 'o',
        'ú' => 'u',
        'ç' => 'c',
        _ => c,
    }));
}
