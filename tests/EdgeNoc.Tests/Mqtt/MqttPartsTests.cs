using System.Net;
using EdgeNoc.Common.Mqtt;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Mqtt;

public sealed class MqttPartsTests
{
    [Fact]
    public async Task An_answer_that_comes_before_its_number_is_known_is_not_lost()
    {
        var ended = 0;
        var pending = new PendingPublishes(() => ended++);
        pending.Complete(17, PublishOutcome.NoSubscribers);
        Assert.Equal(0, ended);
        Assert.Equal(PublishOutcome.NoSubscribers, await pending.Add(17));
        Assert.Equal(1, ended);
    }

    [Fact]
    public async Task An_end_of_the_connection_ends_what_waits_and_what_comes_after_but_not_what_was_answered()
    {
        var ended = 0;
        var pending = new PendingPublishes(() => ended++);
        var first = pending.Add(1);
        pending.Complete(2, PublishOutcome.Accepted);
        pending.Close();
        pending.Complete(1, PublishOutcome.Accepted);
        Assert.Equal(PublishOutcome.ConnectionLost, await first);
        Assert.Equal(PublishOutcome.Accepted, await pending.Add(2));
        Assert.Equal(PublishOutcome.ConnectionLost, await pending.Add(3));
        Assert.Equal(3, ended);
    }

    [Fact]
    public void Waits_double_with_jitter_and_never_leave_their_bounds() =>
        Prop.ForAll<PositiveInt, PositiveInt, int>((min, times, seed) =>
        {
            var (least, most) = (TimeSpan.FromMilliseconds(min.Get), TimeSpan.FromMilliseconds(min.Get * (long)times.Get));
            var delay = new ReconnectDelay(least, most, new Random(seed));
            var waits = Enumerable.Range(0, 100).Select(_ => delay.Next()).ToList();
            delay.Reset();
            return waits.TrueForAll(w => w >= least / 2 && w <= most) && waits[^1] >= most / 2 && delay.Next() <= least;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_address_of_a_name_is_a_way_and_TLS_keeps_the_name_for_the_certificate()
    {
        IPAddress[] addresses = [IPAddress.IPv6Loopback, IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2")];
        Assert.Equal([new("::1", null), new("192.0.2.1", null), new("192.0.2.2", null)], BrokerRoutes.From("noc", tls: false, addresses));
        Assert.Equal([new("noc", "::"), new("noc", "0.0.0.0")], BrokerRoutes.From("noc", tls: true, addresses));
    }
}
