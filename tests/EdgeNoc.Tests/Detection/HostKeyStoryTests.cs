using EdgeNoc.Agent.Devices;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Detection;

/// <summary>A box that shows another host key than the pinned one.</summary>
public sealed class HostKeyStoryTests
{
    private static readonly PollError OtherKey = new(PollErrorKind.AuthFailed, "detail", "remedy") { OtherHostKey = "SHA256:abc" };

    [Fact]
    public async Task Another_key_is_told_at_once_with_its_fingerprint_and_ends_with_the_right_one()
    {
        var bench = new Workbench(Workbench.Olt);
        await bench.PollAsync(Workbench.Onu(1));
        Assert.Equal(["+device.host_key_changed olt-1 device"], await bench.FailAsync(OtherKey));
        var told = bench.Log.All[^1];
        Assert.Equal(("SHA256:abc", Severity.High, null), (told.Labels["fingerprint"], told.Severity, told.Reason));
        Assert.Empty(await bench.FailAsync(OtherKey));
        bench.Restart();
        Assert.Empty(await bench.FailAsync(OtherKey));
        Assert.Equal(["-device.host_key_changed olt-1 device"], await bench.PollAsync(Workbench.Onu(1)));
    }

    [Fact]
    public async Task A_box_that_went_silent_and_comes_back_with_another_key_changes_its_alert()
    {
        var bench = new Workbench(Workbench.Olt);
        await bench.FailAsync(PollErrorKind.Timeout);
        Assert.Equal(["+device.unreachable olt-1 device"], await bench.FailAsync(PollErrorKind.Timeout));
        Assert.Equal(["-device.unreachable olt-1 device", "+device.host_key_changed olt-1 device"], await bench.FailAsync(OtherKey));
    }
}
