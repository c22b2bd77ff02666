using EdgeNoc.Chaos.Plan;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Chaos;

public sealed class FaultPlanTests
{
    [Fact]
    public void The_same_seed_gives_the_same_plan_and_another_seed_another() =>
        Prop.ForAll<int>(seed => FaultPlan.Of(seed, TimeSpan.FromMinutes(10)).SequenceEqual(FaultPlan.Of(seed, TimeSpan.FromMinutes(10)))
            && !FaultPlan.Of(seed, TimeSpan.FromMinutes(10)).SequenceEqual(FaultPlan.Of(unchecked(seed + 1), TimeSpan.FromMinutes(10)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Half_an_hour_has_two_hundred_faults_of_every_kind() =>
        Prop.ForAll<int>(seed => FaultPlan.Of(seed, TimeSpan.FromMinutes(30)) is var plan
            && plan.Count >= 200 && plan.Select(fault => fault.Kind).Distinct().Count() == Enum.GetValues<FaultKind>().Length).QuickCheckThrowOnFailure();

    [Fact]
    public void Faults_of_one_part_never_overlap_and_those_of_different_parts_do() =>
        Prop.ForAll<int>(seed =>
        {
            var plan = FaultPlan.Of(seed, TimeSpan.FromMinutes(10));
            return plan.GroupBy(fault => FaultPlan.PartOf(fault.Kind)).All(part => part.Zip(part.Skip(1)).All(pair => pair.First.AtS + pair.First.LengthS < pair.Second.AtS))
                && plan.Zip(plan.Skip(1)).Any(pair => pair.First.AtS + pair.First.LengthS > pair.Second.AtS);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_fault_has_ended_when_the_time_is_over() =>
        Prop.ForAll<int>(seed => FaultPlan.Of(seed, TimeSpan.FromMinutes(2)).All(fault => fault.AtS + fault.LengthS <= 120.1)).QuickCheckThrowOnFailure();
}
