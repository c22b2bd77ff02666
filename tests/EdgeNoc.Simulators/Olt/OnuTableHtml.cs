using System.Globalization;
using System.Text;

namespace EdgeNoc.Simulators.Olt;

/// <summary>Writes the pages with lists of ONUs as the firmware does: one flat array of strings in single quotes, so many to a row.</summary>
public static class OnuTableHtml
{
    /// <summary><c>/onuAllPonOnuList.asp</c>; the shell around the array is what GoAhead's templates look like.</summary>
    public static string Render(OltPage page, OltFirmware? firmware = null)
    {
        firmware ??= OltFirmware.Ha7304;
        return Render(page.Rows, "onutable", firmware.AllWidth, firmware.Quirks);
    }

    /// <summary>The list of one PON, <c>/onuOverview.asp</c> or <c>/onuConfigOnuList.asp</c>.</summary>
    internal static string RenderPon(OltPage page, OltPages kind, OltFirmware firmware) => kind == OltPages.Overview
        ? Render(page.Rows, "onutable", firmware.OverviewWidth, firmware.Quirks)
        // This page never says how many columns it has.
        : Render(page.Rows, "ponOnuTable", 13, firmware.Quirks | PageQuirks.NoLineNum);

    /// <summary>The page of one ONU, <c>/onuConfig.asp</c>.</summary>
    public static string RenderDetail(OnuRow row, PageQuirks quirks) => new StringBuilder("<html><head><script language=\"javascript\">\n")
        .Append(CultureInfo.InvariantCulture, $"var oltponno = '{row.Slot.Pon}';\nvar onuno = '{row.Slot.Id}';\n")
        .Array("onuinfo", [OnuCells.Detail(row, quirks)], quirks)
        .Array("onuOpmInfo", [[row.Slot.Id, .. OnuCells.Optics(row, quirks)]], quirks)
        .Append("</script></head><body></body></html>\n")
        .ToString();

    /// <summary>The page as it sometimes arrives: all of it but the array.</summary>
    public static string RenderWithoutArray(int width = 22) => Before(PageQuirks.None) + LineNum("onutable", width) + After;

    private static string Render(IReadOnlyList<OnuRow> rows, string array, int width, PageQuirks quirks) => new StringBuilder(Before(quirks), 1024 + (rows.Count * 180))
        .Array(array, rows.Select(row => OnuCells.Of(row, width, quirks)), quirks)
        .Append(quirks.HasFlag(PageQuirks.NoLineNum) ? "" : LineNum(array, width))
        .Append(After)
        .ToString();

    private static string LineNum(string array, int width) => $"var lineNum=({array}.length)/{width};\n";

    private static string Before(PageQuirks quirks) => $"""
        <html>
        <head>
        <meta http-equiv="Content-Type" content="text/html; charset={(quirks.HasFlag(PageQuirks.Gb2312) ? "gb2312" : "utf-8")}">
        <title>ONU List</title>
        <script language="JavaScript" src="lang.js"></script>
        <script type="text/javascript">
        var curPon='all';

        """;

    private const string After = """
        function showDistance(rtt) { var d = rtt*1.6393; return d>157 ? Math.round(d-157) : 1; }
        </script>
        </head>
        <body onload="initTable();">
        <form name="onuListForm" method="post" action="/goform/setOnu">
        <table id="onuTable" class="tablelist"><tr><td>ONU ID</td><td>Name</td><td>MAC Address</td><td>Status</td></tr></table>
        </form>
        </body>
        </html>

        """;
}
