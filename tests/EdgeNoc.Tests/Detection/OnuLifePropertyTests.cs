using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Events;
using FsCheck;
using FsCheck.Fluent;
using static EdgeNoc.Tests.Detection.Workbench;

namespace EdgeNoc.Tests.Detection;

/// <summary>Random lives: four owners in six slots of two PONs, polls, partial polls, failures, days without a listing, restarts.</summary>
public sealed class OnuLifePropertyTests
{
    [Fact]
    public void After_two_equal_polls_what_is_stored_and_told_is_what_is_there() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ArrayOf().ToArbitrary(), steps => LiveAsync(steps).GetAwaiter().GetResult())
            .Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60));

    private static async Task LiveAsync(int[] steps)
    {
        var bench = new Workbench(Olt);
        var there = new SortedDictionary<int, (int Owner, bool IsUp)> { [0] = (1, true), [3] = (2, true) };
        await bench.PollAsync(Page(there));
        foreach (var step in steps)
        {
            var (slot, owner) = (step / 16 % 6, 1 + (step / 128 % 4));
            switch (step % 16)
            {
                case < 4: there[slot] = (owner, step / 1024 % 3 > 0); break;
                case < 6: there.Remove(slot); break;
                case < 8: if (there.TryGetValue(slot, out var here)) there[slot] = here with { IsUp = !here.IsUp }; break;
                case 8: await bench.FailAsync(Agent.Devices.PollErrorKind.Timeout); break;
                case 9: bench.Restart(); break;
                case 10: bench.Time.Advance(TimeSpan.FromHours(step / 1024 % 30)); break;
                case 11: await bench.ReadAsync(new Reading { Onus = [.. Page(there).Where(onu => onu.Pon == "0/1")], CompletePons = new HashSet<string>(["0/1"], StringComparer.Ordinal) }); break;
                default: await bench.PollAsync(Page(there)); break;
            }
        }

        for (var i = 0; i < 3; i++) await bench.PollAsync(Page(there));
        Agrees(bench, there, mayKeepAbsent: true);
        bench.Time.Advance(TimeSpan.FromHours(25));
        await bench.PollAsync(Page(there));
        Agrees(bench, there, mayKeepAbsent: false);
        Tells(bench);
        var commits = bench.Log.Commits;
        bench.Restart();
        for (var i = 0; i < 3; i++) Assert.Empty(await bench.PollAsync(Page(there)));
        Assert.Equal(commits, bench.Log.Commits);
    }

    private static void Agrees(Workbench bench, SortedDictionary<int, (int Owner, bool IsUp)> there, bool mayKeepAbsent)
    {
        var expected = Page(there).Select(onu => $"{onu.Entity} {onu.Mac} {OnuRecord.Word(onu.Status)}").ToList();
        var states = bench.Log.LoadStates();
        var absent = states.Where(state => state.State == "absent").Select(state => state.Entity["absent/".Length..]).ToHashSet(StringComparer.Ordinal);
        if (!mayKeepAbsent) Assert.Empty(absent);
        var stored = states.Where(state => state.Entity.StartsWith("onu/", StringComparison.Ordinal) && !absent.Contains(state.Entity));
        Assert.Equal(expected.Order(StringComparer.Ordinal), stored.Select(state => $"{state.Entity} {state.Identity} {state.State}").Order(StringComparer.Ordinal));

        // Whoever is up has no alert, and no alert stands of a slot where nobody is known.
        var raised = bench.Log.LoadRaised().Select(alert => alert.Entity).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Page(there), onu => onu.Status == OnuStatus.Up && raised.Contains(onu.Entity));
        // Three that go at once are their PON's alert, which stands while one of them is still out.
        Assert.Subset(states.Select(state => state.Entity).ToHashSet(StringComparer.Ordinal), raised.Where(entity => !IsPon(entity)).ToHashSet(StringComparer.Ordinal));
        Assert.Subset(Page(there).Where(onu => onu.Status != OnuStatus.Up).Select(onu => $"pon/{onu.Pon}").ToHashSet(StringComparer.Ordinal), raised.Where(IsPon).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The events alone tell who lived where: nobody is removed who was not there, and every alert is of who was there when it was raised.</summary>
    private static void Tells(Workbench bench)
    {
        var open = new HashSet<(string, string)>();
        var known = new Dictionary<string, string>(StringComparer.Ordinal) { ["onu/0/1:0"] = Mac(1), ["onu/0/2:3"] = Mac(2) };
        foreach (var change in bench.Log.All.Where(change => change.Entity != "device" && !IsPon(change.Entity)))
        {
            switch (change.Kind)
            {
                case EventKinds.OnuNew:
                    Assert.True(known.TryAdd(change.Entity, change.Labels["mac"]), $"{change.Entity} is new twice");
                    break;
                case EventKinds.OnuReplaced:
                    Assert.Equal(known[change.Entity], change.Labels["old_mac"]);
                    Assert.NotEqual(change.Labels["old_mac"], change.Labels["new_mac"]);
                    Assert.DoesNotContain(open, alert => alert.Item1 == change.Entity);
                    known[change.Entity] = change.Labels["new_mac"];
                    break;
                case EventKinds.OnuRemoved:
                    Assert.True(known.Remove(change.Entity, out var mac));
                    Assert.Equal(mac, change.Labels["mac"]);
                    Assert.DoesNotContain(open, alert => alert.Item1 == change.Entity);
                    break;
                default:
                    Assert.Equal(known[change.Entity], change.Labels["mac"]);
                    Assert.True(change.State == EventState.Raised ? open.Add((change.Entity, change.Kind)) : open.Remove((change.Entity, change.Kind)));
                    break;
            }
        }
    }

    private static bool IsPon(string entity) => entity.StartsWith("pon/", StringComparison.Ordinal);

    private static string Mac(int owner) => Onu(owner).Mac!;

    private static OnuRecord[] Page(SortedDictionary<int, (int Owner, bool IsUp)> there) =>
    [
        .. there.Select(slot => Onu(slot.Key, slot.Value.IsUp ? OnuStatus.Up : OnuStatus.Down, owner: slot.Value.Owner, pon: slot.Key < 3 ? "0/1" : "0/2")),
    ];
}
