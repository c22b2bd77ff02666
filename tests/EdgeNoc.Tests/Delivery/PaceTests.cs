using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Delivery;

public sealed class PaceTests
{
    private static readonly DateTimeOffset Now = Story.Start;

    [Fact]
    public void A_message_by_itself_goes_at_once() => Assert.Equal(new Pace.Send(1), Decide([Plain(1)], sent: []));

    [Fact]
    public void The_next_waits_for_six_seconds_however_urgent() => Assert.Equal(new Pace.Wait(Ago(1).AddSeconds(6)), Decide([Critical(1)], sent: [Ago(1)]));

    [Fact]
    public void After_fourteen_in_an_hour_a_message_by_itself_still_goes_as_there_is_nothing_to_put_together_with() =>
        Assert.Equal(new Pace.Send(1), Decide([Plain(1)], sent: Sent(14)));

    [Fact]
    public void What_is_kept_of_the_hour_lasts_for_it()
    {
        var sent = Sent(14);
        var minutes = new List<double>();
        for (var at = Now; sent.Count < 20;)
        {
            var pace = Pace.Decide([Plain(1)], 1, 0, sent, [], Budget.Standard, at);
            if (pace is Pace.Wait wait)
            {
                at = wait.Until;
                continue;
            }

            minutes.Add((at - Now).TotalMinutes);
            sent.Insert(0, at);
        }

        Assert.Equal([0, 2, 6, 14, 30, 62], minutes);
    }

    [Fact]
    public void After_fourteen_two_go_as_one() => Assert.IsType<Pace.Digest>(Decide([Plain(1), Plain(2)], sent: Sent(14)));

    [Fact]
    public void After_twenty_all_but_criticals_and_answers_wait_until_the_hour_of_the_first_is_over()
    {
        var sent = Sent(20);
        Assert.Equal(new Pace.Wait(sent[19].AddHours(1)), Decide([Plain(1)], sent));
        Assert.Equal(new Pace.Send(2), Decide([Plain(1), Critical(2)], sent));
    }

    [Fact]
    public void More_than_five_at_once_are_a_digest() => Assert.IsType<Pace.Digest>(Decide([.. Enumerable.Range(1, 6).Select(id => Plain(id))], sent: []));

    [Fact]
    public void Ten_criticals_go_one_by_one_and_eleven_as_one()
    {
        Assert.Equal(new Pace.Send(1), Decide([.. Enumerable.Range(1, 10).Select(id => Critical(id))], sent: Sent(20), criticals: 10));
        Assert.IsType<Pace.Digest>(Decide([.. Enumerable.Range(1, 11).Select(id => Critical(id))], sent: Sent(20), criticals: 11));
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 120)]
    [InlineData(4, 480)]
    public void Each_digest_of_the_hour_doubles_the_time_to_the_next(int digests, int wait_s)
    {
        var before = Enumerable.Range(0, digests).Select(index => Ago(10 + (index * 500))).ToList();
        var pace = Pace.Decide([.. Enumerable.Range(1, 9).Select(id => Plain(id))], 9, 0, before, before, Budget.Standard, Now);
        Assert.Equal(new Pace.Wait(before[0].AddSeconds(wait_s)), pace);
    }

    [Fact]
    public void The_end_of_what_a_digest_told_waits_for_the_next_digest()
    {
        DateTimeOffset[] digest = [Ago(20)];
        Assert.Equal(new Pace.Wait(Ago(20).AddSeconds(60)), Pace.Decide([new Candidate(1, false, true, PrefersDigest: true)], 1, 0, digest, digest, Budget.Standard, Now));
    }

    [Fact]
    public void What_has_no_room_in_a_digest_goes_by_itself() =>
        Assert.Equal(new Pace.Send(9), Decide([.. Enumerable.Range(1, 8).Select(id => Plain(id)), new Candidate(9, false, CanBeNamed: false, false)], sent: []));

    private static Candidate Plain(long id) => new(id, Passes: false, CanBeNamed: true, PrefersDigest: false);

    private static Candidate Critical(long id) => new(id, Passes: true, CanBeNamed: true, PrefersDigest: false);

    private static DateTimeOffset Ago(double seconds) => Now.AddSeconds(-seconds);

    /// <summary>So many within the last hour, the newest a minute ago.</summary>
    private static List<DateTimeOffset> Sent(int count) => [.. Enumerable.Range(1, count).Select(number => Ago(number * 60))];

    private static Pace Decide(IReadOnlyList<Candidate> heads, IReadOnlyList<DateTimeOffset> sent, int criticals = 0) =>
        Pace.Decide(heads, heads.Count(head => head.CanBeNamed), criticals, sent, [], Budget.Standard, Now);
}
