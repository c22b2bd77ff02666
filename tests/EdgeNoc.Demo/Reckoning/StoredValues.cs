using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Demo.Reckoning;

/// <summary>Reads the numbered values back from the database: every row, so that doubled ones are seen.</summary>
internal static class StoredValues
{
    public static async Task<IReadOnlyList<DeviceValue>> ReadAsync(InfluxDb influx, string database, IEnumerable<string> devices) =>
        [.. (await ReadWithTimesAsync(influx, database, devices)).Select(row => row.Value)];

    /// <summary>With the timestamps of the rows: the agent's clock, when it had read them.</summary>
    public static async Task<IReadOnlyList<(DeviceValue Value, DateTimeOffset At)>> ReadWithTimesAsync(InfluxDb influx, string database, IEnumerable<string> devices)
    {
        var values = new List<(DeviceValue, DateTimeOffset)>();
        foreach (var device in devices)
        {
            using var answer = await influx.QueryAsync(database, $"SELECT online_s FROM onu WHERE device = '{device}' GROUP BY pon, onu");
            if (!answer.RootElement.GetProperty("results")[0].TryGetProperty("series", out var series)) continue;
            foreach (var one in series.EnumerateArray())
            {
                var tags = one.GetProperty("tags");
                var (pon, onu) = (tags.GetProperty("pon").GetString()!, tags.GetProperty("onu").GetString()!);
                values.AddRange(one.GetProperty("values").EnumerateArray().Select(row => (new DeviceValue(device, new NumberedValue(pon, onu, row[1].GetInt64())), DateTimeOffset.FromUnixTimeMilliseconds(row[0].GetInt64() / 1_000_000))));
            }
        }

        return values;
    }
}
