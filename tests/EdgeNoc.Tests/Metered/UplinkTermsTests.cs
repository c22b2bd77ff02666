using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Metered;
using EdgeNoc.Agent.Uplink;

namespace EdgeNoc.Tests.Metered;

public sealed class UplinkTermsTests
{
    private static readonly UplinkConfig Auto = new() { MeteredInterfaces = ["wwan0", "usb*"] };

    [Theory]
    [InlineData("wwan0", true)]
    [InlineData("wwan01", false)]
    [InlineData("usb7", true)]
    [InlineData("eth0", false)]
    [InlineData("xusb0", false)]
    public void The_interface_of_the_default_route_decides(string route, bool metered)
    {
        var terms = UplinkTerms.Of(Auto, route, UplinkTerms.Free, spent: false);
        Assert.Equal((metered, metered ? "backup" : "main", metered), (terms.Metered, terms.Word, terms.HoldsBacklog));
    }

    [Fact]
    public void Without_a_route_the_way_is_what_it_was()
    {
        var backup = UplinkTerms.Of(Auto, "wwan0", UplinkTerms.Free, spent: false);
        Assert.Equal(backup, UplinkTerms.Of(Auto, null, backup, spent: false));
        Assert.False(UplinkTerms.Of(Auto, null, UplinkTerms.Free, spent: false).Metered);
    }

    [Fact]
    public void A_site_with_no_other_way_is_on_its_main_one_and_sends_its_backlog_over_it()
    {
        var terms = UplinkTerms.Of(new UplinkConfig { Metered = MeteredMode.Always }, "eth0", UplinkTerms.Free, spent: false);
        Assert.Equal((true, "main", false, false), (terms.Metered, terms.Word, terms.HoldsBacklog, terms.KeepsRest));
        Assert.Equal(OpenLanes.All, terms.Open);
    }

    [Fact]
    public void Never_is_never() => Assert.Equal(UplinkTerms.Free, UplinkTerms.Of(new UplinkConfig { Metered = MeteredMode.Never }, "wwan0", UplinkTerms.Free, spent: true));

    [Fact]
    public void Over_a_backup_everything_but_the_backlog_may_leave_and_with_the_months_bytes_spent_only_events_and_what_is_raised()
    {
        Assert.Equal(OpenLanes.All with { Backlog = false }, UplinkTerms.Of(Auto, "wwan0", UplinkTerms.Free, spent: false).Open);
        foreach (var config in new[] { Auto, new UplinkConfig { Metered = MeteredMode.Always } })
        {
            var open = UplinkTerms.Of(config, "wwan0", UplinkTerms.Free, spent: true).Open;
            Assert.Equal(new OpenLanes(Events: true, Tables: false, Live: false, Backlog: false), open);
            Assert.Equal(new Waiting(true, true, false, false), open.Of(new Waiting(true, true, true, true) { Alerts = true }) with { Alerts = false });
        }

        Assert.Equal(OpenLanes.All, UplinkTerms.Of(Auto, "eth0", UplinkTerms.Free, spent: true).Open);
    }
}
