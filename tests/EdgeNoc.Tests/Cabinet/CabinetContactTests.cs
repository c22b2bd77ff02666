using EdgeNoc.Agent.Cabinet.Inputs;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Cabinet;

public sealed class CabinetContactTests
{
    [Fact]
    public void An_alarm_counts_at_once_and_its_end_after_thirty_calm_seconds()
    {
        var contact = ContactWatch.AtStart(alarm: false, S(0)).Change(alarm: true, S(10));
        Assert.True(contact.IsAlarm);
        contact = contact.Change(alarm: false, S(20));
        Assert.True(contact.Look(S(49.9)).IsAlarm);
        Assert.Equal((false, S(50)), (contact.Look(S(50)).IsAlarm, contact.Look(S(50)).Since));
    }

    [Fact]
    public void A_relapse_within_the_calm_is_the_same_alarm()
    {
        var contact = ContactWatch.AtStart(alarm: false, S(0)).Change(alarm: true, S(10)).Change(alarm: false, S(20)).Change(alarm: true, S(30)).Change(alarm: false, S(40));
        Assert.Equal((true, S(10)), (contact.Look(S(69)).IsAlarm, contact.Since));
        Assert.False(contact.Look(S(70)).IsAlarm);
    }

    [Fact]
    public void What_was_in_alarm_at_the_start_is_one() => Assert.True(ContactWatch.AtStart(alarm: true, S(0)).Look(S(100)).IsAlarm);

    [Fact]
    public void However_it_bounces_it_raises_at_most_twice_a_minute_and_remembers_little() => Prop.ForAll(
        Gen.Choose(1, 2_000).ArrayOf(400).ToArbitrary(), gaps =>
        {
            var (contact, now, raises) = (ContactWatch.AtStart(alarm: false, S(0)), TimeSpan.Zero, new List<TimeSpan>());
            foreach (var (index, gap) in gaps.Index())
            {
                now += TimeSpan.FromMilliseconds(gap);
                var next = contact.Look(now).Change(alarm: index % 2 == 0, now);
                if (next.IsAlarm && !contact.Look(now).IsAlarm) raises.Add(now);
                contact = next;
                if (contact.Changes.Count > ContactWatch.MostChanges + 1) return false;
            }

            return raises.Zip(raises.Skip(1)).All(pair => pair.Second - pair.First >= ContactWatch.Calm) && !contact.Look(now + TimeSpan.FromMinutes(2)).IsBouncing;
        }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void More_than_twenty_changes_a_minute_are_no_news_from_the_world()
    {
        var contact = ContactWatch.AtStart(alarm: false, S(0));
        for (var change = 0; change < 21; change++) contact = contact.Change(alarm: change % 2 == 0, S(change));
        Assert.True(contact.IsBouncing);
        Assert.False(contact.Change(alarm: false, S(22)).Look(S(100)).IsBouncing);
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
