using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.HiosoEpon;

namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>What a terminal would show of a recorded answer: telnet's own bytes out, the pager's erasing carried out, its words left out.</summary>
internal static partial class CliScreen
{
    private const int MaxLines = 100_000;
    private const byte Escape = 0x1B, Iac = 0xFF, SubBegin = 250, SubEnd = 240;

    private static readonly NameDecoder Texts = new(null);

    /// <summary>The lines, without trailing blanks. Never throws; what is longer than any box's answer is left out.</summary>
    public static IReadOnlyList<string> Lines(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<string>();
        var line = new CliScreenLine();
        // Some terminal programs save a log with nothing but carriage returns.
        var endsWithReturn = !bytes.Contains((byte)'\n');
        for (var at = 0; at < bytes.Length && lines.Count < MaxLines;)
        {
            var letter = bytes[at];
            if (letter == Iac && at + 1 < bytes.Length && bytes[at + 1] >= SubEnd)
            {
                at += TelnetLength(bytes[at..]);
                continue;
            }

            if (letter == Escape)
            {
                at += Control(bytes[at..], line);
                continue;
            }

            at++;
            if (letter == '\n' || (letter == '\r' && endsWithReturn)) Add(lines, line);
            else if (letter == '\r') line.Return(isLineEnd: at < bytes.Length && bytes[at..].TrimStart("\r\0"u8) is [(byte)'\n', ..]);
            else if (letter == '\b') line.Left(1);
            else if (letter == '\t') line.Tab();
            else if (letter >= ' ' && letter != 0x7F) line.Put(letter);
        }

        Add(lines, line);
        return lines;
    }

    private static void Add(List<string> lines, CliScreenLine line)
    {
        var shown = (Texts.Decode(line.Take()) ?? "").TrimEnd();
        var text = PagerPattern().Replace(shown, "");
        // A pager that was answered with a key leaves a line of its own.
        if (text.Length > 0 || shown.Length == 0) lines.Add(text);
    }

    private static int TelnetLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes[1] == SubBegin) return bytes.IndexOf([Iac, SubEnd]) is >= 0 and var end ? end + 2 : bytes.Length;
        return Math.Min(bytes.Length, bytes[1] is > SubBegin and < Iac ? 3 : 2);
    }

    /// <summary><c>ESC [ 42 D</c> and the like: Huawei goes back over its pager, writes blanks and goes back again.</summary>
    private static int Control(ReadOnlySpan<byte> bytes, CliScreenLine line)
    {
        if (bytes.Length < 2 || bytes[1] != '[') return Math.Min(2, bytes.Length);
        var (at, number) = (2, 0);
        for (; at < bytes.Length && bytes[at] is (>= (byte)'0' and <= (byte)'9') or (byte)';' or (byte)'?'; at++)
            number = char.IsAsciiDigit((char)bytes[at]) ? Math.Min(9999, (number * 10) + bytes[at] - '0') : 0;
        if (at >= bytes.Length) return bytes.Length;
        if (bytes[at] == 'D') line.Left(Math.Max(1, number));
        else if (bytes[at] == 'C') line.Right(Math.Max(1, number));
        else if (bytes[at] == 'G') line.Column(Math.Max(1, number));
        else if (bytes[at] == 'K') line.Erase(number);
        return at + 1;
    }

    // ---- More ( Press 'Q' to break ) ----, --More--, --- Enter Key To Continue ----, --More ( Press Q ) --
    [GeneratedRegex(@"^\s*-{2,4}\s*(?:More|Enter Key To Continue|Press any key)\b[^-]{0,60}-{0,4}\s*$|^\s*-{2,4}\s*(?:More|Enter Key To Continue)\b[^-]{0,60}-{2,4}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PagerPattern();
}
