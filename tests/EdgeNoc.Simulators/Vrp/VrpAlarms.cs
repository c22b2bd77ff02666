using System.Globalization;
using System.Text;

namespace EdgeNoc.Simulators.Vrp;

/// <summary>What the box holds active, in both forms that it may have.</summary>
internal static class VrpAlarms
{
    private const int Columns = 80;
    private const int TextColumn = 39;

    private static readonly (int Sequence, string Alarm, int Level, string Time, string Text)[] Active =
    [
        (24, "0x8520003", 2, "09:13:16", "The interface status changes. (ifName=GigabitEthernet0/1/2, AdminStatus=UP, OperStatus=DOWN, Reason=Interface physical link is Down.)"),
        (25, "0xD300007", 1, "09:14:16", "The storage usage exceeded the pre-set overload threshold.(TrapSeverity=4, UsageValue=89, Unit=1, UsageThreshold=85)"),
    ];

    private static readonly string[] Levels = ["", "Critical", "Major", "Minor", "Warning"];

    public static string None => "Info: There is no active alarm.";

    public static string Verbose { get; } = string.Join("\n\n", Active.Select(alarm => string.Create(
        CultureInfo.InvariantCulture, $"Sequence           : {alarm.Sequence}\nAlarmId            : {alarm.Alarm}\nAlarmLevel         : {Levels[alarm.Level]}\nDate Time          : 2026-11-20 {alarm.Time}\nDescription        : {alarm.Text}")));

    public static string Wrapped { get; } = MakeWrapped();

    private static string MakeWrapped()
    {
        var rule = new string('-', Columns);
        var text = new StringBuilder($"1:Critical  2:Major  3:Minor  4:Warning\n{rule}\nSequence   AlarmId    Level Date Time  Description                              \n{rule}\n");
        foreach (var alarm in Active)
        {
            var head = string.Create(CultureInfo.InvariantCulture, $"{alarm.Sequence,-10} {alarm.Alarm,-10} {alarm.Level,-5} 2026-11-20");
            foreach (var (line, piece) in alarm.Text.Chunk(Columns - TextColumn).Index())
            {
                var left = line switch { 0 => head, 1 => $"{new string(' ', 29)}{alarm.Time}", _ => "" };
                text.Append(left.PadRight(TextColumn)).Append(new string(piece).PadRight(Columns - TextColumn)).Append('\n');
            }
        }

        return text.Append(rule).ToString();
    }
}
