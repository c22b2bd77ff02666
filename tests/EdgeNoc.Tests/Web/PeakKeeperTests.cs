using System.Text;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Tests.Alerts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Web;

public sealed class PeakKeeperTests : IDisposable
{
    private readonly Story _story = new(onDisk: false);

    public void Dispose() => _story.Dispose();

    [Fact]
    public void The_peak_of_a_day_survives_a_restart_and_ends_with_its_day()
    {
        using (var first = Keeper(out var book))
        {
            Tell(book, "kdr-03", 420, -5);
            Tell(book, "kdr-03", 300, 0);
            Tell(book, "mlg-01", 17, -1);
            first.Save();
            Tell(book, "kdr-03", 310, 0);
            first.Save();
        }

        using var second = Keeper(out var after);
        Tell(after, "kdr-03", 100, 0);
        second.Load();
        Assert.Equal((100L, 420L), Sessions(after, "kdr-03"));

        // mlg-01 has told nothing yet: nobody knows how many there are.
        Assert.Equal((null, null), Sessions(after, "mlg-01"));
        _story.After(20 * 3_600);
        Assert.Equal((100L, 310L), Sessions(after, "kdr-03"));
        Tell(after, "kdr-03", 90, 0);
        second.Save();
        Assert.Equal(2L, _story.Query<long>("SELECT COUNT(*) FROM session_peaks WHERE site = 'kdr-03' AND most < 400").Single());
        Assert.Empty(_story.Query<long>("SELECT most FROM session_peaks WHERE most = 420"));
    }

    private PeakKeeper Keeper(out LiveBook book) => new(_story.Database, book = new LiveBook(), _story.Clock, NullLogger<PeakKeeper>.Instance);

    private void Tell(LiveBook book, string site, int sessions, int hours)
    {
        var atMs = _story.Clock.Now.AddHours(hours).ToUnixTimeMilliseconds();
        book.Hear(site, Encoding.UTF8.GetBytes(FormattableString.Invariant($"sessions,device=router-1,service=pppoe active={sessions}i {atMs}")), atMs);
    }

    private (long?, long?) Sessions(LiveBook book, string site) => book.Find(site)?.Sessions(_story.Clock.Now.ToUnixTimeMilliseconds()) ?? (null, null);
}
