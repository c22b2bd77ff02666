using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Tests.Polling;
using static EdgeNoc.Tests.Detection.Workbench;

namespace EdgeNoc.Tests.Detection;

public sealed class DeviceDetectionTests
{
    [Fact]
    public async Task An_olt_that_nothing_answers_for_is_unreachable_and_one_good_poll_clears_it()
    {
        var bench = new Workbench(Olt);
        await bench.PollAsync(Onu(1));
        Assert.Empty(await bench.FailAsync(PollErrorKind.Timeout));
        Assert.Equal(["+device.unreachable olt-1 device"], await bench.FailAsync(PollErrorKind.Timeout));
        Assert.Empty(await bench.FailAsync(PollErrorKind.Unreachable));
        Assert.Equal(["-device.unreachable olt-1 device"], await bench.PollAsync(Onu(1)));
    }

    [Fact]
    public async Task One_that_fails_from_the_start_is_raised()
    {
        var bench = new Workbench(Olt);
        Assert.Empty(await bench.FailAsync(PollErrorKind.Timeout));
        Assert.Equal(["+device.unreachable olt-1 device"], await bench.FailAsync(PollErrorKind.Timeout));
    }

    [Theory]
    [InlineData(PollErrorKind.Timeout, true, "device.mgmt_down")]
    [InlineData(PollErrorKind.Unreachable, true, "device.mgmt_down")]
    [InlineData(PollErrorKind.ParseFailed, false, "device.mgmt_down")]
    [InlineData(PollErrorKind.Unsupported, false, "device.mgmt_down")]
    [InlineData(PollErrorKind.AuthFailed, true, "device.auth_failed")]
    [InlineData(PollErrorKind.AuthFailed, false, "device.auth_failed")]
    public async Task What_the_box_still_does_decides_the_kind(PollErrorKind error, bool answersPing, string kind)
    {
        var bench = new Workbench(Olt, _ => answersPing);
        await bench.PollAsync(Onu(1));
        await bench.FailAsync(error);
        Assert.Equal([$"+{kind} olt-1 device"], await bench.FailAsync(error));
    }

    [Fact]
    public async Task A_box_that_stops_answering_ping_too_changes_its_alert_once_that_is_confirmed()
    {
        var bench = new Workbench(Olt, call => call <= 2);
        await bench.PollAsync(Onu(1));
        await bench.FailAsync(PollErrorKind.Timeout);
        Assert.Equal(["+device.mgmt_down olt-1 device"], await bench.FailAsync(PollErrorKind.Timeout));
        Assert.Empty(await bench.FailAsync(PollErrorKind.Timeout));
        Assert.Equal(["-device.mgmt_down olt-1 device", "+device.unreachable olt-1 device"], await bench.FailAsync(PollErrorKind.Timeout));
    }

    [Fact]
    public async Task An_alert_outlives_a_restart_and_is_not_raised_twice()
    {
        var bench = new Workbench(Olt);
        await bench.FailAsync(PollErrorKind.Timeout);
        Assert.Single(await bench.FailAsync(PollErrorKind.Timeout));
        bench.Restart();
        Assert.Empty(await bench.FailAsync(PollErrorKind.Timeout));
        Assert.Empty(await bench.FailAsync(PollErrorKind.Timeout));
        Assert.Equal(["-device.unreachable olt-1 device"], await bench.PollAsync(Onu(1)));
    }

    [Fact]
    public async Task Onts_are_devices_of_their_own()
    {
        var bench = new Workbench(Onts);
        Assert.Empty(await bench.PingAsync(true, false));
        Assert.Empty(await bench.PingAsync(false, false));
        Assert.Equal(["+ont.down ont-1 device"], await bench.PingAsync(false, false));
        Assert.Equal("Balai Desa", Assert.Single(bench.Log.LoadRaised()).Labels["name"]);
        Assert.Empty(await bench.PingAsync(true, true));
        Assert.Equal(["-ont.down ont-1 device"], await bench.PingAsync(true, true));
        Assert.Equal(["ont-1", "ont-2"], bench.Telemetry.Points.Select(point => point.Device!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_machine_that_may_not_ping_raises_nothing_for_its_onts()
    {
        var bench = new Workbench(Onts);
        await bench.PingAsync(true, true);
        for (var i = 0; i < 3; i++) Assert.Empty(await bench.FailAsync(PollErrorKind.Unsupported));
        Assert.Equal("unsupported", bench.Health.Health);
        Assert.Equal(2, bench.Telemetry.Points.Count);
    }

    [Fact]
    public async Task A_failed_poll_writes_that_it_failed_and_nothing_else()
    {
        var bench = new Workbench(Olt);
        await bench.PollAsync(Onu(1));
        bench.Telemetry.Take<DeviceRecord>();
        await bench.FailAsync(PollErrorKind.Timeout);
        var point = Assert.Single(bench.Telemetry.Points);
        Assert.Equal(("olt-1", new DeviceRecord { Kind = "olt", Vendor = "hioso", Up = false, Error = "timeout" }), (point.Device!, (DeviceRecord)point.Point));
    }

    [Fact]
    public async Task Optics_are_stored_with_the_first_poll_and_at_their_own_interval()
    {
        var bench = new Workbench(Olt);
        var withOptics = new List<bool>();
        for (var poll = 0; poll < 22; poll++)
        {
            await bench.PollAsync(Onu(1), Onu(2));
            var points = bench.Telemetry.Points;
            Assert.Equal(4, points.Count);
            var onu = points.Select(point => point.Point).OfType<OnuRecord>().First();
            var pon = points.Select(point => point.Point).OfType<PonRecord>().Single();
            Assert.Equal(onu.RxDbm is null, pon.RxAvgDbm is null);
            Assert.Equal((100, 2), (onu.DistanceM, pon.Online));
            withOptics.Add(onu.RxDbm is not null);
            bench.Telemetry.Take<DeviceRecord>();
        }

        Assert.Equal([0, 10, 20], withOptics.Index().Where(poll => poll.Item).Select(poll => poll.Index));
    }

    [Fact]
    public async Task Health_says_what_a_panel_needs()
    {
        var bench = new Workbench(Olt);
        Assert.Equal("waiting", bench.Health.Health);
        await bench.PollAsync(Onu(1), Onu(2, OnuStatus.Down));
        Assert.Equal(("ok", 1, 2, null), (bench.Health.Health, bench.Health.PartsUp, bench.Health.PartsTotal, bench.Health.LastError));
        var answered = bench.Health.LastOk;
        await bench.FailAsync(PollErrorKind.AuthFailed);
        Assert.Equal(("auth_failed", "remedy", answered, null), (bench.Health.Health, bench.Health.LastError!.Remedy, bench.Health.LastOk, bench.Health.PartsUp));
    }
}
