using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Metered;

namespace EdgeNoc.Tests.Metered;

public sealed class ChangeTests
{
    private static readonly OnuRecord Onu = new() { Pon = "0/3", Onu = "17", Status = OnuStatus.Up, Name = "CLIENT-017", Mac = "00:1A:2B:3C:4D:17", RxDbm = -20.0, OnlineS = 17, DistanceM = 170, Deregisters = 1 };

    [Fact]
    public void The_first_row_is_a_change() => Assert.True(Change.Is(null, Onu));

    [Fact]
    public void What_moves_with_every_poll_is_none() => Assert.False(Change.Is(Onu, Onu with { OnlineS = 47, DistanceM = 172, Deregisters = 2, TxDbm = 2.1, TempC = 41 }));

    [Theory]
    [InlineData(-20.99, false)]
    [InlineData(-21.0, true)]
    [InlineData(-19.0, true)]
    public void The_level_counts_by_steps_of_1_dB(double rx, bool changed) => Assert.Equal(changed, Change.Is(Onu, Onu with { RxDbm = rx }));

    [Fact]
    public void A_row_without_optics_says_nothing_about_them_and_the_first_with_them_does()
    {
        Assert.False(Change.Is(Onu, Onu.WithoutOptics()));
        Assert.True(Change.Is(Onu.WithoutOptics(), Onu));
    }

    [Fact]
    public void Status_reason_name_and_identity_count()
    {
        foreach (var other in new[] { Onu with { Status = OnuStatus.PowerOff }, Onu with { Reason = OnuReason.DyingGasp }, Onu with { Name = "CLIENT-999" }, Onu with { Mac = "00:1A:2B:3C:4D:99" }, Onu with { Serial = "HWTC99" } })
            Assert.True(Change.Is(Onu, other), other.ToString());
    }

    [Fact]
    public void A_terminal_changes_by_answering_or_not()
    {
        var answers = new DeviceRecord { Kind = "ont", Up = true, RttMs = 3, LossPct = 0, Name = "Village office" };
        Assert.True(Change.Is(null, answers));
        Assert.False(Change.Is(answers, answers with { RttMs = 90, LossPct = 33 }));
        Assert.True(Change.Is(answers, answers with { Up = false, Error = "timeout" }));
    }
}
