using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Tests.Devices;

/// <summary>Pages as the OLT prints them, one row at a time.</summary>
internal static class OnuTable
{
    /// <summary>A row of 22 cells; every ONU gets its own number in MAC and levels.</summary>
    public static string[] Row(int number, string status = "Up", string name = "NA", string reason = "1", string gasp = "0") =>
    [
        $"0/1:{number}", name, $"FC:8E:5B:2B:66:{number:X2}", status, "0101", "9127", "5", "5", "30", "0", "160", "46.00", "3.00", "12.00", "2.06", $"-17.{number:00}",
        "2026-06-03 10:20:22", "2026-06-03 10:19:21", reason, "62121", "3", gasp,
    ];

    public static string[] With(this string[] row, int column, string value)
    {
        var changed = row.ToArray();
        changed[column] = value;
        return changed;
    }

    public static string Page(params string[][] rows) =>
        $"<html><script>\nvar onutable=new Array(\n{string.Join(",\n", rows.Select(row => string.Join(",", row.Select(cell => $"'{cell}'"))))}\n);\nvar lineNum=(onutable.length)/22;\n</script></html>";

    public static Reading Read(string page) => Assert.IsType<PollResult.Read>(OnuTablePage.Parse(Encoding.UTF8.GetBytes(page))).Reading;

    public static OnuRecord ReadOne(string[] row) => Assert.Single(Read(Page(row)).Onus);

    public static PollError Fail(string page) => Assert.IsType<PollResult.Failed>(OnuTablePage.Parse(Encoding.UTF8.GetBytes(page))).Error;
}
