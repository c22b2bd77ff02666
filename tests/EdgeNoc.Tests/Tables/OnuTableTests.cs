using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Detection;
using static EdgeNoc.Tests.Detection.Workbench;

namespace EdgeNoc.Tests.Tables;

public sealed class OnuTableTests
{
    private readonly Workbench _bench = new(Olt);

    [Fact]
    public async Task Every_olt_sends_who_is_there_and_how_they_are()
    {
        await _bench.PollAsync(Onu(1) with { OnlineS = 166_365, Auth = "Activate" }, Onu(2, OnuStatus.PowerOff, OnuReason.DyingGasp));
        var (device, name, table) = Assert.Single(_bench.Tables.Take());
        Assert.Equal(("olt-1", "onus", _bench.Time.GetUtcNow()), (device, name, table.At));
        Assert.Equal("entity", table.Columns[0]);
        Assert.Equal(["onu/0/1:1", "0/1", "1", "CLIENT-001", "FC:8E:5B:2B:66:01", "up", "", "Activate", "-21", "100", "166365"],
            Cells(table, 0, "entity", "pon", "onu", "name", "mac", "status", "reason", "auth", "rx_dbm", "distance_m", "online_s"));
        Assert.Equal(["power_off", "dying_gasp", "", ""], Cells(table, 1, "status", "reason", "rx_dbm", "online_s"));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
    }

    [Fact]
    public async Task Levels_and_times_that_move_are_no_change()
    {
        await _bench.PollAsync(Onu(1));
        _bench.Tables.Take();
        for (var i = 0; i < 12; i++)
        {
            await _bench.PollAsync(Onu(1) with { RxDbm = -21.5 - i, TxDbm = 2 + i, TempC = 40 + i, OnlineS = i, DistanceM = 100 + i });
            Assert.Empty(_bench.Tables.Take());
        }

        await _bench.PollAsync(Onu(1) with { Name = "CLIENT-RENAMED" });
        Assert.Equal(["CLIENT-RENAMED"], Cells(Assert.Single(_bench.Tables.Take()).Table, 0, "name"));
    }

    [Fact]
    public async Task A_change_goes_with_a_failed_poll_too()
    {
        await _bench.PollAsync(Onu(1));
        await _bench.PollAsync(Onu(1), Onu(2));
        _bench.Tables.Take();
        for (var poll = 2; poll < 10; poll++)
        {
            await _bench.FailAsync(PollErrorKind.Timeout);
            Assert.Empty(_bench.Tables.Take());
        }

        await _bench.FailAsync(PollErrorKind.Timeout);
        Assert.Equal(2, Assert.Single(_bench.Tables.Take()).Table.Rows.Count);
    }

    [Fact]
    public async Task A_pon_that_could_not_be_read_keeps_who_is_there_and_not_how_they_are()
    {
        await _bench.PollAsync(Onu(1), Onu(2, pon: "0/2"));
        _bench.Tables.Take();
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        await _bench.ReadAsync(new Reading { Onus = [Onu(1)], CompletePons = new HashSet<string>(["0/1"], StringComparer.Ordinal) });
        var table = Assert.Single(_bench.Tables.Take()).Table;
        Assert.Equal(["onu/0/2:2", "CLIENT-002", "unknown", ""], Cells(table, 1, "entity", "name", "status", "rx_dbm"));
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        await _bench.ReadAsync(new Reading { CompletePons = new HashSet<string>(StringComparer.Ordinal) });
        Assert.Empty(_bench.Tables.Take());
    }

    [Fact]
    public async Task An_olt_that_lost_all_says_so_and_a_device_without_onus_sends_none()
    {
        await _bench.PollAsync();
        Assert.Empty(_bench.Tables.Take());
        await _bench.PollAsync(Onu(1));
        _bench.Tables.Take();
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        await _bench.PollAsync();
        Assert.Empty(Assert.Single(_bench.Tables.Take()).Table.Rows);
    }

    [Fact]
    public async Task Tables_of_a_driver_are_sent_beside_it()
    {
        await _bench.ReadAsync(new Reading { Tables = [new DeviceTable("queues", ["name"], new HashSet<string>(StringComparer.Ordinal), [["q-1"], ["q-2"]])] });
        var (device, name, table) = Assert.Single(_bench.Tables.Take());
        Assert.Equal(("olt-1", "queues", 2), (device, name, table.Rows.Count));
    }

    private static IEnumerable<string> Cells(TableMessage table, int row, params string[] columns) =>
        columns.Select(column => table.Rows[row][table.Columns.ToList().IndexOf(column)]);
}
