using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Tables;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Polling;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Tables;

public sealed class TableSenderTests
{
    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly MemoryTables _outbox = new();
    private readonly TableSender _sender;

    public TableSenderTests() => _sender = new TableSender("router-1", _outbox, _time);

    [Fact]
    public void The_first_goes_at_once_and_then_only_a_change_of_content()
    {
        Assert.Equal(["alice 10"], Poll(Active("alice", "10")));
        Assert.Empty(Poll(Active("alice", "10")));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(Poll(Active("alice", "3610")));
        Assert.Equal(["alice 3611,bob 1"], Poll(Active("alice", "3611", "bob", "1")));
    }

    [Fact]
    public void A_change_within_five_minutes_waits_and_goes_when_they_are_over_as_it_is_then()
    {
        Poll(Active("alice", "10"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(Poll(Active("alice", "70", "bob", "1")));
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Empty(Poll(Active("alice", "250", "bob", "181")));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(Poll(Active("alice", "309", "bob", "240")));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["alice 310,bob 241"], Poll(Active("alice", "310", "bob", "241")));
    }

    [Fact]
    public void What_waits_goes_also_with_a_poll_that_brings_nothing_and_says_when_it_was_read()
    {
        Poll(Active("alice", "10"));
        _time.Advance(TimeSpan.FromMinutes(1));
        var read = _time.GetUtcNow();
        Poll(Active("alice", "70", "bob", "1"));
        _time.Advance(TimeSpan.FromMinutes(4));
        _sender.Take([], _time.GetUtcNow());
        Assert.Equal(read, Assert.Single(_outbox.Take()).Table.At);
        _sender.Take([], _time.GetUtcNow());
        Assert.Empty(_outbox.Take());
    }

    [Fact]
    public void What_changes_back_while_it_waits_is_no_change()
    {
        Poll(Active("alice", "10"));
        Poll(Active("alice", "11", "bob", "1"));
        Poll(Active("alice", "12"));
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty(Poll(Active("alice", "372")));
    }

    [Fact]
    public void Each_table_has_its_own_five_minutes()
    {
        Poll(Active("alice", "10"));
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(["carol 1"], Poll(Active("alice", "250"), Active("carol", "1") with { Name = "hotspot_active" }));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["bob 1"], Poll(Active("bob", "1"), Active("dave", "1") with { Name = "hotspot_active" }));
    }

    [Fact]
    public void Rows_may_come_in_any_order_and_cells_do_not_run_together()
    {
        Assert.Equal(Hash(["a", "b"], ["c", "d"]), Hash(["c", "d"], ["a", "b"]));
        Assert.NotEqual(Hash(["a", "b"], ["c", "d"]), Hash(["a", "d"], ["c", "b"]));
        Assert.NotEqual(Hash(["ab", ""]), Hash(["a", "b"]));
        Assert.NotEqual(Hash(["a", "b"], ["a", "b"]), Hash());
        Assert.NotEqual(Hash(["a", "b"], ["a", "b"]), Hash(["a", "b"]));
        Assert.NotEqual(Hash(["a", "b"]), TableHash.Of(new DeviceTable("t", ["x", "z"], Set(), [["a", "b"]])));
        Assert.Equal(
            TableHash.Of(new DeviceTable("t", ["x", "y"], Set("y"), [["a", "1"]])),
            TableHash.Of(new DeviceTable("t", ["x", "y"], Set("y"), [["a", "2"]])));
    }

    [Fact]
    public void Whatever_changes_the_last_one_sent_is_at_most_five_minutes_behind_and_none_is_closer() =>
        Prop.ForAll(Gen.Choose(0, 999).ArrayOf(80).ToArbitrary(), steps =>
        {
            var (time, outbox) = (new AdjustableTime(DateTimeOffset.UnixEpoch), new MemoryTables());
            var sender = new TableSender("router-1", outbox, time);
            var (content, sentAt, changedAt) = (0, DateTimeOffset.MinValue, DateTimeOffset.MinValue);
            string? sent = null;
            foreach (var step in steps)
            {
                time.Advance(TimeSpan.FromSeconds(1 + (step % 120)));
                var now = time.GetUtcNow();
                if (step % 7 == 0)
                {
                    content = step / 7 % 5;
                    changedAt = now;
                }

                sender.Take([Active($"user-{content}", $"{step}")], now);
                foreach (var (_, _, table) in outbox.Take())
                {
                    Assert.NotEqual(sent, table.Rows[0][0]);
                    if (sent is not null) Assert.True(now - sentAt >= TablePolicy.MinGap);
                    (sent, sentAt) = (table.Rows[0][0], now);
                }

                if (now - changedAt >= TablePolicy.MinGap || now - sentAt >= TablePolicy.MinGap) Assert.Equal($"user-{content}", sent);
            }
        }).QuickCheckThrowOnFailure();

    private IReadOnlyList<string> Poll(params DeviceTable[] tables)
    {
        _sender.Take(tables, _time.GetUtcNow());
        return [.. _outbox.Take().Select(sent => string.Join(',', sent.Table.Rows.Select(row => string.Join(' ', row))))];
    }

    /// <summary>Names and uptimes in turn.</summary>
    private static DeviceTable Active(params string[] cells) => new("ppp_active", ["name", "uptime_s"], Set("uptime_s"), [.. cells.Chunk(2)]);

    private static UInt128 Hash(params string[][] rows) => TableHash.Of(new DeviceTable("t", ["x", "y"], Set(), rows));

    private static HashSet<string> Set(params string[] names) => new(names, StringComparer.Ordinal);
}
