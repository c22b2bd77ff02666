using System.Text.Json;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Inventory.Sessions;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Inventory;

public sealed class SessionHistoryTests : IDisposable
{
    private static readonly string[] PppColumns = ["name", "service", "address", "caller_id", "session_id", "uptime_s", "upload_bytes", "download_bytes"];
    private readonly Story _story = new(onDisk: false);
    private long _seq;

    public void Dispose() => _story.Dispose();

    [Fact]
    public void A_session_begins_by_its_uptime_and_ends_with_the_list_that_has_it_no_more()
    {
        Ppp(["alice", "pppoe", "198.51.100.1", "AA:01", "0x1", "3600", "10", "20"], ["bob", "pppoe", "198.51.100.2", "AA:02", "0x2", "60", "1", "2"]);
        _story.After(300);
        Ppp(["bob", "pppoe", "198.51.100.2", "AA:02", "0x2", "360", "3", "4"]);
        Assert.Equal(["alice AA:01 198.51.100.1 -3600..300 10/20", "bob AA:02 198.51.100.2 -60.. 3/4"], History());
    }

    [Fact]
    public void One_that_is_younger_than_it_would_be_ended_and_began_anew()
    {
        Ppp(["alice", "", "198.51.100.1", "AA:01", "", "3600", "10", "20"], ["bob", "", "198.51.100.2", "AA:02", "", "5", "1", "2"], ["carol", "", "198.51.100.3", "AA:03", "", "7", "5", "6"]);
        _story.After(300);

        // Alice's uptime is smaller; Bob's is larger, and still less than the time that has passed.
        Ppp(["alice", "", "198.51.100.1", "AA:01", "", "200", "0", "1"], ["bob", "", "198.51.100.2", "AA:02", "", "120", "0", "2"], ["carol", "", "198.51.100.3", "AA:03", "", "305", "7", "8"]);
        Assert.Equal(
            [
                "alice AA:01 198.51.100.1 -3600..100 10/20", "alice AA:01 198.51.100.1 100.. 0/1",
                "bob AA:02 198.51.100.2 -5..180 1/2", "bob AA:02 198.51.100.2 180.. 0/2", "carol AA:03 198.51.100.3 -7.. 7/8",
            ],
            History());
    }

    [Fact]
    public void Another_number_of_the_router_is_another_session_and_one_account_may_have_two()
    {
        Ppp(["alice", "", "198.51.100.1", "AA:01", "0x1", "", "", ""], ["alice", "", "198.51.100.9", "AA:09", "0x2", "", "", ""]);
        _story.After(300);
        Ppp(["alice", "", "198.51.100.1", "AA:01", "0x3", "", "", ""], ["alice", "", "198.51.100.9", "AA:09", "0x2", "", "", ""]);
        Assert.Equal(["alice AA:01 198.51.100.1 0..300 /", "alice AA:01 198.51.100.1 300.. /", "alice AA:09 198.51.100.9 0.. /"], History());
    }

    [Fact]
    public void Hotspot_and_ppp_and_each_router_have_their_own()
    {
        Table("hotspot_active", ["mac", "user", "address", "uptime_s", "bytes_in", "bytes_out"], [["AA:07", "voucher-7", "192.0.2.7", "10", "7", "70"]]);
        Ppp(["alice", "", "198.51.100.1", "AA:01", "", "10", "1", "2"]);
        Table("ppp_active", PppColumns, [["alice", "", "198.51.100.1", "AA:01", "", "20", "3", "4"]], "router-2");
        _story.After(300);
        Ppp();
        Assert.Equal(
            ["alice AA:01 198.51.100.1 -10..300 1/2", "alice AA:01 198.51.100.1 -20.. 3/4", "voucher-7 AA:07 192.0.2.7 -10.. 7/70"], History());
        Assert.Equal(["hotspot router-1", "ppp router-1", "ppp router-2"], _story.Query<string>("SELECT service || ' ' || device FROM sessions ORDER BY 1"));
    }

    [Fact]
    public void A_clock_that_is_set_ends_nobody()
    {
        // A Pi that has just started believes that it is 1970, and is right from the second list on; then somebody sets it back by a day.
        Table("ppp_active", PppColumns, [["alice", "", "198.51.100.1", "AA:01", "", "3600", "", ""]], at: DateTimeOffset.UnixEpoch.AddSeconds(40));
        _story.After(300);
        Ppp(["alice", "", "198.51.100.1", "AA:01", "", "3900", "", ""]);
        _story.After(300);
        Table("ppp_active", PppColumns, [["alice", "", "198.51.100.1", "AA:01", "", "4200", "", ""]], at: _story.Clock.Now.AddDays(-1));
        _story.After(300);
        Ppp(["alice", "", "198.51.100.1", "AA:01", "", "4500", "", ""]);
        Assert.Equal(["alice AA:01 198.51.100.1 -3600.. /"], History());
    }

    [Fact]
    public void A_smaller_uptime_is_another_session_whatever_the_clocks_say()
    {
        Ppp(["alice", "", "198.51.100.1", "AA:01", "", "3600", "", ""]);
        _story.After(300);
        Table("ppp_active", PppColumns, [["alice", "", "198.51.100.1", "AA:01", "", "3599", "", ""]], at: _story.Clock.Now.AddDays(-1));
        Assert.Equal(["alice AA:01 198.51.100.1 -3600..0 /", "alice AA:01 198.51.100.1 0.. /"], History());
    }

    [Fact]
    public void Old_and_repeated_lists_change_nothing()
    {
        Ppp(["alice", "", "198.51.100.1", "AA:01", "", "60", "", ""]);
        _story.After(300);
        Ppp();
        var history = History();
        foreach (var seq in new[] { 1, 2, 1 })
        {
            _seq = seq - 1;
            Ppp(["alice", "", "198.51.100.1", "AA:01", "", "60", "", ""]);
        }

        Assert.Equal(history, History());
    }

    [Fact]
    public void Rows_of_nobody_doubles_and_nonsense_are_left_out()
    {
        Table("ppp_active", ["uptime_s", "name", "name", "caller_id"], [["x", "alice", "eve", "AA:01"], ["-5", "alice", "eve", "AA:01"], ["10"], ["5", "", "", ""], [], ["99999999999999999999", "bob\u0000\ud800", "", ""]]);
        Assert.Equal(["alice AA:01  0.. /", "bob    0.. /"], History().Select(row => row.Replace("\ufffd", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sessions_leave_ninety_days_after_their_end_and_those_that_last_stay()
    {
        Ppp([.. Enumerable.Range(1, 12).Select(number => Row(number, 60))]);
        _story.After(300);
        Ppp([.. Enumerable.Range(1, 2).Select(number => Row(number, 360))]);
        _story.After(TimeSpan.FromDays(80).TotalSeconds);
        Ppp(Row(1, 360 + (86_400 * 80)));
        using var upkeep = new HistoryUpkeep(_story.Database, _story.Clock, NullLogger<HistoryUpkeep>.Instance);
        upkeep.Run(default);
        Assert.Equal(12, History().Count);
        _story.After(TimeSpan.FromDays(11).TotalSeconds);
        upkeep.Run(default);
        Assert.Equal(["user-1", "user-2"], _story.Query<string>("SELECT account FROM sessions ORDER BY account"));
        for (var more = 20; more < 30; more++)
        {
            _story.After(300);
            Ppp(Row(more, 1));
        }

        while (_story.Database.Write(db => SessionStore.PruneExcess(db, maxPerSite: 4)))
        {
        }

        Assert.Equal(["user-26", "user-27", "user-28", "user-29"], _story.Query<string>("SELECT account FROM sessions ORDER BY began_ms").TakeLast(4));
        Assert.Equal(5, History().Count);
    }

    [Fact]
    public void Whatever_comes_and_goes_the_history_is_the_truth_as_the_lists_could_see_it() =>
        Prop.ForAll(Gen.Choose(0, 99_999).ArrayOf().ToArbitrary(), Check).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(70));

    private static void Check(int[] steps)
    {
        using var test = new SessionHistoryTests();
        var online = new SortedDictionary<int, Truth>();
        var visible = new List<Truth>();
        test.List(online, visible);
        foreach (var step in steps)
        {
            // Farther apart than the slack, so that the truth has one reading only.
            test._story.After(60 + (step / 64 % 600));
            var account = step / 8 % 5;
            switch (step % 8)
            {
                case 0 or 1: online[account] = new Truth(account, test._story.Clock.Now); break;
                case 2: online.Remove(account); break;
                case 3: test._story.Clock.Now += TimeSpan.FromHours(step / 64 % 50); break;
                default: test.List(online, visible); break;
            }
        }

        Assert.Equal(visible.Select(truth => truth.Text(Story.Start)).Order(StringComparer.Ordinal), test.History());
    }

    private void List(SortedDictionary<int, Truth> online, List<Truth> visible)
    {
        var now = _story.Clock.Now;
        foreach (var gone in visible.Where(truth => truth.EndSeen is null && !online.ContainsValue(truth)))
        {
            // Its successor's beginning is the better end.
            gone.EndSeen = online.GetValueOrDefault(gone.Account)?.Began ?? now;
        }

        foreach (var truth in online.Values)
        {
            if (!visible.Contains(truth)) visible.Add(truth);
            truth.Bytes += 7;
        }

        Ppp([.. online.Values.Select(truth => Row(truth.Account, (long)(now - truth.Began).TotalSeconds, truth.Bytes))]);
    }

    private sealed class Truth(int account, DateTimeOffset began)
    {
        public int Account => account;

        public DateTimeOffset Began => began;

        public DateTimeOffset? EndSeen { get; set; }

        public long Bytes { get; set; }

        public string Text(DateTimeOffset start) =>
            $"user-{account} AA:{account} 198.51.100.{account} {(began - start).TotalSeconds}..{(EndSeen - start)?.TotalSeconds} {Bytes}/{Bytes * 2}";
    }

    private static string[] Row(int number, long uptimeS, long bytes = 0) =>
        [$"user-{number}", "pppoe", $"198.51.100.{number}", $"AA:{number}", "", $"{uptimeS}", $"{bytes}", $"{bytes * 2}"];

    private void Ppp(params string[][] rows) => Table("ppp_active", PppColumns, rows);

    private void Table(string name, string[] columns, string[][] rows, string device = "router-1", DateTimeOffset? at = null) => _story.ReceiveTable(
        JsonSerializer.SerializeToUtf8Bytes(new TableMessage(at ?? _story.Clock.Now, columns, rows), WireJson.Default.TableMessage), ++_seq, device, name);

    /// <summary>In seconds since the story began.</summary>
    private List<string> History() => [.. _story.Query<SessionView>("SELECT * FROM sessions").ConvertAll(row =>
        $"{row.Account} {row.CallerId} {row.Address} {Second(row.BeganMs)}..{(row.EndedMs is { } ended ? Second(ended) : "")} {row.UploadBytes}/{row.DownloadBytes}").Order(StringComparer.Ordinal)];

    private static string Second(long ms) => $"{(DateTimeOffset.FromUnixTimeMilliseconds(ms) - Story.Start).TotalSeconds}";

    private sealed record SessionView
    {
        public string Account { get; init; } = "";
        public string CallerId { get; init; } = "";
        public string? Address { get; init; }
        public long BeganMs { get; init; }
        public long? EndedMs { get; init; }
        public long? UploadBytes { get; init; }
        public long? DownloadBytes { get; init; }
    }
}
