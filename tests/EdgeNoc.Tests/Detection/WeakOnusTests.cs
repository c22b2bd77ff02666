using EdgeNoc.Agent.Detection.Levels;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config.Thresholds;

namespace EdgeNoc.Tests.Detection;

public sealed class WeakOnusTests
{
    private static readonly PonRecord[] Pons = [new() { Pon = "0/1", Total = 4 }, new() { Pon = "0/2", Total = 1 }, new() { Pon = "0/3", Total = 0 }];

    private static readonly OnuRecord[] Onus = [Onu("0/1", "1", -27), Onu("0/1", "2", -26.9), Onu("0/1", "3", -31), Onu("0/1", "4", null), Onu("0/2", "1", null)];

    [Fact]
    public void Each_PON_counts_those_at_which_an_alert_would_be_raised_and_one_without_light_told_nothing() =>
        Assert.Equal([("0/1", 2L), ("0/2", null), ("0/3", (long?)null)], Counted(ThresholdSet.None));

    [Fact]
    public void What_the_config_says_of_single_ONUs_holds() => Assert.Equal(
        [("0/1", 1L), ("0/2", null), ("0/3", (long?)null)],
        Counted(new ThresholdSet(
            new Dictionary<string, Threshold>(StringComparer.Ordinal),
            [new EntityThresholds("onu/0/1:3", new Dictionary<string, Threshold>(StringComparer.Ordinal) { [DetectedKinds.OnuRxLow] = new(Raise: -32) })])));

    [Fact]
    public void Without_any_light_nothing_is_known() => Assert.Same(Pons, WeakOnus.CountedIn(Pons, [Onus[3], Onus[4]], ThresholdPolicy.Default[DetectedKinds.OnuRxLow]));

    [Fact]
    public void It_is_stored_with_the_optics_alone() => Assert.Null(new PonRecord { Pon = "0/1", Weak = 3 }.WithoutOptics().Weak);

    private static IEnumerable<(string, long?)> Counted(ThresholdSet set) =>
        WeakOnus.CountedIn(Pons, Onus, new ThresholdPolicy(ThresholdSet.None, set)[DetectedKinds.OnuRxLow]).Select(pon => (pon.Pon, pon.Weak));

    private static OnuRecord Onu(string pon, string onu, double? rx) => new() { Pon = pon, Onu = onu, Status = rx is null ? OnuStatus.Down : OnuStatus.Up, RxDbm = rx };
}
