namespace EdgeNoc.Agent.Devices.Records;

/// <summary>An alarm that a box itself holds active. No time series and no table: it becomes an event of its own.</summary>
/// <param name="Sequence">The box's number of this alarm while it is active.</param>
/// <param name="Alarm">The box's number or name of what it is about; empty when it gives none.</param>
/// <param name="Level"><c>critical, major, minor, warning</c>; empty when the box does not say.</param>
/// <param name="At">Since when, in the box's own words and zone; empty when it does not say.</param>
/// <param name="Description">What it says, whole.</param>
public sealed record AlarmRecord(string Sequence, string Alarm, string Level, string At, string Description)
{
    private static readonly string[] Columns = ["sequence", "alarm", "level", "at", "description"];
    private static readonly HashSet<string> NoneVolatile = new(StringComparer.Ordinal);

    /// <summary><c>alarm/0x8520003:24</c>: a box that started anew counts anew.</summary>
    public string Entity => Alarm.Length > 0 ? $"alarm/{Alarm}:{Sequence}" : $"alarm/{Sequence}";

    public bool IsCritical => Level == "critical";

    /// <summary>As the verb <c>parse</c> shows a list.</summary>
    internal static DeviceTable ToTable(IReadOnlyList<AlarmRecord> alarms) =>
        new("alarms", Columns, NoneVolatile, [.. alarms.Select(alarm => (IReadOnlyList<string>)[alarm.Sequence, alarm.Alarm, alarm.Level, alarm.At, alarm.Description])]);
}
