using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Simulators.RouterOs;
using static EdgeNoc.Tests.MikroTik.TestRouter;

namespace EdgeNoc.Tests.MikroTik;

/// <summary>Several commands over one connection.</summary>
public sealed class ApiConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_that_are_under_way_at_once_each_get_their_own_rows()
    {
        await using var router = Start(sessions: 500);
        await using var connection = await ConnectAsync(router);

        var secrets = connection.CallAsync(["/ppp/secret/print", "=.proplist=name"], Patience, Stop);
        var active = connection.CallAsync(["/ppp/active/print", "=.proplist=name"], Patience, Stop);
        var log = connection.CallAsync(["/log/print", "=.proplist=message"], Patience, Stop);
        var missing = connection.CallAsync(["/no/such/print"], Patience, Stop);

        Assert.Equal(Enumerable.Range(1, router.Model.Accounts).Select(RouterModel.Account), Names(await secrets, "name"u8));
        Assert.Equal(router.Model.Online().Select(RouterModel.Account), Names(await active, "name"u8));
        Assert.Equal(Enumerable.Range(1, 60).Select(number => $"line {number}"), Names(await log, "message"u8));
        Assert.True(Assert.Single((await missing).Traps).IsMissing);
        Assert.Equal(0, connection.Strays);
    }

    [Fact]
    public async Task A_stream_is_cancelled_and_the_connection_lives_on()
    {
        await using var router = Start();
        router.StreamEvery = TimeSpan.FromMilliseconds(20);
        await using var connection = await ConnectAsync(router);

        var stream = await connection.CallAsync(["/interface/monitor-traffic", "=interface=ether1"], TimeSpan.FromMilliseconds(200), Stop);

        Assert.True(stream.TimedOut);
        Assert.True(connection.IsOpen);
        Assert.Single((await connection.CallAsync(["/system/identity/print"], Patience, Stop)).Rows);
    }

    [Fact]
    public async Task A_router_that_does_not_confirm_a_cancel_loses_its_connection()
    {
        await using var router = Start();
        await using var connection = await ConnectAsync(router);
        router.Fault = RouterFault.Deaf;
        await Assert.ThrowsAsync<RouterException>(() => connection.CallAsync(["/log/print"], TimeSpan.FromMilliseconds(100), Stop));
        Assert.False(connection.IsOpen);
    }

    [Fact]
    public async Task All_who_wait_are_told_when_the_connection_ends()
    {
        await using var router = Start();
        await using var connection = await ConnectAsync(router);
        router.Fault = RouterFault.NoReply;
        var waiting = Enumerable.Range(0, 5).Select(_ => connection.CallAsync(["/log/print"], Patience, Stop)).ToList();
        router.DropConnections();
        foreach (var call in waiting) await Assert.ThrowsAsync<RouterException>(() => call);
        await Assert.ThrowsAsync<RouterException>(() => connection.CallAsync(["/log/print"], Patience, Stop));
    }

    [Fact]
    public async Task Several_traps_come_before_one_done()
    {
        await using var router = Start();
        await using var connection = await ConnectAsync(router);
        router.Fault = RouterFault.TwoTraps;
        Assert.Equal([new ApiTrap(null, "first"), new ApiTrap(4, "second")], (await connection.CallAsync(["/log/print"], Patience, Stop)).Traps);
    }

    [Theory]
    [InlineData("7.18.2")]
    [InlineData("7.4")]
    public async Task A_count_comes_with_done_and_an_empty_list_is_no_row(string version)
    {
        await using var router = Start(version);
        await using var connection = await ConnectAsync(router);
        Assert.Equal("60", (await connection.CallAsync(["/log/print", "=count-only="], Patience, Stop)).Return);
        Assert.Empty((await connection.CallAsync(["/log/print", "?message=nobody"], Patience, Stop)).Rows);
    }

    [Fact]
    public async Task Queries_work_as_a_stack()
    {
        await using var router = Start();
        await using var connection = await ConnectAsync(router);
        Assert.Equal(["ether1", "ether3"], Names(await connection.CallAsync(["/interface/print", "?name=ether1", "?name=ether3", "?#|", "=.proplist=name"], Patience, Stop), "name"u8));
        Assert.Equal(["bridge-lan"], Names(await connection.CallAsync(["/interface/print", "?type=ether", "?#!", "?dynamic=false", "=.proplist=name"], Patience, Stop), "name"u8));
    }

    private static List<string> Names(ApiReply reply, ReadOnlySpan<byte> field)
    {
        var names = new List<string>();
        foreach (var row in reply.Rows) names.Add(row.TryGet(field, out var value) ? ApiText.Decode(value) : "");
        return names;
    }
}
