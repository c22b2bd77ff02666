using System.Text;
using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Where customers' texts stand in a page: in every cell of an array that is not clearly technical. What nobody foresaw is masked, not published.</summary>
internal static partial class CaptureTexts
{
    /// <summary>Finds them, in order.</summary>
    public static IReadOnlyList<(int Start, int Length)> Find(ReadOnlyMemory<byte> page)
    {
        var found = new List<(int, int)>();
        var cells = new Cell[65_536];
        var bytes = page.Span;
        foreach (var start in ArrayStarts(Encoding.Latin1.GetString(bytes)))
        {
            // An array that breaks off in the middle is masked as far as it goes.
            ArrayLiteral.Read(bytes, start, cells, out var count);
            for (var i = 0; i < count; i++)
            {
                if (cells[i].Length > 0 && !TechnicalPattern().IsMatch(Encoding.Latin1.GetString(cells[i].In(bytes)))) found.Add((cells[i].Start, cells[i].Length));
            }
        }

        return found;
    }

    private static IEnumerable<int> ArrayStarts(string page) => ArrayPattern().Matches(page).Select(match => match.Index + match.Length);

    [GeneratedRegex(@"new\s+Array\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex ArrayPattern();

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
