using EdgeNoc.Agent.Metered;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Metered;

public sealed class DefaultRouteTests
{
    private const string Header = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT                                                       \n";
    private const string Eth0 = "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0                                                                               \n";
    private const string Lan = "eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0                                                                               \n";
    private const string Wwan0 = "wwan0\t00000000\t0100000A\t0003\t0\t0\t700\t00000000\t0\t0\t0                                                                               \n";
    private const string Down = "eth9\t00000000\t0100000A\t0002\t0\t0\t0\t00000000\t0\t0\t0\n";
    private const string Rejecting = "eth8\t00000000\t00000000\t0201\t0\t0\t0\t00000000\t0\t0\t0\n";
    private const string HalfOfAll = "tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0\n";

    private const string Refusal6 = "00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo\n";
    private const string Local6 = "fe800000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0\n";
    private const string Usb6 = "00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe80000000000000020000fffe000001 00000032 00000001 00000000 00450003     usb0\n";

    [Theory]
    [InlineData(Header + Eth0 + Lan + Wwan0, "", "eth0")]
    [InlineData(Header + Wwan0 + Eth0, Refusal6, "eth0")]
    [InlineData(Header + Lan + Wwan0, Refusal6 + Local6, "wwan0")]
    [InlineData(Header + Lan, Refusal6 + Local6, null)]
    [InlineData(Header + Down + Rejecting + HalfOfAll + Wwan0, "", "wwan0")]
    [InlineData(Header + Wwan0, Usb6, "usb0")]
    [InlineData(Header + Lan, Usb6 + Refusal6, "usb0")]
    [InlineData("", "", null)]
    [InlineData("no table at all\n\n", "nor here", null)]
    public void The_default_route_with_the_lowest_metric_names_the_interface(string route4, string route6, string? expected) => Assert.Equal(expected, DefaultRoute.Interface(route4, route6));

    [Fact]
    public void Whatever_a_file_holds_is_no_reason_to_fail() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (route4, route6) => { _ = DefaultRoute.Interface(route4.Get, route6.Get); }).QuickCheckThrowOnFailure();

    [Fact]
    public void This_machines_tables_are_read() => _ = MachineRoutes.DefaultInterface();
}
