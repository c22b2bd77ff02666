using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Bench.Drivers;

/// <summary>What a scraper in a hurry does: all quoted strings of the page by one regular expression, then 22 of them a row.</summary>
internal static partial class OltPageRegex
{
    public static List<OnuRecord> Parse(string page)
    {
        var cells = QuotedPattern().Matches(page).Select(match => match.Groups["cell"].Value).ToList();
        var onus = new List<OnuRecord>();
        for (var row = 0; row + 22 <= cells.Count; row += 22)
        {
            var id = cells[row].Split(':');
            onus.Add(new OnuRecord
            {
                Pon = id[0],
                Onu = id[1],
                Name = cells[row + 1],
                Mac = cells[row + 2].ToUpperInvariant(),
                Status = cells[row + 3] == "Up" ? OnuStatus.Up : OnuStatus.Down,
                TempC = Number(cells[row + 11]),
                VoltageV = Number(cells[row + 12]),
                BiasMa = Number(cells[row + 13]),
                TxDbm = Number(cells[row + 14]),
                RxDbm = Number(cells[row + 15]),
            });
        }

        return onus;
    }

    private static double? Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("'(?<cell>[^']*)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex QuotedPattern();
}
