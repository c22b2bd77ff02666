using System.Diagnostics;
using System.Globalization;
using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.VsolWeb;

namespace EdgeNoc.Bench.Drivers;

/// <summary>A page with a table of 2,048 rows and 16 columns, markup as VSOL's boxes write it, from bytes to records.</summary>
internal static class HtmlTableBench
{
    private const int Rows = 2048;
    private const int Warmup = 30;
    private const int Rounds = 60;

    /// <summary>The median, <c>html_table_2048_ms</c>.</summary>
    public static IReadOnlyList<(string Key, double Value, double? Limit)> Measure()
    {
        var page = Page();
        var times = new double[Rounds];
        for (var i = -Warmup; i < Rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            if (OnuPage.Parse(VsolParsers.Html(page)) is not PollResult.Read { Reading.Onus.Count: Rows }) throw new InvalidOperationException("not every row was read");
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(times);
        return [("html_table_2048_ms", Math.Round(times[Rounds / 2], 3), 40)];
    }

    private static byte[] Page()
    {
        var page = new StringBuilder("<html><head><meta charset=\"gb2312\"/></head><body>\n<form name=form method=post action=\"onuopmdiag.html\">\n<table border=\"1\" cellpadding=\"4\" cellspacing=\"0\">\n<tr>");
        foreach (var heading in (string[])["ONU ID", "Status", "MAC Address", "Description", "Distance(m)", "RTT(TQ)", "Temperature(&deg;C)", "Supply Voltage", "TX Bias Current", "TX Power", "RX Power", "Auth Flag", "Exchange", "Last Deregister Reason", "Alive Time", "Action"])
            page.Append(CultureInfo.InvariantCulture, $"<td class='hd'><font>{heading}</font></td>");
        for (var row = 0; row < Rows; row++)
        {
            page.Append(CultureInfo.InvariantCulture, $"</tr>\n<tr><td class='hd'>EPON0/{(row / 128) + 1}:{(row % 128) + 1}</td><td><font color=#008040>Online</font></td><td>00:D3:9E:00:{row >> 8:X2}:{row & 255:X2}</td><td>CLIENT-{row:0000}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{1000 + row}</td><td>{672 + row}</td><td>46.{row % 100:00}</td><td>3.21</td><td>13.55</td><td>2.{row % 100:00}</td><td>-{17 + (row % 10)}.{row % 100:00}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>True</td><td>Finish</td><td>Wire Down</td><td>1d 02:03:{row % 60:00}</td><td><input type=button value=Detail></td>");
        }

        return Encoding.ASCII.GetBytes(page.Append("</tr>\n</table></form></body></html>\n").ToString());
    }
}
