using System.Text;

namespace EdgeNoc.Simulators.Olt;

/// <summary>Writes <c>/system.asp</c>, 13 strings about the box itself, and <c>/sys_log_page.asp</c>, its log with the newest line first.</summary>
internal static class SystemHtml
{
    public static string Render(OltModel model) =>
        $"""
        <html><head><script type="text/javascript">
        var sysInfo=new Array(
        'EPON','EPON OLT','{model.Plan.NamePrefix}','HA7304','V1.1.21','20190516','e0:e8:e6:00:{model.Plan.Seed & 0xff:x2}:01','192.0.2.10','12 Days 3:04:05','V1.0','SIM{model.Plan.Seed:0000}','17','41'
        );
        </script></head><body></body></html>

        """;

    /// <summary>A page of the log, from 0.</summary>
    public static string RenderLog(OltModel model, int page)
    {
        const int lines = 20;
        var html = new StringBuilder("<html><body><table>\n");
        foreach (var entry in model.Log.Reverse().Skip(page * lines).Take(lines)) html.Append("<tr><td>").Append(entry.Text).Append("</td></tr>\n");
        return html.Append("</table></body></html>\n").ToString();
    }
}
