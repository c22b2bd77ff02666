using EdgeNoc.Collector.Api.Analytics;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Talkers;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Web;

public sealed class TalkerTests
{
    private static readonly (DateTimeOffset, DateTimeOffset) Bounds = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));

    [Fact]
    public void Only_whole_windows_count()
    {
        var now = new DateTimeOffset(2026, 11, 20, 19, 7, 42, TimeSpan.Zero);
        Assert.Equal((new DateTimeOffset(2026, 11, 20, 18, 5, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 20, 19, 5, 0, TimeSpan.Zero)), TalkerQuery.Bounds(TalkerStretch.Of("hour")!, now));
    }

    [Fact]
    public void Whoever_sees_some_sites_is_told_of_those_only()
    {
        Assert.DoesNotContain("site", TalkerQuery.Where(Bounds, SiteScope.All, null), StringComparison.Ordinal);
        Assert.EndsWith("AND (\"site\" = 'kdr-03' OR \"site\" = 'mlg-01')", TalkerQuery.Where(Bounds, SiteScope.Of(["mlg-01", "kdr-03"]), null), StringComparison.Ordinal);
        Assert.EndsWith("AND \"site\" = 'mlg-01'", TalkerQuery.Where(Bounds, SiteScope.Of(["mlg-01", "kdr-03"]), "mlg-01"), StringComparison.Ordinal);
        Assert.Null(TalkerQuery.Where(Bounds, SiteScope.Of(["mlg-01"]), "kdr-03"));
        Assert.Null(TalkerQuery.Where(Bounds, SiteScope.Of([]), null));
        Assert.EndsWith("'x\\' OR 1=1 --'", TalkerQuery.Where(Bounds, SiteScope.All, "x' OR 1=1 --"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_began_before_counts_by_its_time_within()
    {
        SessionTalkers.Row[] rows =
        [
            Row("user-1", -300, 100, 400, 0), // a quarter of it is within
            Row("user-1", 20, 40, 7, 3),
            Row("user-2", -50, null, 0, 300), // still on: two thirds
            Row("user-3", -90, -10, 9_000, 9_000),
        ];
        Assert.Equal(
            [("user-2", 0.0, 200.0), ("user-1", 107.0, 3.0)],
            SessionTalkers.Of(rows, new Span(0, 100), 10).Select(one => (one.Name, one.Download, one.Upload)));
    }

    [Fact]
    public void The_parts_of_a_time_add_up_to_no_more_than_all_of_it() => Prop.ForAll(
        Arb.From(Gen.ListOf(from begin in Gen.Choose(-100, 99) from length in Gen.Choose(0, 100) from bytes in Gen.Choose(1, 1_000_000) select Row("user-1", begin, begin + length, bytes, 0))),
        rows =>
        {
            double Sum(long from, long to) => SessionTalkers.Of(rows, new Span(from, to), 10).Sum(one => one.Download);
            return Math.Abs(Sum(0, 40) + Sum(40, 100) - Sum(0, 100)) <= 1.5 + rows.Count(row => row.BeganMs == row.EndedMs) * 1_000_000.0 && Sum(-1_000, 1_000) <= rows.Sum(row => row.DownloadBytes!.Value) + 0.5;
        }).QuickCheckThrowOnFailure();

    private static SessionTalkers.Row Row(string account, long beganMs, long? endedMs, long down, long up) =>
        new() { Site = "kdr-03", Device = "router-1", Account = account, BeganMs = beganMs, EndedMs = endedMs, DownloadBytes = down, UploadBytes = up };
}
