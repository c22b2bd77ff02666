using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A reading as the flat records that <c>parse</c> shows and captures expect.</summary>
internal static class ReadingJson
{
    /// <summary>Null when there is nothing in it.</summary>
    public static string? Of(DriverDefinition driver, Reading reading)
    {
        List<IPoint> records = [.. reading.Parts()];
        if (reading.Device is { } device) records.Insert(0, device with { Kind = driver.Kind, Vendor = driver.Vendor });
        if (records.Count > 0) return JsonPointSink.ToJson(records);
        // A list that is no time series, such as the addresses of a router: its rows are all there is.
        IReadOnlyList<DeviceTable> tables = reading.Alarms is { } alarms ? [.. reading.Tables, AlarmRecord.ToTable(alarms)] : reading.Tables;
        return tables.Any(table => table.Rows.Count > 0) ? JsonPointSink.ToJson(tables) : null;
    }
}
