using System.Globalization;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Metered;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Metered;

/// <summary>What leaves at once and what waits, poll after poll.</summary>
public sealed class MeteredOutboxTests
{
    private static readonly UplinkTerms Backup = new(Metered: true, MainExpected: true, Spent: false);
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);

    private readonly AdjustableTime _time = new(Start);
    private readonly Rows _rows = new();
    private readonly MeteredOutbox _outbox;
    private UplinkTerms _terms = Backup;

    public MeteredOutboxTests() => _outbox = new MeteredOutbox(_rows, () => _terms, _time);

    [Fact]
    public void A_free_way_changes_nothing()
    {
        _terms = UplinkTerms.Free;
        Poll(Olt(1, 2, 3));
        Poll(Olt(1, 2, 3));
        Assert.Equal(10, _rows.Sent.Count);
        Assert.Empty(_rows.Held);
    }

    [Fact]
    public void The_first_poll_goes_whole_and_then_device_pon_and_what_changed()
    {
        Poll(Olt(1, 2, 3));
        Assert.Equal(["device", "onu/0/1:1", "onu/0/1:2", "onu/0/1:3", "pon/0/1"], _rows.TakeSent());
        Poll(Olt(1, 2, 3));
        Assert.Equal(["device", "pon/0/1"], _rows.TakeSent());
        Assert.Equal(["onu/0/1:1", "onu/0/1:2", "onu/0/1:3"], _rows.TakeHeld());
        Poll([.. Olt(1, 3), Onu(2) with { Status = OnuStatus.PowerOff, RxDbm = null }]);
        Assert.Equal(["device", "onu/0/1:2", "pon/0/1"], _rows.TakeSent());
        Assert.Equal(["onu/0/1:1", "onu/0/1:3"], _rows.TakeHeld());
    }

    [Fact]
    public void Sessions_leave_at_once_and_interfaces_queues_pools_and_sensors_hourly()
    {
        IPoint[] router =
        [
            new DeviceRecord { Kind = "router", Up = true }, new InterfaceRecord { Interface = "ether1", Up = true }, new SessionsRecord { Service = "pppoe", Active = 7 },
            new IpPoolRecord { Pool = "residential", Used = 7 }, new SensorRecord { Sensor = "voltage", Value = 12 },
        ];
        Poll(router);
        Assert.Equal(5, _rows.TakeSent().Count);
        _time.Advance(TimeSpan.FromMinutes(59.9));
        Poll(router);
        Assert.Equal(["device", "sessions/pppoe"], _rows.TakeSent());
        _time.Advance(TimeSpan.FromMinutes(0.1));
        Poll(router);
        Assert.Equal(5, _rows.TakeSent().Count);
    }

    [Fact]
    public void The_hourly_set_of_an_OLT_waits_ten_minutes_for_its_optics()
    {
        Poll(Olt(1, 2));
        _rows.TakeSent();
        _time.Advance(TimeSpan.FromMinutes(61));
        Poll(Olt(1, 2), optics: false);
        Assert.Equal(["device", "pon/0/1"], _rows.TakeSent());
        _time.Advance(TimeSpan.FromMinutes(4));
        Poll(Olt(1, 2));
        Assert.Equal(4, _rows.TakeSent().Count);
        _time.Advance(TimeSpan.FromMinutes(70));
        Poll(Olt(1, 2), optics: false);
        Assert.Equal(4, _rows.TakeSent().Count);
    }

    [Fact]
    public void A_device_that_does_not_answer_says_so_at_once_and_owes_its_full_set_all_the_same()
    {
        Poll([new DeviceRecord { Kind = "olt", Up = false, Error = "timeout" }]);
        Assert.Equal(["device"], _rows.TakeSent());
        Poll(Olt(1, 2));
        Assert.Equal(4, _rows.TakeSent().Count);
    }

    [Fact]
    public void After_a_connection_everything_counts_as_changed()
    {
        Poll(Olt(1, 2));
        _outbox.Forget();
        _rows.TakeSent();
        Poll(Olt(1, 2));
        Assert.Equal(4, _rows.TakeSent().Count);
    }

    [Fact]
    public void Where_no_other_way_will_come_the_rest_is_not_even_kept()
    {
        _terms = new UplinkTerms(Metered: true, MainExpected: false, Spent: false);
        Poll(Olt(1, 2));
        Poll(Olt(1, 2));
        Assert.Equal(6, _rows.Sent.Count);
        Assert.Empty(_rows.Held);
    }

    /// <summary>Each row goes one way exactly once, and whoever holds only what was sent at once knows every ONU's status after every poll.</summary>
    [Fact]
    public void No_row_is_lost_or_doubled_and_no_status_is_old() => Prop.ForAll(
        Gen.Choose(0, 4_095).ArrayOf().ToArbitrary(),
        polls =>
        {
            var (time, rows) = (new AdjustableTime(Start), new Rows());
            var outbox = new MeteredOutbox(rows, () => Backup, time);
            var known = new Dictionary<string, OnuStatus>(StringComparer.Ordinal);
            foreach (var (number, poll) in polls.Index())
            {
                time.Advance(TimeSpan.FromMinutes(poll % 13));
                if (poll % 11 == 0) outbox.Forget();
                var onus = Enumerable.Range(1, 6).Select(onu => Onu(onu) with { Status = ((poll >> onu) & 1) == 1 ? OnuStatus.Up : OnuStatus.Los, OnlineS = number }).ToList();
                outbox.Write("olt-1", onus, time.GetUtcNow());
                foreach (var onu in rows.Sent.OfType<OnuRecord>()) known[onu.Onu] = onu.Status;
                Assert.Equal(onus.OrderBy(onu => onu.Onu, StringComparer.Ordinal), rows.Sent.Concat(rows.Held).Cast<OnuRecord>().OrderBy(onu => onu.Onu, StringComparer.Ordinal));
                Assert.All(onus, onu => Assert.Equal(onu.Status, known[onu.Onu]));
                rows.Clear();
            }
        }).QuickCheckThrowOnFailure();

    private void Poll(IReadOnlyList<IPoint> points, bool optics = true) =>
        _outbox.Write("olt-1", optics ? points : points.Select(point => point is OnuRecord onu ? onu.WithoutOptics() : point), _time.GetUtcNow());

    private static List<IPoint> Olt(params IEnumerable<int> onus) => [new DeviceRecord { Kind = "olt", Up = true }, .. onus.Select(Onu), new PonRecord { Pon = "0/1", Total = 3, Online = 3 }];

    private static OnuRecord Onu(int number) => new() { Pon = "0/1", Onu = number.ToString(CultureInfo.InvariantCulture), Status = OnuStatus.Up, RxDbm = -20 };

    private sealed class Rows : IHoldingOutbox
    {
        public List<IPoint> Sent { get; } = [];

        public List<IPoint> Held { get; } = [];

        public void Write(string? device, IEnumerable<IPoint> points, DateTimeOffset at) => Sent.AddRange(points);

        public void Hold(string? device, IEnumerable<IPoint> points, DateTimeOffset at) => Held.AddRange(points);

        public List<string> TakeSent() => Take(Sent);

        public List<string> TakeHeld() => Take(Held);

        public void Clear()
        {
            Sent.Clear();
            Held.Clear();
        }

        private static List<string> Take(List<IPoint> points)
        {
            var names = points.Select(PointEntity.Of).Order(StringComparer.Ordinal).ToList();
            points.Clear();
            return names;
        }
    }
}
