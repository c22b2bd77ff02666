using EdgeNoc.Agent.Devices;
using EdgeNoc.Common.Events;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Detection;

/// <summary>Whatever happens at a POP, in whatever order.</summary>
public sealed class PopPropertyTests
{
    private enum Act
    {
        Poll,
        CutPon,
        CutBranch,
        GaspPon,
        CutOne,
        GaspOne,
        Restore,
        Weaken,
        Fail,
        Restart,
        Hide,
    }

    [Fact]
    public void Nothing_is_cleared_that_was_not_raised_and_nothing_stands_once_all_is_well() => Prop.ForAll(Plans.ToArbitrary(), plan =>
    {
        var pop = new Pop(olts: 2, pons: 2, onus: 8);
        RunAsync(pop, plan).GetAwaiter().GetResult();

        var standing = new Dictionary<(string, string, string), EdgeEvent>();
        foreach (var change in pop.Log.All)
        {
            var identity = (change.Kind, change.Device, change.Entity);
            if (change.State == EventState.Cleared) Assert.True(standing.Remove(identity), $"{identity} was cleared and did not stand");
            else if (standing.TryGetValue(identity, out var before)) Assert.True(IsNews(before, change), $"{identity} was told twice: {before} {change}");
            if (change.State == EventState.Raised) standing[identity] = change;
            Assert.All(change.Labels.Values, label => Assert.InRange(label.Length, 1, 400));
        }

        Assert.Empty(standing);
        Assert.Empty(pop.Log.LoadRaised());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    /// <summary>What stands is told again only for what README.md says.</summary>
    private static bool IsNews(EdgeEvent before, EdgeEvent now) => now.Kind switch
    {
        "onu.down" => before.Labels.GetValueOrDefault("parent") != now.Labels.GetValueOrDefault("parent"),
        "pon.down" or "pon.partial" or "area.power_outage" => before.Labels["cause"] != now.Labels["cause"] || now.Values["down"] >= 2 * before.Values["down"],
        _ => false,
    };

    private static Gen<IList<(Act Act, int Pon)>> Plans =>
        from count in Gen.Choose(1, 40)
        from acts in (from act in Gen.Elements(Enum.GetValues<Act>()) from pon in Gen.Choose(0, 3) select (act, pon)).ListOf(count)
        select (IList<(Act, int)>)[.. acts];

    private static async Task RunAsync(Pop pop, IEnumerable<(Act Act, int Pon)> plan)
    {
        await pop.PollAsync();
        foreach (var (act, number) in plan)
        {
            var pon = pop.On(1 + (number % 2), 1 + (number / 2));
            await DoAsync(pop, act, pon);
        }

        foreach (var line in pop.Lines) (line.IsListed, line.RxDbm) = (true, -21);
        pop.Lines.Where(line => line.Status != Agent.Devices.Records.OnuStatus.Up).Register(pop.Time.GetUtcNow());
        // Calm for 15 minutes, and some polls more.
        await pop.PollAsync(40);
    }

    private static async Task DoAsync(Pop pop, Act act, IReadOnlyList<Line> pon)
    {
        switch (act)
        {
            case Act.CutPon:
                pon.Cut();
                break;
            case Act.CutBranch:
                pon.Skip(4).Cut();
                break;
            case Act.GaspPon:
                pon.Gasp();
                break;
            case Act.CutOne:
                pon[3].Cut();
                break;
            case Act.GaspOne:
                pon[5].Gasp();
                break;
            case Act.Restore:
                pon.Register(pop.Time.GetUtcNow());
                break;
            case Act.Weaken:
                pon[1].RxDbm = -28;
                break;
            case Act.Hide:
                foreach (var line in pon) line.IsListed = !line.IsListed;
                break;
            case Act.Fail:
                await pop.FailAsync(PollErrorKind.Timeout, $"olt-{pon[0].Olt}");
                return;
            case Act.Restart:
                pop.Restart();
                return;
        }

        await pop.PollAsync();
    }
}
