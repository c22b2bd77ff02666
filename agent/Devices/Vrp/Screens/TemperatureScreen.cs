using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display temperature</c>: many sensors a slot, named by slot, I2C bus, address and channel, for a board's name comes twice.</summary>
internal static partial class TemperatureScreen
{
    private static readonly string[] NameParts = ["slot", "card", "sensor"];

    public static Reading Parse(VrpAnswer answer)
    {
        var sensors = new List<SensorRecord>();
        string? slot = null;
        foreach (var line in answer.Lines)
        {
            if (SlotTitle().Match(line) is { Success: true } title) slot = title.Groups["slot"].Value;
            else if (Row().Match(line) is { Success: true } row) Add(sensors, $"{slot ?? "0"}/{row.Groups["bus"].Value}.{row.Groups["address"].Value}.{row.Groups["channel"].Value}", row);
            else if (SwitchRow().Match(line) is { Success: true } other) Add(sensors, string.Join('/', Named(other)), other);
        }

        var boards = sensors.Where(sensor => sensor.Value is not null).GroupBy(sensor => sensor.Sensor.Split('/')[1], StringComparer.Ordinal)
            .Select(board => new BoardRecord { Slot = board.Key, TempC = board.Max(sensor => sensor.Value) });
        return new Reading { Sensors = sensors, Boards = [.. boards] };
    }

    private static void Add(List<SensorRecord> sensors, string name, Match row) => sensors.Add(new SensorRecord
    {
        Sensor = $"temperature/{name}",
        Value = VrpValue.Between(double.Parse(row.Groups["temperature"].ValueSpan, CultureInfo.InvariantCulture), -60, 200),
        Ok = row.Groups["status"].ValueSpan.Equals("NORMAL", StringComparison.OrdinalIgnoreCase),
    });

    private static IEnumerable<string> Named(Match row) => NameParts.Select(name => row.Groups[name].Value).Where(part => part is not ("" or "NA" or "-" or "--"));

    // "SlotID2 :" and " Base-Board, Unit:C, Slot 9"
    [GeneratedRegex(@"^\s*(?:SlotID\s*(?<slot>\d{1,4})\s*:|.*Unit\s*:\s*C\s*,\s*Slot(?:ID)?\s*:?\s*(?<slot>\d{1,4}))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SlotTitle();

    // LPUF41A   7   175  1    NORMAL  89    94    105   76   86   37: the temperature is the last column in both layouts
    [GeneratedRegex(@"^\s*\S{1,32}\s+(?<bus>\d{1,4})\s+(?<address>\d{1,4})\s+(?<channel>\d{1,4})\s+(?<status>[A-Za-z]{3,16})(?:\s+-?(?:\d{1,4}|-|NA)){2,6}\s+(?<temperature>-?\d{1,3}(?:\.\d+)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    // switches: Slot Card Sensor Status Current(C) Lower(C) ...: 0  NA  NA  Normal  32  0  4  68  64
    [GeneratedRegex(@"^\s*(?<slot>\d{1,3})\s+(?<card>\S{1,16})\s+(?<sensor>\S.{0,24}?)\s+(?<status>Normal|Abnormal|Minor|Major|Fatal)\s+(?<temperature>-?\d{1,3}(?:\.\d+)?)(?:\s+\S+)*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SwitchRow();
}
