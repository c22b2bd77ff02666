using EdgeNoc.Agent.Commands;
using EdgeNoc.Agent.Devices.Records;
using static EdgeNoc.Tests.MikroTik.TestRouter;

namespace EdgeNoc.Tests.MikroTik;

/// <summary>A router's line in <c>check</c>.</summary>
public sealed class RouterCheckTests
{
    [Fact]
    public async Task A_router_that_is_well_shows_what_it_is_and_who_is_on()
    {
        await using var router = Start("6.49.10");
        var item = CheckDevices.Judge("router-1", await ReadAsync(Options(router)), TimeSpan.FromMilliseconds(12));
        Assert.Equal(CheckMark.Ok, item.State);
        Assert.StartsWith("core-1 CCR2004-16G-2S+ 6.49.10 (stable), 7 interfaces, 6 up, ", item.Detail, StringComparison.Ordinal);
        Assert.Contains("20 hotspot", item.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Remarks_are_a_warning_with_their_remedies()
    {
        var reading = new Reading { Interfaces = [new InterfaceRecord { Interface = "ether1", Up = true }], Remarks = ["remark 1", "remark 2"] };
        var item = CheckDevices.Judge("router-1", reading, TimeSpan.FromMilliseconds(12));
        Assert.Equal((CheckMark.Warning, "remark 1; remark 2"), (item.State, item.Remedy));
    }
}
