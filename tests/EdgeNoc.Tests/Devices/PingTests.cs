using System.Net;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Tests.Devices;

public sealed class PingTests
{
    private static readonly PingTarget Target = new("ont-001", "Balai Desa", IPAddress.Loopback, -7.1, 112.2);

    [Fact]
    public void A_reply_is_read_only_with_its_own_id_secret_and_sum()
    {
        var packet = Reply(id: 7, secret: 11, number: 13);
        Assert.True(IcmpEcho.TryReadReply(packet, 7, 11, out var number));
        Assert.Equal(13ul, number);
        Assert.False(IcmpEcho.TryReadReply(packet, 8, 11, out _));
        Assert.False(IcmpEcho.TryReadReply(packet, 7, 12, out _));
        for (var length = 0; length < packet.Length; length++) Assert.False(IcmpEcho.TryReadReply(packet.AsSpan(0, length), 7, 11, out _));
        for (var place = 20; place < packet.Length; place++)
        {
            var changed = packet.ToArray();
            changed[place] ^= 0x40;
            Assert.False(IcmpEcho.TryReadReply(changed, 7, 11, out _), $"byte {place}");
        }
    }

    [Fact]
    public void The_sum_is_that_of_rfc_1071() => Assert.Equal(0x220d, IcmpEcho.Checksum([0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]));

    [Fact]
    public void An_ont_that_answers_has_metrics_and_one_that_does_not_has_a_place_only()
    {
        Assert.Equal(
            new DeviceRecord { Kind = "ont", Up = true, RttMs = 4.5, LossPct = 33.3, Name = "Balai Desa", Lat = -7.1, Lon = 112.2 },
            PingDriver.ToRecord(Target, new PingResult(3, 2, 4.5)).Record);
        Assert.Equal(
            new DeviceRecord { Kind = "ont", Up = false, Error = "unreachable", Name = "Balai Desa", Lat = -7.1, Lon = 112.2 },
            PingDriver.ToRecord(Target, new PingResult(3, 0, null)).Record);
    }

    [Fact]
    public async Task Many_hosts_are_pinged_at_once_over_a_real_socket()
    {
        await using var pinger = new Pinger(new Random(5));
        var targets = Enumerable.Range(1, 200).Select(number => new PingTarget($"ont-{number:000}", null, IPAddress.Parse($"127.0.1.{number}"), null, null)).ToList();
        await using var driver = new PingDriver(new PingOptions { Targets = targets, Timeout = TimeSpan.FromSeconds(5) }, pinger);

        var result = await driver.PollAsync(TestContext.Current.CancellationToken);

        if (result is PollResult.Failed { Error.Kind: PollErrorKind.Unsupported }) Assert.Skip("no CAP_NET_RAW here");
        var members = Assert.IsType<PollResult.Read>(result).Reading.Members;
        Assert.Equal(targets.Select(target => target.Id), members.Select(member => member.Device));
        Assert.All(members, member => Assert.Equal((true, 0.0), (member.Record.Up, member.Record.LossPct)));
        Assert.All(members, member => Assert.True(member.Record.RttMs > 0));
    }

    [Fact]
    public async Task Both_families_are_pinged_by_one_pinger()
    {
        if (!System.Net.Sockets.Socket.OSSupportsIPv6) Assert.Skip("no IPv6 here");
        await using var pinger = new Pinger(new Random(8));
        foreach (var address in (IPAddress[])[IPAddress.IPv6Loopback, IPAddress.Loopback])
        {
            var result = await pinger.PingAsync(address, 2, TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
            if (result.Fault is not null) Assert.Skip(result.Fault.Detail);
            Assert.Equal((2, 2), (result.Sent, result.Received));
            Assert.True(result.RttMs > 0);
        }

        // From the documentation's prefix nobody answers, whether there is a route or not.
        Assert.Equal(new PingResult(1, 0, null), await pinger.PingAsync(IPAddress.Parse("2001:db8::1"), 1, TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_reply_of_icmpv6_is_read_only_with_its_own_id_and_secret()
    {
        var packet = new byte[IcmpEcho.Length];
        IcmpEcho.WriteRequest(packet, isV6: true, 7, 11, 13);
        Assert.False(IcmpEcho.TryReadReplyV6(packet, 7, 11, out _));
        packet[0] = 129;
        Assert.True(IcmpEcho.TryReadReplyV6(packet, 7, 11, out var number));
        Assert.Equal(13ul, number);
        Assert.False(IcmpEcho.TryReadReplyV6(packet, 8, 11, out _));
        Assert.False(IcmpEcho.TryReadReplyV6(packet, 7, 12, out _));
        for (var length = 0; length < packet.Length; length++) Assert.False(IcmpEcho.TryReadReplyV6(packet.AsSpan(0, length), 7, 11, out _));
    }

    [Theory]
    [InlineData("192.0.2.101", null)]
    [InlineData("2001:db8::101", null)]
    [InlineData("fe80::1%1", null)]
    [InlineData("010.1.1.1", "is no IP address")]
    [InlineData("[::1]:80", "is no IP address")]
    [InlineData("2001:db8::/64", "is no IP address")]
    [InlineData("::", "is no address of a host")]
    [InlineData("ff02::1", "is no address of a host")]
    [InlineData("::ffff:192.0.2.1", "is no address of a host")]
    [InlineData("224.0.0.1", "is no address of a host")]
    public void An_address_is_one_hosts(string text, string? expected) => Assert.Equal(expected, HostAddress.TryParse(text, out _, out var problem) ? null : problem);

    [Fact]
    public async Task A_request_that_cannot_be_sent_is_as_lost_as_one_without_answer()
    {
        await using var pinger = new Pinger(new Random(6));
        // A broadcast address: the kernel refuses it.
        var result = await pinger.PingAsync(IPAddress.Broadcast, 2, TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        if (result.Fault is not null) Assert.Skip("no CAP_NET_RAW here");
        Assert.Equal(new PingResult(2, 0, null), result);
    }

    [Fact]
    public async Task A_machine_that_may_not_ping_says_nothing_of_its_onts()
    {
        var fault = new PollError(PollErrorKind.Unsupported, "this agent may not ping", "give it CAP_NET_RAW");
        await using var driver = new PingDriver(new PingOptions { Targets = [Target] }, new FakePinger((_, _) => new PingResult(0, 0, null, fault)));
        Assert.Equal(new PollResult.Failed(fault), await driver.PollAsync(TestContext.Current.CancellationToken));
    }

    private static byte[] Reply(ushort id, ulong secret, ulong number)
    {
        var packet = new byte[20 + IcmpEcho.Length];
        packet[0] = 0x45;
        IcmpEcho.WriteRequest(packet.AsSpan(20), isV6: false, id, secret, number);
        packet[20] = 0;
        packet[22] = packet[23] = 0;
        var sum = IcmpEcho.Checksum(packet.AsSpan(20));
        (packet[22], packet[23]) = ((byte)(sum >> 8), (byte)sum);
        return packet;
    }
}

/// <summary>Answers as the test says; the second argument counts the calls from 1.</summary>
internal sealed class FakePinger(Func<IPAddress, int, PingResult> answer) : IPinger
{
    private int _calls;

    public Task<PingResult> PingAsync(IPAddress address, int count, TimeSpan timeout, CancellationToken cancellationToken) => Task.FromResult(answer(address, Interlocked.Increment(ref _calls)));
}
