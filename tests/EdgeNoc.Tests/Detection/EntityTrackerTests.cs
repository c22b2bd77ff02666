using EdgeNoc.Agent.Detection;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Detection;

public sealed class EntityTrackerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    private static readonly Debounce Two = new(2, 2);

    [Theory]
    // u up, d down (kind onu.down), p power off (the same kind), l loop (another kind), - not seen
    [InlineData("uuu", "")]
    [InlineData("udu", "")]
    [InlineData("uddd", "2+onu.down")]
    [InlineData("udp", "2+onu.down")]
    [InlineData("ud-d", "")]
    [InlineData("ud-dd", "4+onu.down")]
    [InlineData("uddpp", "2+onu.down")]
    [InlineData("uddudduu", "2+onu.down 7-onu.down")]
    [InlineData("udduldu", "2+onu.down")]
    [InlineData("uddll", "2+onu.down 4-onu.down 4+onu.loop")]
    [InlineData("uddlluu", "2+onu.down 4-onu.down 4+onu.loop 6-onu.loop")]
    [InlineData("ddduu", "")]
    [InlineData("dduudd", "5+onu.down")]
    [InlineData("ddll", "3+onu.loop")]
    public void Polls_in_a_row_confirm(string polls, string expected) => Assert.Equal(expected, string.Join(' ', Follow(polls, Two)));

    [Fact]
    public void The_time_of_a_state_is_when_it_was_first_seen()
    {
        var known = EntityTracker.Baseline(See('u'), Start);
        known = EntityTracker.Observe(known, See('d'), Two, Start.AddSeconds(30)).Next;
        known = EntityTracker.Observe(known, See('d'), Two, Start.AddSeconds(60)).Next;
        Assert.Equal(Start.AddSeconds(30), known.Since);
    }

    [Fact]
    public void A_word_that_changes_within_its_kind_is_stored_and_not_told()
    {
        var down = new Tracked("down", "onu.down", Start, "MAC-1", IsRaised: true);
        var step = EntityTracker.Observe(down, See('p') with { Identity = "MAC-1" }, Two, Start.AddSeconds(30));
        Assert.Equal(("power_off", true, null), (step.Next.State, step.IsChanged, step.Transition));
        Assert.False(EntityTracker.Observe(step.Next, See('p'), Two, Start.AddSeconds(60)).IsChanged);
    }

    [Fact]
    public void Whatever_is_seen_raised_and_cleared_alternate_and_match() =>
        Prop.ForAll(Gen.Elements("udpl-".ToCharArray()).ArrayOf(60).ToArbitrary(), Gen.Choose(1, 4).Two().ToArbitrary(), (polls, counts) =>
        {
            string? raised = null;
            foreach (var change in Follow("u" + new string(polls), new Debounce(counts.Item1, counts.Item2)).Select(change => change.TrimStart("0123456789".ToCharArray())))
            {
                Assert.Equal(change[0] == '+', raised is null);
                if (change[0] == '-') Assert.Equal(raised, change[1..]);
                raised = change[0] == '+' ? change[1..] : null;
            }
        }).QuickCheckThrowOnFailure();

    private static Observation See(char poll) => poll switch
    {
        'u' => new("up", null),
        'd' => new("down", "onu.down"),
        'p' => new("power_off", "onu.down"),
        _ => new("loop", "onu.loop"),
    };

    private static List<string> Follow(string polls, Debounce debounce)
    {
        var changes = new List<string>();
        var known = EntityTracker.Baseline(See(polls[0]), Start);
        for (var i = 1; i < polls.Length; i++)
        {
            if (polls[i] == '-')
            {
                known = EntityTracker.Unseen(known);
                continue;
            }

            var step = EntityTracker.Observe(known, See(polls[i]), debounce, Start.AddSeconds(30 * i));
            if (step.Transition?.Cleared is { } cleared) changes.Add($"{i}-{cleared}");
            if (step.Transition?.Raised is { } raised) changes.Add($"{i}+{raised}");
            known = step.Next;
        }

        return changes;
    }
}
