using System.Buffers;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Watch.Figures;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Dashboards;

/// <summary>Series are what makes a database slow: a month of changes must not make more of them.</summary>
public sealed class DashboardsSeriesTests
{
    private const int Days = 30;
    private const int Onus = 64;

    [Fact]
    public async Task A_month_of_churn_begins_no_series_after_its_first_day()
    {
        await using var influx = await InfluxDb.StartAsync(RigDirectory.New("churn"));
        await influx.CreateDatabaseAsync("edgenoc");
        using var http = new InfluxHttp(new InfluxConfig(influx.Url, "edgenoc", null, null), TimeSpan.FromSeconds(20), TimeProvider.System);
        var random = new Random(17);
        var start = DateTimeOffset.UtcNow.AddDays(-Days);
        var counts = new List<long>();
        for (var day = 0; day < Days; day++)
        {
            var output = new ArrayBufferWriter<byte>();
            var atMs = start.AddDays(day).ToUnixTimeMilliseconds();
            foreach (var point in Day(day, random)) Write(output, point, atMs);
            Assert.IsType<WriteOutcome.Stored>(await http.WriteAsync(output.WrittenMemory, default));
            using var answer = await influx.QueryAsync("edgenoc", "SHOW SERIES");
            counts.Add(InfluxDb.Rows(answer).Count());
        }

        Assert.Equal(Enumerable.Repeat(counts[0], Days), counts);
        Assert.Equal(Onus + 1 + 1 + 3 + 5 + 1, counts[0]);
    }

    /// <summary>Another customer in each slot, another state, another firmware, other sessions; alerts of the same kinds about other ONUs.</summary>
    private static IEnumerable<IPoint> Day(int day, Random random)
    {
        for (var n = 1; n <= Onus; n++)
        {
            var isUp = random.Next(4) > 0;
            yield return new OnuRecord
            {
                Pon = "0/3", Onu = $"{n}", Status = isUp ? OnuStatus.Up : OnuStatus.PowerOff, Reason = isUp ? null : OnuReason.DyingGasp, RxDbm = isUp ? -20 - random.NextDouble() : null,
                Name = $"CLIENT-{random.Next(10_000)}", Mac = $"00:1A:2B:3C:{random.Next(100):00}:{n:00}", Serial = $"HWTC{random.Next(1_000_000)}", Deregisters = day,
            };
        }

        yield return new PonRecord { Pon = "0/3", Total = Onus, Online = random.Next(Onus) };
        yield return new DeviceRecord { Kind = "olt", Vendor = "hioso", Up = true, Version = $"1.{day}", Identity = $"olt renamed {day}", Error = day % 2 == 0 ? "timeout" : null };
        foreach (var service in new[] { "pppoe", "hotspot", "dhcp" }) yield return new SessionsRecord { Service = service, Active = random.Next(500) };
        foreach (var severity in new[] { "critical", "high", "medium", "low", "info" })
            yield return new AlertEventPoint("kdr-03", "olt-1", "onu.down", severity, random.Next(2) == 0 ? "raised" : "cleared", $"onu/0/3:{random.Next(Onus)}", $"words {random.Next()}", random.Next(1_000));
        yield return new IncidentPoint("kdr-03", "high", random.Next(5), 0, 0, day);
    }

    /// <summary>Site and device are added outside of the records, as agent and collector do.</summary>
    private static void Write(ArrayBufferWriter<byte> output, IPoint point, long atMs)
    {
        var writer = new LineWriter(output);
        if (point is AlertEventPoint or IncidentPoint)
        {
            writer.Write(point, atMs);
            return;
        }

        writer.ConstantTag = ("device", "olt-1");
        writer.Write(point, atMs);
    }
}
