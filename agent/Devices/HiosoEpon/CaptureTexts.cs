using System.Text;
using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Where customers' texts stand in a page: in every cell of an array that is not clearly technical. What nobody foresaw is masked, not published.</summary>
internal static partial class CaptureTexts
{
    /// <summary>Finds them, in order.</summary>
    public static IReadOnlyList<(int Start, int Length)> Find(ReadOnlyMemory<byte> page)
    {
        var bytes = page.Span;
        var text = Encoding.Latin1.GetString(bytes);
        var found = new List<(int Start, int Length)>();
        var cells = new Cell[65_536];
        foreach (Match array in ArrayPattern().Matches(text))
        {
            var start = array.Index + array.Length;
            var end = ArrayLiteral.Read(bytes, start, cells, out var count);
            for (var i = 0; i < count; i++) Add(cells[i].Start, cells[i].Length);
            // Half a page ends in the middle of a cell, which may be half a name.
            var rest = count == 0 ? start : cells[count - 1].Start + cells[count - 1].Length;
            if (end != ArrayEnd.Closed) Add(rest, text.Length - rest);
        }

        foreach (Match comment in CommentPattern().Matches(text))
        {
            foreach (var quoted in comment.Groups["quoted"].Captures.Cast<System.Text.RegularExpressions.Capture>()) Add(quoted.Index, quoted.Length);
        }

        return WithoutOverlaps(found);

        void Add(int start, int length)
        {
            if (length > 0 && !TechnicalPattern().IsMatch(text.AsSpan(start, length))) found.Add((start, length));
        }
    }

    private static List<(int Start, int Length)> WithoutOverlaps(List<(int Start, int Length)> found)
    {
        var apart = new List<(int Start, int Length)>();
        foreach (var (start, length) in found.OrderBy(text => text.Start).ThenByDescending(text => text.Length))
        {
            if (apart.Count == 0 || start >= apart[^1].Start + apart[^1].Length) apart.Add((start, length));
        }

        return apart;
    }

    [GeneratedRegex(@"new\s+Array\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex ArrayPattern();

    // //"0/1/1","N/A": the firmware comments rows out that it does not want shown.
    [GeneratedRegex("""//(?:[^"'\r\n]*["'](?<quoted>[^"'\r\n]*)["'])+""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CommentPattern();

    [GeneratedRegex(
        """
        ^\s*(?:
          --? | NA | N/A | -inf | [+-]?\d{1,12}(?:\.\d+)?
        | (?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}
        | \d+(?:/\d+){1,2}(?::\d+)?
        | \d{4}[-/]\d\d?[-/]\d\d? (?:[ ]\d\d?:\d\d:\d\d)? | (?:\d+\s*[Dd]ays?,?\s*)?\d+:\d\d(?::\d\d)?
        | (?:\d{1,3}\.){3}\d{1,3} | [Vv]\d+(?:\.\d+){1,4}\w{0,8}
        | Up | Down | PwrDown | LoopDetected | Activate | Deactivate | Enable | Disable | None
        | MpcpDiscovery | MpcpSla | CtcInfo | RequestCfg | CtcNegDone | Dying_gasp | TIMEOUT | ONU-init | OLT-init | Other | RejectBy\w{0,12}
        | ONU[ ]Total=\d+,Online=\d+,Offline=\d+
        | EPON(?:[ ]OLT)? | HA73\w{1,8} | FNCS\w{1,8}
        )\s*$
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TechnicalPattern();
}
