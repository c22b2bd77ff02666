using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Delivery;

/// <summary>What one recipient is spared.</summary>
/// <param name="Gap">Between any two messages; also what WhatsApp allows.</param>
/// <param name="PerHour">So many in any hour; criticals and answers go all the same, and count.</param>
/// <param name="Own">So many of them are messages by themselves; the rest is kept for digests.</param>
/// <param name="Burst">More than so many waiting at once become a digest.</param>
/// <param name="CriticalBurst">The same for criticals, which would otherwise take a minute and more to arrive one by one.</param>
/// <param name="DigestGap">Between a digest and the next; each further one within the hour doubles it.</param>
internal sealed record Budget(TimeSpan Gap, int PerHour, int Own, int Burst, int CriticalBurst, TimeSpan DigestGap)
{
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static Budget Standard { get; } = new(TimeSpan.FromSeconds(6), 20, 14, 5, 10, TimeSpan.FromMinutes(1));

    /// <summary>For programs, which mind no storm.</summary>
    public static Budget None { get; } = new(TimeSpan.Zero, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, TimeSpan.Zero);
}

/// <summary>What delivery has to know of a channel.</summary>
/// <param name="Id">The channel's id.</param>
/// <param name="Can">What it can do.</param>
/// <param name="Budget">For each of its recipients.</param>
/// <param name="MonthlyCap">In the operator's own currency: beyond it only criticals go; 0: none.</param>
internal sealed record Lane(string Id, ChannelCapabilities Can, Budget Budget, decimal MonthlyCap = 0)
{
    /// <summary>Millionths of the currency: money is counted in whole numbers.</summary>
    public long CostMicro => (long)(Can.CostPerMessage * 1_000_000);

    public long CapMicro => (long)(MonthlyCap * 1_000_000);
}

/// <summary>How messages are delivered.</summary>
/// <param name="Lanes">By the channel's id.</param>
/// <param name="AckDeadline">So long a message may go without proof that it arrived, before the next address or person is tried.</param>
/// <param name="Alerts">Whom the config names.</param>
internal sealed record DeliveryRules(IReadOnlyDictionary<string, Lane> Lanes, TimeSpan AckDeadline, AlertRules Alerts)
{
    public static readonly TimeSpan UsualDeadline = TimeSpan.FromSeconds(90);

    public static DeliveryRules Of(IEnumerable<IChannel> channels, IReadOnlyDictionary<string, decimal> monthlyCaps, TimeSpan ackDeadline, AlertRules alerts, Budget? budget = null) => new(
        channels.ToDictionary(
            channel => channel.Id,
            channel => new Lane(channel.Id, channel.Can, channel.Can.Paced ? budget ?? Budget.Standard : Budget.None, monthlyCaps.GetValueOrDefault(channel.Id)),
            StringComparer.Ordinal),
        ackDeadline,
        alerts);
}
