using System.Globalization;
using System.Text;

namespace EdgeNoc.Simulators.Olt;

/// <summary>Writes <c>/onuAllPonOnuList.asp</c> as the HA7304 firmware does: one flat array of strings in single quotes, 22 to a row.</summary>
public static class OnuTableHtml
{
    public const int Columns = 22;

    /// <summary>The page with its array; the shell around it is what GoAhead's templates look like.</summary>
    public static string Render(OltPage page)
    {
        var html = new StringBuilder(Before, Before.Length + After.Length + (page.Rows.Count * 180));
        html.Append("var onutable=new Array(\n");
        for (var i = 0; i < page.Rows.Count; i++)
        {
            AppendRow(html, page.Rows[i]);
            html.Append(i == page.Rows.Count - 1 ? "\n" : ",\n");
        }

        return html.Append(");\n").Append(After).ToString();
    }

    /// <summary>The page as it sometimes arrives: all of it but the array.</summary>
    public static string RenderWithoutArray() => Before + After;

    private static void AppendRow(StringBuilder html, OnuRow row) => html.Append(
        CultureInfo.InvariantCulture,
        $"'{row.Slot.Id}','{row.Name}','{row.Mac}','{(row.Up ? "Up" : "Down")}','0101','9125','2','{(row.Up ? 5 : 0)}','30','0','{row.RttTq}',"
        + $"'{row.TempC:F2}','{row.VoltageV:F2}','{row.BiasMa:F2}','{row.TxDbm:F2}','{row.RxDbm:F2}',"
        + $"'{row.LastOnline:yyyy-MM-dd HH:mm:ss}','{row.LastOffline:yyyy-MM-dd HH:mm:ss}','{row.Reason}','{row.OnlineS}','{row.Deregisters}','{(row.Gasp ? 1 : 0)}'");

    private const string Before = """
        <html>
        <head>
        <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
        <title>ONU List</title>
        <script language="JavaScript" src="lang.js"></script>
        <script type="text/javascript">
        var curPon='all';

        """;

    private const string After = """
        var lineNum=(onutable.length)/22;
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
